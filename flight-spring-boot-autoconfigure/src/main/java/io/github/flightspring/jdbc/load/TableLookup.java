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

import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.flightspring.jdbc.read.Driver;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * The search for a table in the metadata of a database. A name without a schema is that
 * of a table in the current schema, or of PostgreSQL's search path. The schemas of MySQL
 * and MariaDB are catalogs.
 */
final class TableLookup {

	private final Connection connection;

	private final DatabaseMetaData metadata;

	private final boolean catalogs;

	private TableLookup(Connection connection) throws SQLException {
		this.connection = connection;
		this.metadata = connection.getMetaData();
		this.catalogs = !this.metadata.supportsSchemasInDataManipulation()
				&& this.metadata.supportsCatalogsInDataManipulation();
	}

	/**
	 * Find a table.
	 * @throws MissingTableException if there is none
	 * @throws InvalidDataAccessResourceUsageException if there are several
	 */
	static TargetTable find(Connection connection, String name) throws SQLException {
		return new TableLookup(connection).find(name);
	}

	private TargetTable find(String name) throws SQLException {
		int dot = name.lastIndexOf('.');
		String table = name.substring(dot + 1);
		Collection<@Nullable String> schemas = new ArrayList<>((dot >= 0) ? cases(name.substring(0, dot)) : current());
		for (String tableCase : cases(table)) {
			for (String schema : schemas) {
				Map<String, List<TargetColumn>> found = columns(schema, tableCase);
				if (found.size() > 1) {
					throw new InvalidDataAccessResourceUsageException(
							"There are several tables '%s', in the schemas %s. ".formatted(table, found.keySet())
									+ "Name the table with its schema");
				}
				for (Map.Entry<String, List<TargetColumn>> only : found.entrySet()) {
					return TargetTable.of(this.metadata.getIdentifierQuoteString(), only.getKey(), tableCase,
							only.getValue());
				}
			}
		}
		throw new MissingTableException(name, (dot < 0) ? schemas : List.of());
	}

	/**
	 * The schemas of names that are written without one. A database without schemas has
	 * {@code null}, which is any.
	 */
	private List<@Nullable String> current() throws SQLException {
		List<@Nullable String> current = new ArrayList<>();
		if (this.catalogs) {
			String catalog = this.connection.getCatalog();
			if (catalog != null) {
				current.add(catalog);
			}
		}
		else if (Driver.of(this.connection) == Driver.POSTGRESQL) {
			current.addAll(searchPath());
		}
		else {
			current.add(this.connection.getSchema());
		}
		return current;
	}

	/**
	 * The schemas of PostgreSQL's search path, among them that of temporary tables.
	 */
	private List<String> searchPath() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("select current_schemas(true)")) {
			row.next();
			Array schemas = row.getArray(1);
			List<String> path = new ArrayList<>(List.of((String[]) schemas.getArray()));
			path.remove("pg_catalog");
			return path;
		}
	}

	private static Set<String> cases(String name) {
		Set<String> cases = new LinkedHashSet<>();
		cases.add(name);
		cases.add(name.toUpperCase(Locale.ROOT));
		cases.add(name.toLowerCase(Locale.ROOT));
		return cases;
	}

	/**
	 * The columns of the tables with a name, by the schema of the table.
	 */
	private Map<String, List<TargetColumn>> columns(@Nullable String schema, String table) throws SQLException {
		String catalog = this.catalogs ? schema : this.connection.getCatalog();
		String pattern = (this.catalogs || schema == null) ? null : escaped(schema);
		Map<String, List<TargetColumn>> columns = new LinkedHashMap<>();
		try (ResultSet rows = this.metadata.getColumns(catalog, pattern, escaped(table), null)) {
			while (rows.next()) {
				String owner = rows.getString(this.catalogs ? "TABLE_CAT" : "TABLE_SCHEM");
				// the names were patterns
				if (table.equals(rows.getString("TABLE_NAME")) && (pattern == null || Objects.equals(schema, owner))) {
					columns.computeIfAbsent((owner != null) ? owner : "", (key) -> new ArrayList<>())
						.add(TargetColumn.of(rows));
				}
			}
		}
		return columns;
	}

	private String escaped(String name) throws SQLException {
		String escape = this.metadata.getSearchStringEscape();
		return (escape != null && !escape.isEmpty())
				? name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%") : name;
	}

}
