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
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The server of a connection of PostgreSQL's driver, as far as COPY needs to know it.
 */
public final class CopyServer {

	private static final int VERSION = 12;

	private static final String NAME = "select version()";

	// a time limit would hold for all rows, and for the time that the client takes
	private static final String NAME_WITHOUT_LIMIT = NAME
			+ " where pg_catalog.current_setting('statement_timeout') = '0'";

	private CopyServer() {
	}

	/**
	 * Whether the server is PostgreSQL, and not one of those that speak its protocol.
	 * @param connection the connection
	 * @return {@code true} for PostgreSQL of a known version
	 * @throws SQLException if the database fails
	 */
	public static boolean isPostgres(Connection connection) throws SQLException {
		return answers(connection, NAME);
	}

	/**
	 * Whether the server is PostgreSQL, and statements may take any time.
	 */
	static boolean isPostgresWithoutLimit(Connection connection) throws SQLException {
		return answers(connection, NAME_WITHOUT_LIMIT);
	}

	private static boolean answers(Connection connection, String question) throws SQLException {
		if (connection.getMetaData().getDatabaseMajorVersion() < VERSION) {
			return false;
		}
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(question)) {
			return rows.next() && rows.getString(1).startsWith("PostgreSQL ");
		}
	}

}
