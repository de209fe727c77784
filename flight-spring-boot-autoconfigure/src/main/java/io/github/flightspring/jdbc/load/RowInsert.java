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

package io.github.flightspring.jdbc.load;

import java.sql.SQLException;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * A way to insert rows into a table. What was sent before an end without
 * {@link #finish()} is undone with the transaction.
 */
interface RowInsert extends AutoCloseable {

	/**
	 * The statement, for exceptions.
	 */
	String sql();

	/**
	 * Add the rows of a batch.
	 * @throws io.github.flightspring.arrow.RecordMappingException if a value does not fit
	 * its column exactly
	 * @throws SQLException if the database refuses a row, of this batch or of one before
	 */
	void add(VectorSchemaRoot root) throws SQLException;

	/**
	 * Wait until the database has all rows.
	 * @throws SQLException if the database refuses a row
	 */
	void finish() throws SQLException;

	/**
	 * The row that the database has refused, from 0 in all batches, or -1 if it is not
	 * known.
	 */
	default long refusedRow() {
		return -1;
	}

	@Override
	void close() throws SQLException;

	/**
	 * Close after a failure, which stays the first.
	 */
	default void closeAfter(Throwable failure) {
		try {
			close();
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
