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
import java.util.ListIterator;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/**
 * Checks the buffers of a batch before vectors are made of them, so that no access to a
 * value can leave its buffer. It replaces Arrow's {@code
 * ValueVectorUtility.validateFull}. That method needs loaded vectors, and loading trusts
 * offsets. It does not know list views, run ends or the contents of views, does not check
 * union children beyond the last offset, and copies every text.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html">Arrow columnar
 * format</a>
 */
final class BatchValidator {

	private final ListIterator<ArrowFieldNode> nodes;

	private final List<ArrowBuf> buffers;

	private final List<Long> viewBuffers;

	private int nextBuffer;

	private int nextView;

	BatchValidator(List<ArrowFieldNode> nodes, List<ArrowBuf> buffers, List<Long> viewBuffers) {
		this.nodes = nodes.listIterator();
		this.buffers = buffers;
		this.viewBuffers = viewBuffers;
	}

	void validate(List<ColumnLayout> columns, int rows) {
		for (ColumnLayout column : columns) {
			validate(column, rows, true);
		}
	}

	private void validate(ColumnLayout column, long length, boolean exact) {
		ArrowFieldNode node = this.nodes.next();
		int count = node.getLength();
		if (exact && count != length || count < length) {
			throw WireErrors.invalid("column '%s' has %d values, but needs %s%d", column.path(), count,
					exact ? "" : "at least ", length);
		}
		Validity validity = column.kind().hasValidity() ? validity(column, node) : Validity.ALL;
		switch (column.kind()) {
			case NULL -> {
			}
			case BIT -> require(next(), (count + 7L) / 8, column, "data");
			case FIXED -> require(next(), (long) count * column.width(), column, "data");
			case VARIABLE, LARGE_VARIABLE -> variable(column, count, validity);
			case VIEW -> new ViewChecks(column, count, validity).check(next(), viewBuffers());
			case LIST, LARGE_LIST -> validate(column.children().get(0),
					Offsets.check(column, next(), count, column.kind() == ColumnLayout.Kind.LARGE_LIST), false);
			case LIST_VIEW, LARGE_LIST_VIEW -> validate(column.children().get(0), Offsets.checkViews(column, next(),
					next(), count, column.kind() == ColumnLayout.Kind.LARGE_LIST_VIEW), false);
			case FIXED_LIST -> fixedList(column, count);
			case STRUCT -> column.children().forEach((child) -> validate(child, count, true));
			case SPARSE_UNION -> {
				typeIds(column, next(), count);
				column.children().forEach((child) -> validate(child, count, true));
			}
			case DENSE_UNION -> denseUnion(column, count);
			case RUN_END -> runEnds(column, count);
		}
	}

	private Validity validity(ColumnLayout column, ArrowFieldNode node) {
		ArrowBuf bits = next();
		int count = node.getLength();
		if (bits.capacity() > 0) {
			require(bits, (count + 7L) / 8, column, "validity");
			return new Validity(bits);
		}
		if (node.getNullCount() == -1 || node.getNullCount() == 0) {
			this.nodes.set(new ArrowFieldNode(count, 0));
			return Validity.ALL;
		}
		if (node.getNullCount() != count) {
			throw WireErrors.invalid("column '%s' has %d nulls in %d values, but no validity buffer", column.path(),
					node.getNullCount(), count);
		}
		return Validity.NONE;
	}

	private void variable(ColumnLayout column, int count, Validity validity) {
		boolean large = column.kind() == ColumnLayout.Kind.LARGE_VARIABLE;
		ArrowBuf offsets = next();
		long end = Offsets.check(column, offsets, count, large);
		ArrowBuf data = next();
		require(data, end, column, "data");
		if (column.utf8() && end > 0) {
			Utf8Checks.check(column, data, offsets, count, large, validity);
		}
	}

	private void fixedList(ColumnLayout column, int count) {
		long values = (long) count * column.width();
		if (values > Integer.MAX_VALUE) {
			throw WireErrors.invalid("column '%s' has %d lists of %d values", column.path(), count, column.width());
		}
		validate(column.children().get(0), values, false);
	}

	private void typeIds(ColumnLayout column, ArrowBuf types, int count) {
		require(types, count, column, "type");
		for (int i = 0; i < count; i++) {
			byte type = types.getByte(i);
			if (type < 0 || column.childOfType()[type] < 0) {
				throw WireErrors.invalid("value %d of column '%s' has type id %d, which the union does not have", i,
						column.path(), type);
			}
		}
	}

	private void denseUnion(ColumnLayout column, int count) {
		ArrowBuf types = next();
		typeIds(column, types, count);
		ArrowBuf offsets = next();
		require(offsets, 4L * count, column, "offset");
		int[] needed = new int[column.children().size()];
		Arrays.fill(needed, -1);
		for (int i = 0; i < count; i++) {
			int child = column.childOfType()[types.getByte(i)];
			int offset = offsets.getInt(4L * i);
			if (offset < 0) {
				throw WireErrors.invalid("value %d of column '%s' has offset %d", i, column.path(), offset);
			}
			needed[child] = Math.max(needed[child], offset);
		}
		for (int i = 0; i < needed.length; i++) {
			validate(column.children().get(i), needed[i] + 1L, false);
		}
	}

	private void runEnds(ColumnLayout column, int count) {
		ColumnLayout endsColumn = column.children().get(0);
		ArrowFieldNode ends = this.nodes.next();
		int runs = ends.getLength();
		if (ends.getNullCount() > 0) {
			throw WireErrors.invalid("column '%s' has %d null run ends", column.path(), ends.getNullCount());
		}
		this.nodes.previous();
		ArrowBuf bits = (this.nextBuffer < this.buffers.size()) ? this.buffers.get(this.nextBuffer) : null;
		int buffer = this.nextBuffer + 1;
		validate(endsColumn, runs, true);
		// the count of nulls may be missing, so only the bitmap is reliable
		Validity validity = (bits != null && bits.capacity() > 0) ? new Validity(bits) : Validity.ALL;
		long last = 0;
		for (int i = 0; i < runs; i++) {
			if (!validity.isValid(i)) {
				throw WireErrors.invalid("run end %d of column '%s' is null", i, column.path());
			}
			long end = integer(this.buffers.get(buffer), endsColumn.width(), i);
			if (end <= last) {
				throw WireErrors.invalid("run end %d of column '%s' is %d after %d", i, column.path(), end, last);
			}
			last = end;
		}
		if (last > Integer.MAX_VALUE) {
			// Arrow's run-end encoded vector casts this value to an int
			throw WireErrors.invalid("the runs of column '%s' end at %d, beyond %d", column.path(), last,
					Integer.MAX_VALUE);
		}
		if (last < count) {
			throw WireErrors.invalid("the runs of column '%s' end at %d, but it has %d values", column.path(), last,
					count);
		}
		validate(column.children().get(1), runs, false);
	}

	private List<ArrowBuf> viewBuffers() {
		int count = Math.toIntExact(this.viewBuffers.get(this.nextView++));
		List<ArrowBuf> result = this.buffers.subList(this.nextBuffer, this.nextBuffer + count);
		this.nextBuffer += count;
		return result;
	}

	private ArrowBuf next() {
		return this.buffers.get(this.nextBuffer++);
	}

	static long integer(ArrowBuf buffer, int width, int index) {
		return switch (width) {
			case 1 -> buffer.getByte(index);
			case 2 -> buffer.getShort(2L * index);
			case 4 -> buffer.getInt(4L * index);
			default -> buffer.getLong(8L * index);
		};
	}

	static void require(ArrowBuf buffer, long size, ColumnLayout column, String what) {
		if (buffer.capacity() < size) {
			throw WireErrors.invalid("the %s buffer of column '%s' has %d bytes, but its values need %d", what,
					column.path(), buffer.capacity(), size);
		}
	}

}
