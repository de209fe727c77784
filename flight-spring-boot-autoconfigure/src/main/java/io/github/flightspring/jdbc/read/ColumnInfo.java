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

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * A column of a result set, or the elements of an array, as the driver describes it.
 *
 * @param driver the driver
 * @param index the index of the column, from 1
 * @param type the type in {@link java.sql.Types}
 * @param typeName the name of the type in the database
 * @param precision the number of digits, 0 if unknown
 * @param scale the number of digits after the point or of a second
 * @param signed whether a number has a sign
 * @param nullable whether a value may be null
 */
record ColumnInfo(Driver driver, int index, int type, String typeName, int precision, int scale, boolean signed,
		boolean nullable) {

	static ColumnInfo of(ResultSetMetaData metadata, int index, Driver driver) throws SQLException {
		boolean nullable = !driver.knowsNulls() || metadata.isNullable(index) != ResultSetMetaData.columnNoNulls;
		String typeName = metadata.getColumnTypeName(index);
		return new ColumnInfo(driver, index, metadata.getColumnType(index), (typeName != null) ? typeName : "",
				metadata.getPrecision(index), metadata.getScale(index), metadata.isSigned(index), nullable);
	}

	/**
	 * Return the name of the type in upper case, without its parameters.
	 */
	String plainTypeName() {
		int parameters = this.typeName.indexOf('(');
		String name = (parameters < 0) ? this.typeName : this.typeName.substring(0, parameters);
		return name.strip().toUpperCase(Locale.ROOT);
	}

	ColumnInfo element(int type, String typeName, int precision, int scale) {
		// the elements are the second column of an array's own result set
		return new ColumnInfo(this.driver, 2, type, typeName, precision, scale, true, true);
	}

}
