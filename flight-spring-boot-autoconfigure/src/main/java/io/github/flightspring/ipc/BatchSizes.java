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

import io.github.flightspring.ipc.ColumnLayout.Kind;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/**
 * Upper bounds of the body size of rows, computed without creating the body.
 */
final class BatchSizes {

	private BatchSizes() {
	}

	static long of(List<ColumnLayout> columns, List<FieldVector> vectors, int start, int count, boolean whole) {
		long size = 0;
		for (int i = 0; i < columns.size(); i++) {
			size += of(columns.get(i), vectors.get(i), start, count, whole);
		}
		return size;
	}

	private static long of(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		HeldValues.check(column, vector, start, count);
		Kind kind = column.kind();
		long size = kind.hasValidity() ? bits(count) : 0;
		return size + switch (kind) {
			case NULL -> 0;
			case BIT -> bits(count);
			case FIXED -> WireBody.padded((long) count * column.width());
			case VARIABLE, LARGE_VARIABLE -> variable(column, vector, start, count);
			case VIEW -> views(vector.getFieldBuffers(), start, count, whole);
			case LIST, LARGE_LIST -> list(column, vector, start, count, whole);
			case LIST_VIEW, LARGE_LIST_VIEW -> listView(column, vector, start, count, whole);
			case FIXED_LIST ->
				child(column, vector, 0, (long) start * column.width(), (long) count * column.width(), whole);
			case STRUCT -> children(column, vector, start, count, whole);
			case SPARSE_UNION -> WireBody.padded(count) + children(column, vector, start, count, whole);
			case DENSE_UNION -> denseUnion(column, vector, start, count, whole);
			case RUN_END -> runEnds(column, vector, start, count);
		};
	}

	private static long variable(ColumnLayout column, FieldVector vector, int start, int count) {
		boolean large = column.kind() == Kind.LARGE_VARIABLE;
		long offsets = WireBody.padded((count + 1L) * (large ? 8 : 4));
		if (count == 0) {
			return offsets;
		}
		ArrowBuf buffer = vector.getFieldBuffers().get(1);
		return offsets + WireBody.padded(Offsets.at(buffer, start + count, large) - Offsets.at(buffer, start, large));
	}

	private static long views(List<ArrowBuf> buffers, int start, int count, boolean whole) {
		long size = (long) ViewChecks.VIEW * count;
		if (!whole) {
			return size + ((count > 0) ? WireBody.padded(RowSlices.viewBytes(buffers, start, count)) : 0);
		}
		for (int i = 2; i < buffers.size(); i++) {
			size += WireBody.padded(buffers.get(i).writerIndex());
		}
		return size;
	}

	private static long list(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		boolean large = column.kind() == Kind.LARGE_LIST;
		long offsets = WireBody.padded((count + 1L) * (large ? 8 : 4));
		if (count == 0) {
			return offsets + child(column, vector, 0, 0, 0, whole);
		}
		ArrowBuf buffer = vector.getFieldBuffers().get(1);
		long first = Offsets.at(buffer, start, large);
		return offsets + child(column, vector, 0, first, Offsets.at(buffer, start + count, large) - first, whole);
	}

	private static long listView(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		List<ArrowBuf> buffers = vector.getFieldBuffers();
		long size = 2 * WireBody.padded((long) count * ((column.kind() == Kind.LARGE_LIST_VIEW) ? 8 : 4));
		long[] range = whole ? new long[] { 0, vector.getChildrenFromFields().get(0).getValueCount() }
				: RowSlices.listViewRange(column, buffers.get(1), buffers.get(2), start, count);
		return size + child(column, vector, 0, range[0], range[1], whole);
	}

	private static long denseUnion(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		List<ArrowBuf> buffers = vector.getFieldBuffers();
		long size = WireBody.padded(count) + WireBody.padded(4L * count);
		long[] ranges = RowSlices.denseUnionRanges(column, buffers.get(0), buffers.get(1), start, count);
		for (int i = 0; i < column.children().size(); i++) {
			long first = whole ? 0 : ranges[2 * i];
			size += child(column, vector, i, first, ranges[2 * i] + ranges[2 * i + 1] - first, whole);
		}
		return size;
	}

	private static long runEnds(ColumnLayout column, FieldVector vector, int start, int count) {
		ColumnLayout ends = column.children().get(0);
		RunRange runs = RunRange.of(ends, vector.getChildrenFromFields().get(0), start, count);
		return WireBody.padded((long) runs.count() * ends.width()) + bits(runs.count())
				+ child(column, vector, 1, runs.first(), runs.count(), false);
	}

	private static long children(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		long size = 0;
		for (int i = 0; i < column.children().size(); i++) {
			size += child(column, vector, i, start, count, whole);
		}
		return size;
	}

	private static long child(ColumnLayout column, FieldVector vector, int index, long start, long count,
			boolean whole) {
		FieldVector child = column.children(vector).get(index);
		return of(column.children().get(index), child, Math.toIntExact(start), Math.toIntExact(count),
				whole && start == 0 && count == child.getValueCount());
	}

	private static long bits(int count) {
		return WireBody.padded((count + 7L) >> 3);
	}

}
