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

import org.apache.arrow.memory.ArrowBuf;

/**
 * Checks the offsets of variable-size values.
 */
final class Offsets {

	private Offsets() {
	}

	/**
	 * Check that offsets begin at zero or later and never decrease.
	 * @param column the column
	 * @param offsets the offsets, one more than there are values
	 * @param count the number of values
	 * @param large whether offsets have 64 bits
	 * @return the last offset, which is the number of elements that the offsets need
	 */
	static long check(ColumnLayout column, ArrowBuf offsets, int count, boolean large) {
		if (count == 0 && offsets.capacity() == 0) {
			return 0;
		}
		BatchValidator.require(offsets, (count + 1L) * (large ? 8 : 4), column, "offset");
		long previous = at(offsets, 0, large);
		if (previous < 0) {
			throw WireErrors.invalid("the offsets of column '%s' begin at %d", column.path(), previous);
		}
		for (int i = 1; i <= count; i++) {
			long next = at(offsets, i, large);
			if (next < previous) {
				throw WireErrors.invalid("offset %d of column '%s' is %d after %d", i, column.path(), next, previous);
			}
			previous = next;
		}
		return previous;
	}

	/**
	 * Check the offsets and sizes of list views. Those of nulls are checked too, as the
	 * format requires.
	 * @param column the column
	 * @param offsets the offsets
	 * @param sizes the sizes
	 * @param count the number of values
	 * @param large whether offsets and sizes have 64 bits
	 * @return the number of elements that the views need
	 */
	static long checkViews(ColumnLayout column, ArrowBuf offsets, ArrowBuf sizes, int count, boolean large) {
		BatchValidator.require(offsets, (long) count * (large ? 8 : 4), column, "offset");
		BatchValidator.require(sizes, (long) count * (large ? 8 : 4), column, "size");
		long needed = 0;
		for (int i = 0; i < count; i++) {
			long offset = at(offsets, i, large);
			long size = at(sizes, i, large);
			if (offset < 0 || size < 0 || offset > Integer.MAX_VALUE || size > Integer.MAX_VALUE) {
				throw WireErrors.invalid("value %d of column '%s' has offset %d and size %d", i, column.path(), offset,
						size);
			}
			needed = Math.max(needed, offset + size);
		}
		return needed;
	}

	static long at(ArrowBuf offsets, int index, boolean large) {
		return large ? offsets.getLong(8L * index) : offsets.getInt(4L * index);
	}

}
