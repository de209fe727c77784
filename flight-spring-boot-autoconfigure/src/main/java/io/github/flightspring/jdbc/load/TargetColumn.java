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

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A column of a table.
 *
 * @param name the name as the database has it
 * @param type the type in {@link java.sql.Types}
 * @param typeName the name of the type
 * @param size the number of digits, 0 if unlimited or unknown
 * @param digits the number of digits after the point or of a second, or -1 if unknown
 * @param required whether a row must have a value
 */
record TargetColumn(String name, int type, String typeName, int size, int digits, boolean required) {

	/**
	 * Read the current row of {@link DatabaseMetaData#getColumns}.
	 */
	static TargetColumn of(ResultSet columns) throws SQLException {
		int digits = columns.getInt("DECIMAL_DIGITS");
		if (columns.wasNull()) {
			digits = -1;
		}
		boolean required = columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
				&& columns.getString("COLUMN_DEF") == null && !"YES".equals(columns.getString("IS_AUTOINCREMENT"))
				&& !"YES".equals(columns.getString("IS_GENERATEDCOLUMN"));
		return new TargetColumn(columns.getString("COLUMN_NAME"), columns.getInt("DATA_TYPE"),
				columns.getString("TYPE_NAME"), columns.getInt("COLUMN_SIZE"), digits, required);
	}

}
