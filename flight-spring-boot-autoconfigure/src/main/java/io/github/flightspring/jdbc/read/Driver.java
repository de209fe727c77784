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

package io.github.flightspring.jdbc.read;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The JDBC driver of a connection, as far as it needs a treatment of its own.
 */
public enum Driver {

	/**
	 * The driver of PostgreSQL. It reads row by row only within a transaction.
	 */
	POSTGRESQL,

	/**
	 * H2.
	 */
	H2,

	/**
	 * DuckDB.
	 */
	DUCKDB,

	/**
	 * MySQL Connector/J. It reads row by row only with a fetch size of its own.
	 */
	MYSQL,

	/**
	 * The driver of MariaDB.
	 */
	MARIADB,

	/**
	 * Any other driver.
	 */
	OTHER;

	/**
	 * Return the driver of a connection.
	 * @param connection the connection
	 * @return the driver
	 * @throws SQLException if the connection does not know it
	 */
	public static Driver of(Connection connection) throws SQLException {
		String name = connection.getMetaData().getDriverName();
		if (name == null) {
			return OTHER;
		}
		return switch (name) {
			case "PostgreSQL JDBC Driver" -> POSTGRESQL;
			case "H2 JDBC Driver" -> H2;
			case "DuckDBJ" -> DUCKDB;
			case "MySQL Connector/J" -> MYSQL;
			case "MariaDB Connector/J" -> MARIADB;
			default -> OTHER;
		};
	}

	/**
	 * Whether the driver knows which columns of a result are never null. The others
	 * report the columns of the tables, which outer joins make null.
	 * @return {@code true} if it does
	 */
	boolean knowsNulls() {
		return this == MYSQL || this == MARIADB;
	}

	/**
	 * Whether a result is read row by row only within a transaction.
	 * @return {@code true} if it is
	 */
	public boolean streamsInTransaction() {
		return this == POSTGRESQL;
	}

}
