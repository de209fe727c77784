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
import java.sql.Types;
import java.util.Locale;
import java.util.Map;

import io.github.flightspring.jdbc.read.ArrayTypeName;
import io.github.flightspring.jdbc.read.Driver;

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

	// the names of PostgreSQL and of the standard
	private static final Map<String, Integer> ELEMENTS = Map.ofEntries(Map.entry("bool", Types.BIT),
			Map.entry("int2", Types.SMALLINT), Map.entry("int4", Types.INTEGER), Map.entry("int8", Types.BIGINT),
			Map.entry("float4", Types.REAL), Map.entry("float8", Types.DOUBLE), Map.entry("numeric", Types.NUMERIC),
			Map.entry("text", Types.VARCHAR), Map.entry("bpchar", Types.CHAR), Map.entry("varchar", Types.VARCHAR),
			Map.entry("date", Types.DATE), Map.entry("timestamp", Types.TIMESTAMP), Map.entry("boolean", Types.BOOLEAN),
			Map.entry("smallint", Types.SMALLINT), Map.entry("integer", Types.INTEGER),
			Map.entry("bigint", Types.BIGINT), Map.entry("real", Types.REAL), Map.entry("double", Types.DOUBLE));

	// the most digits that a numeric of PostgreSQL can be declared with
	private static final int MAX_PRECISION = 1000;

	/**
	 * Whether the column has points in time.
	 */
	boolean isZoned() {
		return this.type == Types.TIMESTAMP_WITH_TIMEZONE || this.typeName.equalsIgnoreCase("timestamptz");
	}

	/**
	 * Return the column of the elements of arrays.
	 */
	TargetColumn element(Driver driver) {
		String element = ArrayTypeName.element(this.typeName, driver);
		String elementName = (element != null) ? element : this.typeName;
		int elementType = ELEMENTS.getOrDefault(elementName.toLowerCase(Locale.ROOT), Types.OTHER);
		// other drivers report the number of elements; a number without digits is longer
		boolean limited = driver == Driver.POSTGRESQL && elementType == Types.NUMERIC && this.size <= MAX_PRECISION;
		return new TargetColumn(this.name, elementType, elementName, limited ? this.size : 0,
				limited ? this.digits : -1, false);
	}

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
