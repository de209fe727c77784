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

import io.github.flightspring.jdbc.read.PostgresDriver;
import org.postgresql.PGConnection;

/**
 * The cancellation of whatever a connection of PostgreSQL does. The cancellation of a
 * statement ends its execution, but not the fetching of its rows.
 */
final class PostgresCancel {

	private PostgresCancel() {
	}

	/**
	 * Cancel.
	 * @return whether the connection is one of PostgreSQL's driver
	 */
	static boolean cancel(Connection connection) throws SQLException {
		return PostgresDriver.PRESENT && Present.cancel(connection);
	}

	private static final class Present {

		static boolean cancel(Connection connection) throws SQLException {
			if (!connection.isWrapperFor(PGConnection.class)) {
				return false;
			}
			connection.unwrap(PGConnection.class).cancelQuery();
			return true;
		}

	}

}
