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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLException;

/**
 * The rows of a query as PostgreSQL's COPY sends them in its binary format. The
 * connection can be used for nothing else until they end. The class needs PostgreSQL's
 * driver.
 */
public final class CopiedRows {

	private final CopyOut copy;

	private boolean broken;

	private CopiedRows(CopyOut copy) {
		this.copy = copy;
	}

	/**
	 * Begin to copy, in a transaction in which nothing was done yet.
	 * @param statement the query as a statement
	 * @param sql the query as a COPY
	 * @param check the check of the columns, which then no longer change
	 * @param cancel the cancellation of the statement
	 * @return the rows, or {@code null} if this query, or this server, has no COPY. The
	 * transaction then begins anew
	 */
	static @Nullable CopiedRows open(PreparedStatement statement, String sql, RowSource.ColumnCheck check,
			StatementCancel cancel) throws SQLException {
		Connection connection = statement.getConnection();
		if (!connection.isWrapperFor(PGConnection.class)) {
			return null;
		}
		PGConnection postgres = connection.unwrap(PGConnection.class);
		if (!"UTF8".equals(postgres.getParameterStatus("client_encoding"))) {
			return null;
		}
		if (!CopyServer.isPostgresWithoutLimit(connection)) {
			return null;
		}
		ResultSetMetaData metadata = cancel.execute(statement::getMetaData);
		if (metadata == null) {
			return null;
		}
		check.check(metadata);
		try {
			return new CopiedRows(cancel.execute(() -> postgres.getCopyAPI().copyOut(sql)));
		}
		catch (SQLException ex) {
			if (!isRefusal(ex)) {
				throw ex;
			}
			connection.rollback();
			return null;
		}
	}

	/**
	 * Whether the server does not know a statement, or does not support it. If it is the
	 * query that is wrong, reading its rows says so.
	 */
	private static boolean isRefusal(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && (state.startsWith("42") || state.startsWith("0A"));
	}

	/**
	 * Return the next bytes.
	 * @return the bytes, or {@code null} at the end
	 * @throws SQLException if the query fails
	 */
	public byte @Nullable [] next() throws SQLException {
		boolean intact = false;
		try {
			byte[] row = this.copy.readFromCopy();
			intact = true;
			return row;
		}
		catch (PSQLException ex) {
			intact = ex.getServerErrorMessage() != null;
			throw ex;
		}
		finally {
			this.broken |= !intact;
		}
	}

	/**
	 * End the copy, also if there are further rows.
	 * @param cancel the cancellation of the statement
	 * @return whether the connection can be used again
	 */
	boolean end(StatementCancel cancel) {
		try {
			if (!this.broken && this.copy.isActive()) {
				// the driver's own cancellation leaves the rows on their way to the next
				// statement
				cancel.stop();
				byte[] left = next();
				while (left != null) {
					left = next();
				}
			}
		}
		catch (SQLException ex) {
			// the cancellation
		}
		return !this.broken && !this.copy.isActive();
	}

}
