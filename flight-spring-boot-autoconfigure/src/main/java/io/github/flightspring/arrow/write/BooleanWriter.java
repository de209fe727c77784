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
import org.jspecify.annotations.Nullable;

/**
 * Writes booleans as bits.
 */
public final class BooleanWriter extends ColumnWriter {

	private final GrowingBuffer data;

	public BooleanWriter(WriteTarget target) {
		super(target);
		this.data = new GrowingBuffer(target.allocator());
	}

	void put(int index, boolean value) {
		long at = index >> 3;
		int bit = index & 7;
		this.data.ensure(at + 1);
		// the first bit of a byte clears the others
		int old = (bit == 0) ? 0 : this.data.getByte(at);
		this.data.putByte(at, value ? old | (1 << bit) : old & ~(1 << bit));
	}

	@Override
	void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		put(index, (Boolean) value);
		this.validity.valid(index);
	}

	@Override
	void writeEmpty(int index) {
		put(index, false);
		this.validity.valid(index);
	}

	@Override
	long bitsPerValue() {
		return 2;
	}

	@Override
	int bufferCount() {
		return 2;
	}

	@Override
	List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		return List.of(validity, this.data.buffer());
	}

	@Override
	void resetBuffers(boolean reusable) {
		this.data.reset(reusable);
	}

	@Override
	void closeBuffers() {
		this.data.close();
	}

}
