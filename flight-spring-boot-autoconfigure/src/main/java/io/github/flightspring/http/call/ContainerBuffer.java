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

package io.github.flightspring.http.call;

/**
 * The fill of the container's buffer for a response. No write overflows the buffer, and a
 * full buffer is flushed. Tomcat sends a buffer that overflows without a flush, keeps the
 * last bytes of it, and takes no more before a thread of its own has sent those.
 */
final class ContainerBuffer {

	/**
	 * The room in bytes for the frame of a chunk, so that a buffer for connections of the
	 * same size holds the chunk with its frame.
	 */
	private static final int FRAME = 16;

	private final int capacity;

	private int filled;

	/**
	 * Create an empty buffer.
	 * @param size the size of the container's buffer in bytes, zero if it has none
	 */
	ContainerBuffer(int size) {
		this.capacity = (size > FRAME) ? size - FRAME : Integer.MAX_VALUE;
	}

	/**
	 * Take room for bytes that are written next.
	 * @param length the number of bytes wanted
	 * @return the number of bytes there is room for, at most that number
	 */
	int fill(int length) {
		int count = Math.min(length, this.capacity - this.filled);
		this.filled += count;
		return count;
	}

	/**
	 * Whether there is no room.
	 */
	boolean isFull() {
		return this.filled == this.capacity;
	}

	/**
	 * Record that the buffer is flushed.
	 */
	void clear() {
		this.filled = 0;
	}

}
