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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.jdbc.source.CopyServer;

/**
 * The columns of a table in PostgreSQL's catalogue, and whether rows can be copied into
 * the table.
 */
final class CopyTable {

	// with row-level security there is no COPY, rules do not see it, and a time limit
	// would hold for all rows
	private static final String COLUMNS = """
			select a.attname, a.atttypid::int8, t.typtype = 'e'
			from pg_catalog.pg_class c
			join pg_catalog.pg_attribute a on a.attrelid = c.oid
			join pg_catalog.pg_type t on t.oid = a.atttypid
			where c.oid = ?::regclass and c.relkind in ('r', 'p') and not c.relhasrules
			and not pg_catalog.row_security_active(c.oid) and pg_catalog.current_setting('statement_timeout') = '0'
			and a.attnum > 0 and not a.attisdropped and a.attidentity <> 'a' and a.attgenerated = ''""";

	private CopyTable() {
	}

	/**
	 * Return the columns for a copy.
	 * @return the columns, or none if COPY does not do to them what an insert does
	 */
	static List<CopyColumn> columns(Connection connection, TargetTable table, List<TargetColumn> columns)
			throws SQLException {
		List<CopyColumn> found = new ArrayList<>();
		if (CopyServer.isPostgres(connection)) {
			Map<String, CopyColumn> byName = byName(connection, table, columns);
			for (TargetColumn column : columns) {
				CopyColumn copied = byName.get(column.name());
				if (copied == null) {
					return List.of();
				}
				found.add(copied);
			}
		}
		return found;
	}

	private static Map<String, CopyColumn> byName(Connection connection, TargetTable table, List<TargetColumn> columns)
			throws SQLException {
		Map<String, TargetColumn> targets = new HashMap<>();
		columns.forEach((column) -> targets.put(column.name(), column));
		Map<String, CopyColumn> found = new HashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
			statement.setString(1, table.name());
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					TargetColumn target = targets.get(rows.getString(1));
					if (target != null) {
						found.put(target.name(), CopyColumn.of(target, (int) rows.getLong(2), rows.getBoolean(3)));
					}
				}
			}
		}
		return found;
	}

}
