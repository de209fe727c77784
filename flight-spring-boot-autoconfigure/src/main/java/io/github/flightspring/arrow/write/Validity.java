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

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The validity of the values of a column. It is written only when there is a null: the
 * vector itself creates the bitmap of a column without nulls.
 */
final class Validity implements AutoCloseable {

	private final GrowingBuffer bits;

	private boolean anyNull;

	Validity(BufferAllocator allocator) {
		this.bits = new GrowingBuffer(allocator);
	}

	void valid(int index) {
		if (this.anyNull) {
			set(index, 1);
		}
	}

	void invalid(int index) {
		if (!this.anyNull) {
			this.bits.ensure((index >> 3) + 1L);
			this.bits.fill(0, (index >> 3) + 1L, 0xFF);
			this.anyNull = true;
		}
		set(index, 0);
	}

	private void set(int index, int bit) {
		long at = index >> 3;
		this.bits.ensure(at + 1);
		int mask = 1 << (index & 7);
		// the first bit of a byte clears the others
		int old = ((index & 7) == 0) ? 0 : this.bits.getByte(at);
		this.bits.putByte(at, (bit != 0) ? old | mask : old & ~mask);
	}

	/**
	 * Return the number of nulls among the first values, and clear the bits after them.
	 */
	int finish(int count) {
		if (!this.anyNull || count == 0) {
			this.anyNull = false;
			return 0;
		}
		if ((count & 7) != 0) {
			long last = count >> 3;
			this.bits.putByte(last, this.bits.getByte(last) & ((1 << (count & 7)) - 1));
		}
		int valid = 0;
		for (long at = 0; at < (count + 7L) >> 3; at++) {
			valid += Integer.bitCount(this.bits.getByte(at) & 0xFF);
		}
		return count - valid;
	}

	ArrowBuf buffer(BufferAllocator allocator, int nulls) {
		return (nulls > 0) ? this.bits.buffer() : allocator.getEmpty();
	}

	void reset(boolean reusable) {
		this.anyNull = false;
		this.bits.reset(reusable);
	}

	@Override
	public void close() {
		this.bits.close();
	}

}
