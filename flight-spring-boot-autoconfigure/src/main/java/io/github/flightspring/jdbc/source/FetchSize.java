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
 * The fetch size with which a driver reads a large result piece by piece, instead of all
 * of it before the first row.
 */
final class FetchSize {

	private static final int ROWS = 1000;

	private FetchSize() {
	}

	/**
	 * Set the number of rows of a piece.
	 * @param fetchSize the application's choice, or -1 for none
	 */
	static void apply(Statement statement, Driver driver, int fetchSize) throws SQLException {
		if (fetchSize != -1) {
			statement.setFetchSize(fetchSize);
		}
		else if (driver == Driver.MYSQL && !hasCursors(statement.getConnection())) {
			// row by row
			statement.setFetchSize(Integer.MIN_VALUE);
		}
		else if (driver != Driver.DUCKDB) {
			statement.setFetchSize(ROWS);
		}
	}

	private static boolean hasCursors(Connection connection) throws SQLException {
		String url = connection.getMetaData().getURL();
		return url != null && url.contains("useCursorFetch=true");
	}

}
