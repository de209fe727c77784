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
import java.sql.SQLException;
import java.util.List;

import io.github.flightspring.jdbc.read.ResultColumn;
import org.jspecify.annotations.Nullable;

/**
 * A way to read the rows of a result into the vectors of a root.
 */
abstract class ResultBatches implements AutoCloseable {

	private final List<ResultColumn> columns;

	private final long maxRows;

	private long rowCount;

	private long bytes;

	private boolean complete;

	/**
	 * Create the batches.
	 * @param columns the columns of the root
	 * @param maxRows the maximum number of rows, 0 or less for no limit
	 */
	ResultBatches(List<ResultColumn> columns, long maxRows) {
		this.columns = columns;
		this.maxRows = (maxRows > 0) ? maxRows : Long.MAX_VALUE;
	}

	/**
	 * Load the next batch.
	 * @return the number of rows, 0 at the end
	 * @throws JdbcColumnException if Arrow cannot hold a value
	 */
	abstract int load() throws SQLException, IOException;

	/**
	 * The number of rows that may follow the batches so far.
	 */
	final long remaining() {
		return this.maxRows - this.rowCount;
	}

	/**
	 * Add a batch to those so far.
	 */
	final void add(int rows, long size) {
		this.rowCount += rows;
		this.bytes += size;
	}

	/**
	 * Record that no row follows.
	 */
	final void end() {
		this.complete = true;
	}

	/**
	 * Create the exception for a value that Arrow cannot hold.
	 * @param column the index of the column
	 * @param index the index of the row in the batch
	 */
	final JdbcColumnException refused(int column, int index, String problem, @Nullable Throwable cause) {
		ResultColumn at = this.columns.get(column);
		return new JdbcColumnException(at.field().getName(), at.typeName(), this.rowCount + index + 1, problem, cause);
	}

	/**
	 * Whether all rows were read.
	 */
	final boolean complete() {
		return this.complete;
	}

	/**
	 * The size in bytes of the batches so far.
	 */
	final long bytes() {
		return this.bytes;
	}

	@Override
	public void close() throws IOException {
		// rows that belong to their source
	}

}
