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

import java.util.Arrays;
import java.util.List;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVectorHelper;

/**
 * Adds the buffers of some rows of a column to a body. If the rows read the same there, a
 * part of the column's own buffer is added, otherwise a copy.
 */
// Arrow's VectorSchemaRoot.slice creates a vector for each column and copies all offsets;
// a part of a buffer that is sent as it is needs neither
final class RowSlices {

	private final BufferAllocator allocator;

	private final WireBody body;

	RowSlices(BufferAllocator allocator, WireBody body) {
		this.allocator = allocator;
		this.body = body;
	}

	void part(ColumnLayout column, ArrowBuf buffer, long start, long size) {
		if (size == 0) {
			this.body.addEmpty();
			return;
		}
		if (start < 0 || size < 0 || size > buffer.capacity() - start) {
			throw new IllegalStateException("A buffer of column '" + column.path() + "' has " + buffer.capacity()
					+ " bytes, but its values are at " + start + " with " + size + " bytes");
		}
		this.body.add(buffer, start, size);
	}

	/**
	 * Add the validity bitmap, or an empty one if no value is null.
	 * @return the number of nulls
	 */
	int validity(ColumnLayout column, ArrowBuf bits, int start, int count) {
		if (count == 0) {
			this.body.addEmpty();
			return 0;
		}
		if ((start & 7) != 0) {
			ArrowBuf shifted = shift(bits, start, count);
			int nulls = BitVectorHelper.getNullCount(shifted, count);
			if (nulls == 0) {
				shifted.close();
				this.body.addEmpty();
			}
			else {
				this.body.addOwned(shifted);
			}
			return nulls;
		}
		int nulls = BitVectorHelper.getNullCount((start > 0) ? bits.slice(start >> 3, bytes(count)) : bits, count);
		if (nulls == 0) {
			this.body.addEmpty();
		}
		else {
			part(column, bits, start >> 3, bytes(count));
		}
		return nulls;
	}

	void bits(ColumnLayout column, ArrowBuf bits, int start, int count) {
		if ((start & 7) == 0) {
			part(column, bits, start >> 3, bytes(count));
		}
		else if (count == 0) {
			this.body.addEmpty();
		}
		else {
			this.body.addOwned(shift(bits, start, count));
		}
	}

	/**
	 * Add offsets. On the wire they begin at zero.
	 * @return the original offset that became zero
	 */
	long offsets(ColumnLayout column, ArrowBuf offsets, int start, int count, boolean large) {
		int width = large ? 8 : 4;
		if (count == 0) {
			this.body.add(null, 0, width);
			return 0;
		}
		long first = Offsets.at(offsets, start, large);
		if (first == 0) {
			part(column, offsets, (long) start * width, (count + 1L) * width);
			return 0;
		}
		ArrowBuf target = take((count + 1L) * width);
		for (int i = 0; i <= count; i++) {
			set(target, i, Offsets.at(offsets, start + i, large) - first, width);
		}
		return first;
	}

	/**
	 * Add the offsets and sizes of list views.
	 * @param values the number of values if offsets are unchanged, otherwise -1
	 * @return the first value and the number of values
	 */
	long[] listViews(ColumnLayout column, List<ArrowBuf> buffers, int start, int count, int values) {
		boolean large = column.kind() == ColumnLayout.Kind.LARGE_LIST_VIEW;
		int width = large ? 8 : 4;
		ArrowBuf offsets = buffers.get(1);
		ArrowBuf sizes = buffers.get(2);
		if (values >= 0) {
			part(column, offsets, (long) start * width, (long) count * width);
			part(column, sizes, (long) start * width, (long) count * width);
			return new long[] { 0, values };
		}
		long[] range = listViewRange(column, offsets, sizes, start, count);
		if (count == 0) {
			this.body.addEmpty();
			this.body.addEmpty();
			return range;
		}
		ArrowBuf target = take((long) count * width);
		for (int i = 0; i < count; i++) {
			boolean empty = Offsets.at(sizes, start + i, large) == 0;
			set(target, i, empty ? 0 : Offsets.at(offsets, start + i, large) - range[0], width);
		}
		part(column, sizes, (long) start * width, (long) count * width);
		return range;
	}

	static long[] listViewRange(ColumnLayout column, ArrowBuf offsets, ArrowBuf sizes, int start, int count) {
		boolean large = column.kind() == ColumnLayout.Kind.LARGE_LIST_VIEW;
		long first = Long.MAX_VALUE;
		long end = 0;
		for (int i = start; i < start + count; i++) {
			long size = Offsets.at(sizes, i, large);
			if (size > 0) {
				long offset = Offsets.at(offsets, i, large);
				first = Math.min(first, offset);
				end = Math.max(end, offset + size);
			}
		}
		return (end == 0) ? new long[2] : new long[] { first, end - first };
	}

	void types(ColumnLayout column, ArrowBuf types, int start, int count) {
		for (int i = start; i < start + count; i++) {
			child(column, types, i);
		}
		part(column, types, start, count);
	}

	/**
	 * Add the type ids and offsets of a dense union.
	 * @return for each child, its first value and number of values
	 */
	long[] denseUnion(ColumnLayout column, List<ArrowBuf> buffers, int start, int count, boolean whole) {
		ArrowBuf types = buffers.get(0);
		ArrowBuf offsets = buffers.get(1);
		long[] ranges = denseUnionRanges(column, types, offsets, start, count);
		part(column, types, start, count);
		boolean same = true;
		for (int i = 0; i < ranges.length; i += 2) {
			if (whole) {
				ranges[i + 1] += ranges[i];
				ranges[i] = 0;
			}
			same &= ranges[i] == 0;
		}
		if (same) {
			part(column, offsets, 4L * start, 4L * count);
			return ranges;
		}
		ArrowBuf target = take(4L * count);
		for (int i = 0; i < count; i++) {
			int child = child(column, types, start + i);
			target.setInt(4L * i, (int) (offsets.getInt(4L * (start + i)) - ranges[2 * child]));
		}
		return ranges;
	}

	static long[] denseUnionRanges(ColumnLayout column, ArrowBuf types, ArrowBuf offsets, int start, int count) {
		long[] ranges = new long[2 * column.children().size()];
		for (int i = 0; i < ranges.length; i += 2) {
			ranges[i] = Long.MAX_VALUE;
		}
		for (int i = start; i < start + count; i++) {
			int child = child(column, types, i);
			int offset = offsets.getInt(4L * i);
			ranges[2 * child] = Math.min(ranges[2 * child], offset);
			ranges[2 * child + 1] = Math.max(ranges[2 * child + 1], offset + 1L);
		}
		for (int i = 0; i < ranges.length; i += 2) {
			ranges[i] = Math.min(ranges[i], ranges[i + 1]);
			ranges[i + 1] -= ranges[i];
		}
		return ranges;
	}

	private static int child(ColumnLayout column, ArrowBuf types, int index) {
		byte type = types.getByte(index);
		int child = (type >= 0) ? column.childOfType()[type] : -1;
		if (child < 0) {
			throw new IllegalStateException("Value " + index + " of column '" + column.path() + "' has type id " + type
					+ ", but the union has the type ids " + Arrays.toString(column.typeIds())
					+ ": a union has no nulls of its own, so give each value a type");
		}
		return child;
	}

	/**
	 * Add views and one data buffer with the data that they refer to.
	 * @return the number of data buffers
	 */
	int views(ColumnLayout column, List<ArrowBuf> buffers, int start, int count) {
		ArrowBuf views = buffers.get(1);
		if (count == 0) {
			this.body.addEmpty();
			return 0;
		}
		Validity validity = new Validity(buffers.get(0));
		long size = viewBytes(buffers, start, count);
		ArrowBuf target = take((long) ViewChecks.VIEW * count);
		ArrowBuf data = (size > 0) ? take(size) : null;
		int used = 0;
		for (int i = 0; i < count; i++) {
			long from = (long) ViewChecks.VIEW * (start + i);
			long to = (long) ViewChecks.VIEW * i;
			int length = views.getInt(from);
			if (!validity.isValid(start + i)) {
				target.setZero(to, ViewChecks.VIEW);
				continue;
			}
			target.setBytes(to, views, from, ViewChecks.VIEW);
			if (data != null && length > ViewChecks.INLINE) {
				data.setBytes(used, buffers.get(2 + views.getInt(from + 8)), views.getInt(from + 12), length);
				target.setInt(to + 8, 0);
				target.setInt(to + 12, used);
				used += length;
			}
		}
		return (data != null) ? 1 : 0;
	}

	static long viewBytes(List<ArrowBuf> buffers, int start, int count) {
		Validity validity = new Validity(buffers.get(0));
		long size = 0;
		for (int i = start; i < start + count; i++) {
			int length = buffers.get(1).getInt((long) ViewChecks.VIEW * i);
			if (length > ViewChecks.INLINE && validity.isValid(i)) {
				size += length;
			}
		}
		return size;
	}

	void runEnds(ColumnLayout ends, ArrowBuf buffer, RunRange runs, int start, int count) {
		if (runs.count() == 0) {
			this.body.addEmpty();
			return;
		}
		ArrowBuf target = take((long) runs.count() * ends.width());
		for (int i = 0; i < runs.count(); i++) {
			long end = BatchValidator.integer(buffer, ends.width(), runs.first() + i);
			set(target, i, Math.min(end, (long) start + count) - start, ends.width());
		}
	}

	private ArrowBuf take(long size) {
		ArrowBuf target = this.allocator.buffer(size);
		target.writerIndex(size);
		this.body.addOwned(target);
		return target;
	}

	private ArrowBuf shift(ArrowBuf bits, int start, int count) {
		int size = bytes(count);
		int last = (start + count - 1) >> 3;
		int shift = start & 7;
		ArrowBuf target = this.allocator.buffer(size);
		for (int i = 0; i < size; i++) {
			int from = (start >> 3) + i;
			int low = (bits.getByte(from) & 0xFF) >>> shift;
			int high = (from < last && shift > 0) ? (bits.getByte(from + 1L) & 0xFF) << (8 - shift) : 0;
			target.setByte(i, low | high);
		}
		if ((count & 7) != 0) {
			target.setByte(size - 1L, target.getByte(size - 1L) & ((1 << (count & 7)) - 1));
		}
		target.writerIndex(size);
		return target;
	}

	private static void set(ArrowBuf target, int index, long value, int width) {
		switch (width) {
			case 2 -> target.setShort(2L * index, (short) value);
			case 4 -> target.setInt(4L * index, (int) value);
			default -> target.setLong(8L * index, value);
		}
	}

	private static int bytes(int bits) {
		return (int) ((bits + 7L) >> 3);
	}

}
