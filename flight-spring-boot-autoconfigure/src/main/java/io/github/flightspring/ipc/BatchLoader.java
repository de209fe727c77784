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

import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Loads batches of one schema into vectors.
 */
final class BatchLoader {

	private final List<ColumnLayout> columns;

	private final BatchDecoder decoder;

	private final String what;

	private final boolean unions;

	private final boolean days;

	BatchLoader(List<ColumnLayout> columns, BufferAllocator allocator, boolean trusted) {
		this(columns, allocator, trusted, "the batch");
	}

	BatchLoader(List<ColumnLayout> columns, BufferAllocator allocator, boolean trusted, String what) {
		this.what = what;
		this.columns = columns;
		this.decoder = new BatchDecoder(columns, allocator, trusted, what);
		this.unions = hasDenseUnion(columns);
		this.days = !trusted && DayChecks.isIn(columns);
	}

	private static boolean hasDenseUnion(List<ColumnLayout> columns) {
		return columns.stream()
			.anyMatch((column) -> column.kind() == ColumnLayout.Kind.DENSE_UNION || hasDenseUnion(column.children()));
	}

	List<ColumnLayout> columns() {
		return this.columns;
	}

	void load(@Nullable RecordBatch header, @Nullable ArrowBuf body, VectorSchemaRoot root) {
		if (header == null) {
			throw WireErrors.invalid("the header of %s has no record batch", this.what);
		}
		// a failed load is safe only if the vectors hold no data
		root.clear();
		try (ArrowRecordBatch batch = this.decoder.decode(header, body)) {
			ColumnLoader.load(batch, this.columns, root.getFieldVectors());
			root.setRowCount(batch.getLength());
			if (this.unions) {
				// setRowCount made each child of a dense union as long as the number of
				// rows of its type, which is wrong if a value is used twice or not at all
				ColumnLoader.load(batch, this.columns, root.getFieldVectors());
			}
			if (this.days) {
				DayChecks.check(this.columns, root.getFieldVectors());
			}
		}
		catch (FlightRuntimeException | OutOfMemoryException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof OutOfMemoryException outOfMemory) {
					throw outOfMemory;
				}
			}
			throw WireErrors.invalid(ex, "%s cannot be loaded into the vectors of its schema", this.what);
		}
	}

}
