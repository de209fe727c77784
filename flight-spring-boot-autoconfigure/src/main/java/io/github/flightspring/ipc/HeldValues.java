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

import java.util.List;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/**
 * Checks that a vector has the values that a batch takes from it. Arrow's readers, and
 * all code that sets the row count of a root, make each child of a dense union as long as
 * the number of the union's rows of its type. Values beyond that length are still in the
 * buffers, and the rows may use them.
 */
final class HeldValues {

	private HeldValues() {
	}

	static void check(ColumnLayout column, FieldVector vector, int start, int count) {
		long end = (long) start + count;
		if (vector.getValueCount() >= end) {
			return;
		}
		if (!column.inUnion()) {
			throw new IllegalStateException("Column '" + column.path() + "' has " + vector.getValueCount()
					+ " values, but the batch needs " + end + ": set the row count of the batch");
		}
		if (!isHeld(column, vector.getFieldBuffers(), start, end)) {
			throw new IllegalStateException("Column '" + column.path() + "' has " + vector.getValueCount()
					+ " values, but a row of its union uses value " + (end - 1)
					+ ": give the union offsets of values that its children have");
		}
	}

	private static boolean isHeld(ColumnLayout column, List<ArrowBuf> buffers, int start, long end) {
		if (buffers.size() < column.kind().buffers()) {
			return false;
		}
		if (column.kind().hasValidity() && buffers.get(0).capacity() < (end + 7) / 8) {
			return false;
		}
		return switch (column.kind()) {
			// the runs have the number of values
			case NULL, FIXED_LIST, STRUCT, RUN_END -> true;
			case BIT -> buffers.get(1).capacity() >= (end + 7) / 8;
			case FIXED -> buffers.get(1).capacity() >= end * column.width();
			case VIEW -> buffers.get(1).capacity() >= end * ViewChecks.VIEW;
			case VARIABLE -> hasOffsets(buffers.get(1), start, end, false, buffers.get(2).capacity());
			case LARGE_VARIABLE -> hasOffsets(buffers.get(1), start, end, true, buffers.get(2).capacity());
			case LIST -> hasOffsets(buffers.get(1), start, end, false, Long.MAX_VALUE);
			case LARGE_LIST -> hasOffsets(buffers.get(1), start, end, true, Long.MAX_VALUE);
			case LIST_VIEW -> hasViews(buffers, end * Integer.BYTES);
			case LARGE_LIST_VIEW -> hasViews(buffers, end * Long.BYTES);
			case SPARSE_UNION -> buffers.get(0).capacity() >= end;
			case DENSE_UNION -> buffers.get(0).capacity() >= end && buffers.get(1).capacity() >= end * Integer.BYTES;
		};
	}

	private static boolean hasOffsets(ArrowBuf offsets, int start, long end, boolean large, long limit) {
		if (offsets.capacity() < (end + 1) * (large ? Long.BYTES : Integer.BYTES)) {
			return false;
		}
		long last = Offsets.at(offsets, start, large);
		if (last < 0) {
			return false;
		}
		for (int i = start + 1; i <= end; i++) {
			long next = Offsets.at(offsets, i, large);
			if (next < last) {
				return false;
			}
			last = next;
		}
		return last <= limit;
	}

	private static boolean hasViews(List<ArrowBuf> buffers, long size) {
		return buffers.get(1).capacity() >= size && buffers.get(2).capacity() >= size;
	}

}
