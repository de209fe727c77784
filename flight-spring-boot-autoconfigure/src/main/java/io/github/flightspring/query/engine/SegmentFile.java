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

package io.github.flightspring.query.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * An output stream to the file of one segment. Every byte is reserved in the quota before
 * it is written.
 */
final class SegmentFile extends OutputStream {

	private final WritableByteChannel channel;

	private final SpoolQuota quota;

	private long bytes;

	SegmentFile(WritableByteChannel channel, SpoolQuota quota) {
		this.channel = channel;
		this.quota = quota;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] array, int offset, int length) throws IOException {
		this.quota.reserve(length);
		ByteBuffer left = ByteBuffer.wrap(array, offset, length);
		while (left.hasRemaining()) {
			this.bytes += this.channel.write(left);
		}
	}

	/**
	 * Return the number of bytes written so far.
	 * @return the size of the file
	 */
	long bytes() {
		return this.bytes;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
