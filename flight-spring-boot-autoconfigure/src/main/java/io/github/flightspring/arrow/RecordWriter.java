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

package io.github.flightspring.arrow;

import io.github.flightspring.arrow.row.RowPlan;
import io.github.flightspring.arrow.value.ValueException;
import io.github.flightspring.arrow.write.BatchColumns;
import io.github.flightspring.arrow.write.ColumnWriter;
import io.github.flightspring.arrow.write.RowWriter;
import io.github.flightspring.arrow.write.Tally;
import io.github.flightspring.arrow.write.WriteTarget;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Writes rows into batches, one batch after the other: <pre class="code">
 * writer.write(row); …
 * VectorSchemaRoot batch = writer.finishBatch();
 * …
 * writer.reset();
 * </pre>
 * <p>
 * A row that fails is not part of the batch. The next row takes its place. A writer is
 * used by one thread at a time.
 *
 * @param <T> the type of rows
 */
public final class RecordWriter<T> implements AutoCloseable {

	private final Class<?> type;

	private final RowWriter rows;

	private final VectorSchemaRoot root;

	private final DictionaryProvider.MapDictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider();

	private final Tally tally = new Tally();

	private final ColumnWriter[] columns;

	private final BatchColumns batch;

	private int rowCount;

	private boolean finished;

	private boolean closed;

	RecordWriter(Class<?> type, RowWriter rows, RowPlan plan, VectorSchemaRoot root, BufferAllocator allocator) {
		this.type = type;
		this.rows = rows;
		this.root = root;
		this.columns = plan.writers((ordinal, path, nullable) -> new WriteTarget(root.getVector(ordinal), path,
				nullable, allocator, this.tally, this.dictionaries));
		this.batch = new BatchColumns(root, this.columns);
		makeEmptyBatch();
	}

	/**
	 * Make the root a valid batch of no rows, with its fixed dictionaries.
	 */
	private void makeEmptyBatch() {
		try {
			finishBatch();
			reset();
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Write a row.
	 * @param row the row
	 * @throws RecordWriteException if the row does not fit the schema, with the path of
	 * the property; the batch is then unchanged
	 * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator has reached
	 * its limit; the batch is then unchanged
	 */
	public void write(T row) {
		requireOpen();
		if (this.finished) {
			throw new IllegalStateException("The batch is finished; call reset() before the next row");
		}
		if (row == null) {
			throw new RecordWriteException(this.type.getSimpleName(), "row " + this.rowCount + " is null", null);
		}
		long before = this.tally.bits();
		boolean written = false;
		try {
			this.rows.write(this.columns, this.rowCount, row);
			written = true;
		}
		catch (ValueException ex) {
			throw new RecordWriteException(ex.path(), ex.problem(), ex.getCause());
		}
		finally {
			if (!written) {
				this.tally.set(before);
			}
		}
		this.rowCount++;
	}

	/**
	 * Return the number of rows in the current batch.
	 * @return the number of rows
	 */
	public int rowCount() {
		return this.rowCount;
	}

	/**
	 * Return the size of the body of the current batch's message, including new
	 * dictionary entries. The estimate differs from the exact size by at most four bytes
	 * per buffer, for the alignment of the buffers.
	 * @return the size in bytes, 0 for no rows
	 */
	public long byteCount() {
		if (this.rowCount == 0) {
			return 0;
		}
		return this.batch.byteCount(this.rowCount, this.tally);
	}

	/**
	 * Return the root. It has rows after {@link #finishBatch} only; before that it is
	 * empty, but has its schema. Encoded fields have the type of their indices.
	 * @return the root, which this writer closes
	 */
	public VectorSchemaRoot root() {
		return this.root;
	}

	/**
	 * Return the dictionaries of encoded fields. The dictionary of an enum is fixed. The
	 * dictionary of a string may change after each {@link #finishBatch} and must be sent
	 * before the batch.
	 * @return the dictionaries, which this writer closes
	 */
	public DictionaryProvider dictionaries() {
		return this.dictionaries;
	}

	/**
	 * Transfer the rows of the current batch to the root.
	 * @return the root, valid until {@link #reset} or {@link #close}; buffers that
	 * another owner retains are not overwritten
	 */
	public VectorSchemaRoot finishBatch() {
		requireOpen();
		if (!this.finished) {
			this.batch.finish(this.rowCount);
			this.finished = true;
		}
		return this.root;
	}

	/**
	 * Start a new batch in the memory of the last one. Unfinished rows are dropped.
	 */
	public void reset() {
		requireOpen();
		this.batch.reset();
		this.rowCount = 0;
		this.tally.set(0);
		this.finished = false;
	}

	private void requireOpen() {
		if (this.closed) {
			throw new IllegalStateException("The writer is closed");
		}
	}

	/**
	 * Release all memory, including the root and the dictionaries.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.batch.close();
	}

}
