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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of a batch in the order of the wire format, each padded to 8 bytes. Parts
 * of the batch's own buffers are borrowed. Temporary buffers are freed with this body. A
 * body is read once, front to back.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">Arrow columnar
 * format, RecordBatch message</a>
 */
final class WireBody implements AutoCloseable {

	private static final byte[] ZEROS = new byte[512];

	private @Nullable ArrowBuf[] buffers = new ArrowBuf[16];

	private long[] starts = new long[16];

	private long[] lengths = new long[16];

	private int count;

	private long length;

	private final List<ArrowBuf> owned = new ArrayList<>(0);

	private int current;

	private long currentPosition;

	/**
	 * Add a part of a buffer. The caller keeps the buffer alive until this body is
	 * closed.
	 * @param buffer the buffer, or {@code null} for zeros
	 * @param start the offset of the part
	 * @param size its size in bytes
	 */
	void add(@Nullable ArrowBuf buffer, long start, long size) {
		if (this.count == this.buffers.length) {
			this.buffers = Arrays.copyOf(this.buffers, this.count * 2);
			this.starts = Arrays.copyOf(this.starts, this.count * 2);
			this.lengths = Arrays.copyOf(this.lengths, this.count * 2);
		}
		this.buffers[this.count] = buffer;
		this.starts[this.count] = start;
		this.lengths[this.count] = size;
		this.count++;
		this.length += padded(size);
	}

	void addEmpty() {
		add(null, 0, 0);
	}

	/**
	 * Add a buffer and take ownership of it.
	 * @param buffer the buffer, added up to its writer index
	 */
	void addOwned(ArrowBuf buffer) {
		this.owned.add(buffer);
		add(buffer, 0, buffer.writerIndex());
	}

	int count() {
		return this.count;
	}

	@Nullable ArrowBuf buffer(int index) {
		return this.buffers[index];
	}

	long start(int index) {
		return this.starts[index];
	}

	long length(int index) {
		return this.lengths[index];
	}

	/**
	 * The length of the body, padding included.
	 * @return the length in bytes
	 */
	long length() {
		return this.length;
	}

	/**
	 * Copy the next bytes of the body.
	 * @param target the array to copy to
	 * @param offset the offset in the target
	 * @param size the number of bytes, at most as many as remain
	 */
	void read(byte[] target, int offset, int size) {
		int done = 0;
		while (done < size) {
			long data = this.lengths[this.current];
			long left = padded(data) - this.currentPosition;
			if (left == 0) {
				this.current++;
				this.currentPosition = 0;
				continue;
			}
			ArrowBuf buffer = this.buffers[this.current];
			int step;
			if (buffer != null && this.currentPosition < data) {
				step = (int) Math.min(size - done, data - this.currentPosition);
				buffer.getBytes(this.starts[this.current] + this.currentPosition, target, offset + done, step);
			}
			else {
				step = (int) Math.min(Math.min(size - done, left), ZEROS.length);
				System.arraycopy(ZEROS, 0, target, offset + done, step);
			}
			done += step;
			this.currentPosition += step;
		}
	}

	/**
	 * Start reading from the front again.
	 */
	void rewind() {
		this.current = 0;
		this.currentPosition = 0;
	}

	@Override
	public void close() {
		this.owned.forEach(ArrowBuf::close);
		this.owned.clear();
		Arrays.fill(this.buffers, 0, this.count, null);
		this.count = 0;
		this.length = 0;
		rewind();
	}

	static long padded(long size) {
		return (size + 7) & ~7L;
	}

}
