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
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.flightspring.jdbc.read.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A result set that is open already. Its statement and its connection are closed with it,
 * unless the connection belongs to a transaction of Spring's. A result set without a
 * statement, such as one of rows in memory, is closed alone.
 */
public final class OpenResultSet implements RowSource {

	private final ResultSet rows;

	private final @Nullable Statement statement;

	private final @Nullable Connection connection;

	private final StatementCancel cancel = new StatementCancel();

	/**
	 * Create the source.
	 * @param rows the result set
	 */
	public OpenResultSet(ResultSet rows) {
		this.rows = rows;
		this.statement = statement(rows);
		this.connection = connection(this.statement);
	}

	private static @Nullable Statement statement(ResultSet rows) {
		try {
			return rows.getStatement();
		}
		catch (SQLException ex) {
			// it is closed, or of a kind that has none: reading it will show
			return null;
		}
	}

	private static @Nullable Connection connection(@Nullable Statement statement) {
		try {
			return (statement != null) ? statement.getConnection() : null;
		}
		catch (SQLException ex) {
			return null;
		}
	}

	@Override
	public ResultSetMetaData describe() throws SQLException {
		return this.rows.getMetaData();
	}

	@Override
	public ResultSet rows() throws SQLException {
		if (this.statement != null) {
			this.cancel.begin(this.statement, driver());
			this.cancel.executed();
		}
		return this.rows;
	}

	@Override
	public Driver driver() throws SQLException {
		return (this.connection != null) ? Driver.of(this.connection) : Driver.OTHER;
	}

	@Override
	public void cancel() {
		this.cancel.cancel();
	}

	@Override
	public void close(boolean complete) throws SQLException {
		Closing closing = new Closing();
		boolean ended = !complete && discard();
		closing.quietly(this.cancel::close);
		closing.step(this.rows::close);
		if (this.statement != null) {
			closing.step(this.statement::close);
		}
		if (this.connection != null && !TransactionConnections.own(this.connection)) {
			closing.step(this.connection::close);
		}
		if (!ended) {
			closing.end();
		}
	}

	private boolean discard() {
		try {
			return this.statement != null && RemainingRows.discard(this.statement, driver());
		}
		catch (SQLException | RuntimeException ex) {
			// a connection that is closed already: the steps after this one release it
			return false;
		}
	}

}
