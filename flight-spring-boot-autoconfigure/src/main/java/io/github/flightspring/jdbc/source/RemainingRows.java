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
import java.sql.SQLException;
import java.sql.Statement;

import io.github.flightspring.jdbc.read.Driver;

/**
 * The rows of a result that is not read to its end. The drivers of MySQL and MariaDB read
 * them all when the result is closed.
 */
final class RemainingRows {

	private RemainingRows() {
	}

	/**
	 * Have the database send no more rows, where closing the result would read them.
	 * @return whether the connection was ended with them
	 */
	static boolean discard(Statement statement, Driver driver) {
		try {
			if (driver == Driver.MARIADB) {
				statement.cancel();
			}
			else if (isStreamed(statement, driver) && !TransactionConnections.own(statement.getConnection())) {
				end(statement);
				return true;
			}
		}
		catch (SQLException | RuntimeException ex) {
			// the rows are read
		}
		return false;
	}

	/**
	 * End the connection, which cannot be used again.
	 * @return whether the connection was ended
	 */
	static boolean abandon(Statement statement) {
		try {
			end(statement);
			return true;
		}
		catch (SQLException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Whether the driver receives the rows one by one, and cannot be told to stop: that
	 * of MySQL cancels statements only until their first row.
	 */
	static boolean isStreamed(Statement statement, Driver driver) throws SQLException {
		return driver == Driver.MYSQL && statement.getFetchSize() == Integer.MIN_VALUE;
	}

	/**
	 * End the connection. Its pool replaces it.
	 */
	static void end(Statement statement) throws SQLException {
		Connection connection = statement.getConnection();
		connection.abort(Runnable::run);
		try {
			connection.createStatement().close();
		}
		catch (SQLException ex) {
			// a pool learns from it that the connection is closed
		}
	}

}
