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

package io.github.flightspring.jdbc;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

import io.github.flightspring.jdbc.read.Driver;
import io.github.flightspring.jdbc.read.ResultColumn;
import io.github.flightspring.jdbc.read.UnreadableColumnException;
import io.github.flightspring.jdbc.source.CallStatements;
import io.github.flightspring.jdbc.source.OpenResultSet;
import io.github.flightspring.jdbc.source.RowSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A reader of the rows of a {@link ResultSet} as batches of Arrow. The schema is read
 * from the metadata of the result, so that it needs no row. Each value is exact, or the
 * reader fails with a {@link JdbcColumnException}. The documentation page "Databases" has
 * the table of types.
 * <p>
 * Closing the reader closes the result set, its statement and its connection. A
 * connection of a transaction of Spring's stays open until the transaction ends. A reader
 * is used by one thread at a time, except for {@link #cancel()}.
 */
public final class ResultSetReader extends ArrowReader {

	/**
	 * The default size in bytes of a full batch.
	 */
	public static final long DEFAULT_BATCH_BYTES = 3L << 20;

	private static final boolean DUCKDB = ClassUtils.isPresent("org.duckdb.DuckDBResultSet",
			ResultSetReader.class.getClassLoader());

	private final RowSource source;

	private final long batchBytes;

	private List<ResultColumn> columns = List.of();

	private @Nullable ResultBatches batches;

	private volatile boolean cancelled;

	private boolean closed;

	ResultSetReader(RowSource source, BufferAllocator allocator, long batchBytes) {
		super(allocator);
		this.source = source;
		this.batchBytes = batchBytes;
	}

	/**
	 * Create a reader of a result set.
	 * @param rows the result set, which the reader closes together with its statement and
	 * its connection
	 * @param allocator the allocator of the batches
	 * @param batchBytes the size in bytes from which on a batch is full
	 * @return the reader
	 */
	public static ResultSetReader of(ResultSet rows, BufferAllocator allocator, long batchBytes) {
		return new ResultSetReader(new OpenResultSet(rows), allocator, batchBytes);
	}

	@Override
	protected Schema readSchema() throws IOException {
		connect();
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			this.columns = ResultColumn.of(this.source.describe(), this.source.driver());
		}
		catch (SQLException ex) {
			throw translated(ex);
		}
		catch (UnreadableColumnException ex) {
			throw new JdbcColumnException(ex.column(), ex.typeName(), 0, String.valueOf(ex.getMessage()), null);
		}
		return new Schema(this.columns.stream().map(ResultColumn::field).toList());
	}

	private void connect() throws IOException {
		try {
			this.source.connect();
		}
		catch (SQLException ex) {
			throw translated(ex);
		}
	}

	@Override
	public boolean loadNextBatch() throws IOException {
		prepareLoadNextBatch();
		VectorSchemaRoot root = getVectorSchemaRoot();
		if (complete()) {
			return false;
		}
		root.getFieldVectors().forEach(FieldVector::reset);
		int count;
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			checkCancelled();
			count = batches(root).load();
			checkCancelled();
		}
		catch (SQLException ex) {
			throw translated(ex);
		}
		root.setRowCount(count);
		return count > 0;
	}

	/**
	 * Fail after a cancellation that did not reach the driver, which had rows at hand, or
	 * for which it ended the rows without an error.
	 */
	private void checkCancelled() throws SQLException {
		if (this.cancelled) {
			// query_canceled
			throw new SQLException("The query was cancelled", "57014");
		}
	}

	private boolean complete() {
		return this.batches != null && this.batches.complete();
	}

	private ResultBatches batches(VectorSchemaRoot root) throws SQLException {
		ResultBatches opened = this.batches;
		if (opened == null) {
			RowCursor copied = CopyCursor.open(this.source, this::checkDescription, this.columns, root);
			opened = (copied != null) ? rowByRow(copied) : ofResultSet(root);
			this.batches = opened;
		}
		return opened;
	}

	private ResultBatches rowByRow(RowCursor rows) throws SQLException {
		return new RowBatches(rows, this.columns, this.source.maxRows(), this.batchBytes);
	}

	private ResultBatches ofResultSet(VectorSchemaRoot root) throws SQLException {
		ResultSet rows = this.source.rows();
		checkDescription(rows.getMetaData());
		ResultBatches exported = null;
		if (DUCKDB && this.source.driver() == Driver.DUCKDB && this.source.unread()) {
			exported = DuckDbBatches.open(rows, this.columns, root, this.source.maxRows(), this.allocator,
					this.batchBytes);
		}
		return (exported != null) ? exported : rowByRow(new ResultSetCursor(rows, this.columns, root));
	}

	/**
	 * Check that the rows have the columns that the statement had before its execution.
	 */
	private void checkDescription(ResultSetMetaData metadata) throws SQLException {
		List<ResultColumn> actual = ResultColumn.of(metadata, this.source.driver());
		for (int i = 0; i < Math.max(actual.size(), this.columns.size()); i++) {
			ResultColumn described = this.columns.get(Math.min(i, this.columns.size() - 1));
			if (actual.size() != this.columns.size() || !described.field().equals(actual.get(i).field())) {
				throw new JdbcColumnException(described.field().getName(), described.typeName(), 0,
						"has another type once the query is executed; cast it, or its parameters, in the query", null);
			}
		}
	}

	private IOException translated(SQLException failure) {
		RuntimeException translated = this.source.translate(failure);
		if (translated != null) {
			throw translated;
		}
		return new IOException(failure.getMessage(), failure);
	}

	/**
	 * Cancel the query in the database. The thread that reads then fails. It has no
	 * effect on a reader that is closed. It may block, and be called from any thread.
	 */
	public void cancel() {
		this.cancelled = true;
		this.source.cancel();
	}

	@Override
	public long bytesRead() {
		return (this.batches != null) ? this.batches.bytes() : 0;
	}

	@Override
	protected void closeReadSource() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		try (CallStatements.Scope uninterrupted = CallStatements.shield()) {
			closeRows();
		}
	}

	private void closeRows() throws IOException {
		try {
			if (this.batches != null) {
				this.batches.close();
			}
		}
		finally {
			closeSource();
		}
	}

	private void closeSource() throws IOException {
		try {
			this.source.close(complete());
		}
		catch (SQLException ex) {
			throw translated(ex);
		}
	}

}
