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

package io.github.flightspring.ipc;

import java.io.InputStream;

import org.apache.arrow.memory.ArrowBuf;

/**
 * A stream over a part of a buffer.
 */
final class ArrowBufStream extends InputStream {

	private final ArrowBuf buffer;

	private final long end;

	private long position;

	private final byte[] window = new byte[4096];

	private int windowPosition;

	private int windowLimit;

	ArrowBufStream(ArrowBuf buffer, long start, long length) {
		this.buffer = buffer;
		this.position = start;
		this.end = start + length;
	}

	@Override
	public int read() {
		if (this.windowPosition == this.windowLimit && !fill()) {
			return -1;
		}
		return this.window[this.windowPosition++] & 0xFF;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		if (length == 0) {
			return 0;
		}
		if (this.windowPosition == this.windowLimit && !fill()) {
			return -1;
		}
		int count = Math.min(length, this.windowLimit - this.windowPosition);
		System.arraycopy(this.window, this.windowPosition, target, offset, count);
		this.windowPosition += count;
		return count;
	}

	private boolean fill() {
		int count = (int) Math.min(this.window.length, this.end - this.position);
		if (count <= 0) {
			return false;
		}
		this.buffer.getBytes(this.position, this.window, 0, count);
		this.position += count;
		this.windowPosition = 0;
		this.windowLimit = count;
		return true;
	}

}
