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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The place of an error in the rows of PostgreSQL, as its server tells it.
 */
final class PostgresPlace {

	// PostgreSQL: src/backend/commands/copyfrom.c, CopyFromErrorCallback
	private static final Pattern COPY = Pattern.compile("^COPY .+, line (\\d+)(?:, column ([^\"].*?))?$",
			Pattern.MULTILINE);

	private PostgresPlace() {
	}

	/**
	 * Return the row, from 0, and the column.
	 * @return the place, empty if the server tells none
	 */
	static String of(SQLException failure) {
		ServerErrorMessage message = message(failure);
		if (message == null) {
			return "";
		}
		String row = "";
		String column = message.getColumn();
		Matcher copy = COPY.matcher(String.valueOf(message.getWhere()));
		if (copy.find()) {
			row = "row " + (Long.parseLong(copy.group(1)) - 1);
			column = (copy.group(2) != null) ? copy.group(2) : column;
		}
		if (column == null) {
			return row;
		}
		return row + (row.isEmpty() ? "" : ", ") + "column '" + column + "'";
	}

	private static @Nullable ServerErrorMessage message(SQLException failure) {
		for (SQLException next = failure; next != null; next = next.getNextException()) {
			if (next instanceof PSQLException error && error.getServerErrorMessage() != null) {
				return error.getServerErrorMessage();
			}
		}
		return (failure.getCause() instanceof PSQLException error) ? error.getServerErrorMessage() : null;
	}

}
