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

package io.github.flightspring.jdbc.source;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

import io.github.flightspring.jdbc.read.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A result set to read, with all that is closed after it. One thread uses it;
 * {@link #cancel()} may come from another one.
 */
public interface RowSource {

	/**
	 * Take the connection, which may wait for one of a pool. All other methods call the
	 * driver only.
	 * @throws SQLException if the database fails
	 */
	default void connect() throws SQLException {
	}

	/**
	 * Describe the columns, without executing the query if the driver can.
	 * @return the metadata
	 * @throws SQLException if the query is wrong, or the database fails
	 */
	ResultSetMetaData describe() throws SQLException;

	/**
	 * The rows. The query is executed unless it was already.
	 * @return the result set
	 * @throws SQLException if the database fails
	 */
	ResultSet rows() throws SQLException;

	/**
	 * The rows as PostgreSQL's COPY sends them. The query is executed by it, unless it
	 * has to be, or was, executed as a statement.
	 * @param check the check of the columns, before the query is executed
	 * @return the rows, or {@code null} if {@link #rows()} has them
	 * @throws SQLException if the database fails
	 */
	default @Nullable CopiedRows copy(ColumnCheck check) throws SQLException {
		return null;
	}

	/**
	 * Whether this source has executed the query, so that no row was read before.
	 * @return {@code true} if no row was read
	 */
	default boolean unread() {
		return false;
	}

	/**
	 * The maximum number of rows, which not every driver heeds.
	 * @return the number of rows, 0 or less for no limit
	 */
	default long maxRows() {
		return 0;
	}

	/**
	 * The driver.
	 * @return the driver
	 * @throws SQLException if the database fails
	 */
	Driver driver() throws SQLException;

	/**
	 * Cancel the query in the database, if it runs. Has no effect after {@link #close}.
	 */
	void cancel();

	/**
	 * Close the result set, its statement and the connection, as far as they belong to
	 * this source.
	 * @param complete whether all rows were read
	 * @throws SQLException if a resource could not be closed. The others are closed even
	 * so
	 */
	void close(boolean complete) throws SQLException;

	/**
	 * Translate an exception of this source.
	 * @param failure the exception
	 * @return the exception to throw, or {@code null} for the exception itself
	 */
	default @Nullable RuntimeException translate(SQLException failure) {
		return null;
	}

	/**
	 * A check of the columns of a query.
	 */
	@FunctionalInterface
	interface ColumnCheck {

		/**
		 * Check the columns.
		 * @param metadata the columns as the query has them now
		 * @throws SQLException if the driver fails
		 */
		void check(ResultSetMetaData metadata) throws SQLException;

	}

}
