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

package io.github.flightspring.arrow.write;

import java.util.List;

import org.apache.arrow.memory.ArrowBuf;

/**
 * A writer of a column of byte strings: 32-bit offsets into the bytes of all values.
 */
abstract class VariableWidthWriter extends ColumnWriter {

	private final GrowingBuffer offsets;

	private final Tally tally;

	final GrowingBuffer data;

	VariableWidthWriter(WriteTarget target) {
		super(target);
		this.tally = target.tally();
		this.offsets = new GrowingBuffer(target.allocator());
		this.data = new GrowingBuffer(target.allocator());
	}

	/**
	 * Write the first bytes of an array as the value of an index.
	 */
	final void putBytes(int index, byte[] bytes, int length) {
		int start = begin(index, length);
		this.data.putBytes(start, bytes, length);
		end(index, start, length);
	}

	/**
	 * Ensure space for the value of an index and return the position of its first byte.
	 */
	final int begin(int index, int length) {
		int start = start(index);
		if (length > Integer.MAX_VALUE - start) {
			throw failure("the values of one batch are longer than 2 GiB together", null);
		}
		this.data.ensure((long) start + length);
		return start;
	}

	final void end(int index, int start, int length) {
		this.offsets.putInt(4L * index + 4, start + length);
		this.tally.add(8L * length);
		this.validity.valid(index);
	}

	private int start(int index) {
		this.offsets.ensure(4L * index + 8);
		if (index == 0) {
			this.offsets.putInt(0, 0);
			return 0;
		}
		return this.offsets.getInt(4L * index);
	}

	@Override
	final void writeEmpty(int index) {
		this.offsets.putInt(4L * index + 4, start(index));
		this.validity.valid(index);
	}

	@Override
	final long bitsPerValue() {
		return 33;
	}

	@Override
	final int bufferCount() {
		return 3;
	}

	@Override
	final List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		if (count == 0) {
			start(0);
		}
		return List.of(validity, this.offsets.buffer(), this.data.buffer());
	}

	@Override
	void resetBuffers(boolean reusable) {
		this.offsets.reset(reusable);
		this.data.reset(reusable);
	}

	@Override
	void closeBuffers() {
		this.offsets.close();
		this.data.close();
	}

}
