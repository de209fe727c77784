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

import io.github.flightspring.arrow.value.TypeNames;
import io.github.flightspring.ipc.ColumnLayout.Kind;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Lists the field nodes and buffers of some rows of a batch, in the order of the wire
 * format. It replaces {@code VectorUnloader} and slicing of vectors. It refers to parts
 * of buffers and copies only the parts that differ in a slice: offsets, bits that start
 * within a byte, views and run ends.
 */
final class BatchWriter {

	private final RowSlices slices;

	private final WireBody body = new WireBody();

	private long[] nodes = new long[32];

	private int nodeCount;

	private long[] viewBuffers = new long[0];

	BatchWriter(BufferAllocator allocator) {
		this.slices = new RowSlices(allocator, this.body);
	}

	/**
	 * List a batch. It replaces the previously listed one.
	 * @param columns the layouts
	 * @param vectors the vectors
	 * @param start the first row
	 * @param rows the number of rows
	 * @param whole whether these are all rows, and everything that the vectors hold may
	 * be sent
	 */
	void list(List<ColumnLayout> columns, List<FieldVector> vectors, int start, int rows, boolean whole) {
		clear();
		for (int i = 0; i < columns.size(); i++) {
			append(columns.get(i), vectors.get(i), start, rows, whole);
		}
	}

	void clear() {
		this.body.close();
		this.nodeCount = 0;
		this.viewBuffers = new long[0];
	}

	WireBody body() {
		return this.body;
	}

	int nodeCount() {
		return this.nodeCount;
	}

	long nodeLength(int index) {
		return this.nodes[2 * index];
	}

	long nodeNulls(int index) {
		return this.nodes[2 * index + 1];
	}

	long[] viewBuffers() {
		return this.viewBuffers;
	}

	private void append(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		HeldValues.check(column, vector, start, count);
		List<ArrowBuf> buffers = vector.getFieldBuffers();
		if (buffers.size() < column.kind().buffers()) {
			throw new IllegalStateException("Column '" + column.path() + "' has " + buffers.size()
					+ " buffers instead of " + column.kind().buffers() + ": its type is no longer "
					+ TypeNames.of(column.field().getType()));
		}
		int node = node(count);
		if (column.kind().hasValidity()) {
			this.nodes[2 * node + 1] = this.slices.validity(column, buffers.get(0), start, count);
		}
		appendValues(column, vector, buffers, start, count, whole);
	}

	private void appendValues(ColumnLayout column, FieldVector vector, List<ArrowBuf> buffers, int start, int count,
			boolean whole) {
		switch (column.kind()) {
			case NULL -> this.nodes[2 * this.nodeCount - 1] = count;
			case BIT -> this.slices.bits(column, buffers.get(1), start, count);
			case FIXED ->
				this.slices.part(column, buffers.get(1), (long) start * column.width(), (long) count * column.width());
			case VARIABLE, LARGE_VARIABLE -> {
				boolean large = column.kind() == Kind.LARGE_VARIABLE;
				long first = this.slices.offsets(column, buffers.get(1), start, count, large);
				long end = (count > 0) ? Offsets.at(buffers.get(1), start + count, large) : first;
				this.slices.part(column, buffers.get(2), first, end - first);
			}
			case VIEW -> views(column, buffers, start, count, whole);
			case LIST, LARGE_LIST -> {
				boolean large = column.kind() == Kind.LARGE_LIST;
				long first = this.slices.offsets(column, buffers.get(1), start, count, large);
				long end = (count > 0) ? Offsets.at(buffers.get(1), start + count, large) : first;
				child(column, vector, 0, first, end - first, whole);
			}
			case LIST_VIEW, LARGE_LIST_VIEW -> {
				long[] range = this.slices.listViews(column, buffers, start, count,
						whole ? vector.getChildrenFromFields().get(0).getValueCount() : -1);
				child(column, vector, 0, range[0], range[1], whole);
			}
			case FIXED_LIST ->
				child(column, vector, 0, (long) start * column.width(), (long) count * column.width(), whole);
			case STRUCT -> children(column, vector, start, count, whole);
			case SPARSE_UNION -> {
				this.slices.types(column, buffers.get(0), start, count);
				children(column, vector, start, count, whole);
			}
			case DENSE_UNION -> {
				long[] ranges = this.slices.denseUnion(column, buffers, start, count, whole);
				for (int i = 0; i < column.children().size(); i++) {
					child(column, vector, i, ranges[2 * i], ranges[2 * i + 1], whole);
				}
			}
			case RUN_END -> runEnds(column, vector, start, count, whole);
		}
	}

	private void views(ColumnLayout column, List<ArrowBuf> buffers, int start, int count, boolean whole) {
		this.viewBuffers = Arrays.copyOf(this.viewBuffers, this.viewBuffers.length + 1);
		int data = buffers.size() - 2;
		if (whole) {
			this.slices.part(column, buffers.get(1), 0, (long) ViewChecks.VIEW * count);
			for (int i = 2; i < buffers.size(); i++) {
				this.slices.part(column, buffers.get(i), 0, buffers.get(i).writerIndex());
			}
		}
		else {
			data = this.slices.views(column, buffers, start, count);
		}
		this.viewBuffers[this.viewBuffers.length - 1] = data;
	}

	private void runEnds(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		ColumnLayout ends = column.children().get(0);
		FieldVector endsVector = vector.getChildrenFromFields().get(0);
		if (whole) {
			child(column, vector, 0, 0, endsVector.getValueCount(), true);
			child(column, vector, 1, 0, endsVector.getValueCount(), true);
			return;
		}
		RunRange runs = RunRange.of(ends, endsVector, start, count);
		node(runs.count());
		this.body.addEmpty();
		this.slices.runEnds(ends, endsVector.getDataBuffer(), runs, start, count);
		child(column, vector, 1, runs.first(), runs.count(), false);
	}

	private void children(ColumnLayout column, FieldVector vector, int start, int count, boolean whole) {
		for (int i = 0; i < column.children().size(); i++) {
			child(column, vector, i, start, count, whole);
		}
	}

	private void child(ColumnLayout column, FieldVector vector, int index, long start, long count, boolean whole) {
		List<FieldVector> children = column.children(vector);
		if (children.size() != column.children().size()) {
			throw new IllegalStateException("Column '" + column.path() + "' has " + children.size()
					+ " children, but its schema has " + column.children().size());
		}
		FieldVector child = children.get(index);
		append(column.children().get(index), child, Math.toIntExact(start), Math.toIntExact(count),
				whole && start == 0 && count == child.getValueCount());
	}

	private int node(long length) {
		if (2 * this.nodeCount == this.nodes.length) {
			this.nodes = Arrays.copyOf(this.nodes, this.nodes.length * 2);
		}
		this.nodes[2 * this.nodeCount] = length;
		this.nodes[2 * this.nodeCount + 1] = 0;
		return this.nodeCount++;
	}

}
