/*
 * Copyright 2026 the Flight Spring Boot authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.flightspring.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that counts the bytes that are read from it. Every read goes through
 * {@link #read(byte[], int, int)}.
 */
public abstract class CountingInput extends FilterInputStream {

	private long count;

	/**
	 * Create a stream.
	 * @param in the stream to read from
	 */
	protected CountingInput(InputStream in) {
		super(in);
	}

	/**
	 * The number of bytes that have been read.
	 * @return the number of bytes
	 */
	public final long count() {
		return this.count;
	}

	/**
	 * Bytes have been read, and are counted.
	 * @param bytes the number of bytes, at least one
	 * @throws IOException if no more may be read
	 */
	protected abstract void counted(int bytes) throws IOException;

	@Override
	public final int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) == 1) ? single[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		if (read > 0) {
			this.count += read;
			counted(read);
		}
		return read;
	}

	@Override
	public long skip(long count) throws IOException {
		return readNBytes((int) Math.min(count, 64 * 1024)).length;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
