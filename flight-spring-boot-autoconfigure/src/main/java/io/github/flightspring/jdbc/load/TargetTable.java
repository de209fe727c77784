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

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A table of the database, found by its metadata. Only names that the metadata has are
 * part of a statement, and these are quoted.
 *
 * @param name the quoted name, with the schema
 * @param columns the columns in order
 * @param quote the character around an identifier
 */
record TargetTable(String name, List<TargetColumn> columns, String quote) {

	/**
	 * Create a table.
	 * @param quote the character around an identifier, or {@code null} if there is none
	 * @param schema the schema, empty if there is none
	 */
	static TargetTable of(@Nullable String quote, String schema, String table, List<TargetColumn> columns) {
		String character = (quote != null) ? quote.strip() : "";
		String name = quoted(table, character);
		return new TargetTable(schema.isEmpty() ? name : quoted(schema, character) + "." + name, columns, character);
	}

	private static String quoted(String identifier, String quote) {
		if (quote.isEmpty()) {
			if (!identifier.matches("\\w+")) {
				throw new InvalidDataAccessResourceUsageException(
						"The database does not quote names, and '%s' needs it".formatted(identifier));
			}
			return identifier;
		}
		return quote + identifier.replace(quote, quote + quote) + quote;
	}

	String insert(List<TargetColumn> into) {
		return "insert into %s (%s) values (%s)".formatted(this.name, names(into),
				into.stream().map((column) -> "?").collect(Collectors.joining(", ")));
	}

	/**
	 * Return the statement that reads rows in PostgreSQL's binary format.
	 */
	String copy(List<TargetColumn> into) {
		return "copy %s (%s) from stdin (format binary)".formatted(this.name, names(into));
	}

	private String names(List<TargetColumn> columns) {
		return columns.stream().map((column) -> quoted(column.name(), this.quote)).collect(Collectors.joining(", "));
	}

}
