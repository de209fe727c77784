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

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
	 * Find a table.
	 * @throws InvalidDataAccessResourceUsageException if there is none, or several
	 */
	static TargetTable find(Connection connection, String name) throws SQLException {
		int dot = name.lastIndexOf('.');
		String table = name.substring(dot + 1);
		DatabaseMetaData metadata = connection.getMetaData();
		List<@Nullable String> schemas = new ArrayList<>();
		if (dot >= 0) {
			schemas.addAll(cases(name.substring(0, dot)));
		}
		else {
			schemas.add(connection.getSchema());
			schemas.add(null);
		}
		for (String schema : schemas) {
			for (String tableCase : cases(table)) {
				Map<String, List<TargetColumn>> found = columns(metadata, connection.getCatalog(), schema, tableCase);
				if (found.size() > 1) {
					throw new InvalidDataAccessResourceUsageException(
							"There are several tables '%s', in the schemas %s. ".formatted(table, found.keySet())
									+ "Name the table with its schema");
				}
				for (Map.Entry<String, List<TargetColumn>> only : found.entrySet()) {
					return of(metadata.getIdentifierQuoteString(), only.getKey(), tableCase, only.getValue());
				}
			}
		}
		throw new InvalidDataAccessResourceUsageException("There is no table '%s'".formatted(name));
	}

	private static Set<String> cases(String name) {
		Set<String> cases = new LinkedHashSet<>();
		cases.add(name);
		cases.add(name.toUpperCase(Locale.ROOT));
		cases.add(name.toLowerCase(Locale.ROOT));
		return cases;
	}

	private static Map<String, List<TargetColumn>> columns(DatabaseMetaData metadata, @Nullable String catalog,
			@Nullable String schema, String table) throws SQLException {
		String escape = metadata.getSearchStringEscape();
		Map<String, List<TargetColumn>> columns = new LinkedHashMap<>();
		try (ResultSet rows = metadata.getColumns(catalog, (schema != null) ? escaped(schema, escape) : null,
				escaped(table, escape), null)) {
			while (rows.next()) {
				String owner = rows.getString("TABLE_SCHEM");
				// the names were patterns
				if (table.equals(rows.getString("TABLE_NAME")) && (schema == null || schema.equals(owner))) {
					columns.computeIfAbsent((owner != null) ? owner : "", (key) -> new ArrayList<>())
						.add(TargetColumn.of(rows));
				}
			}
		}
		return columns;
	}

	private static String escaped(String name, @Nullable String escape) {
		return (escape != null && !escape.isEmpty())
				? name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%") : name;
	}

	private static TargetTable of(@Nullable String quote, String schema, String table, List<TargetColumn> columns) {
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
