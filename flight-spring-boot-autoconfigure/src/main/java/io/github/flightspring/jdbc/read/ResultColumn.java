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
import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a result set.
 *
 * @param field the field of the schema
 * @param typeName the name of the type in the database
 * @param sqlType the type in {@link java.sql.Types}
 * @param type the type and its reader
 */
public record ResultColumn(Field field, String typeName, int sqlType, ColumnType type) {

	/**
	 * Return the size of one value.
	 * @return the size in bits, without the part that the reader returns
	 */
	public int bits() {
		return this.type.bits();
	}

	/**
	 * Return the columns of a result set.
	 * @param metadata the metadata
	 * @param driver the driver
	 * @return the columns in order
	 * @throws SQLException if the driver fails
	 * @throws UnreadableColumnException if a column has a type that Arrow cannot hold
	 */
	public static List<ResultColumn> of(ResultSetMetaData metadata, Driver driver) throws SQLException {
		List<String> labels = new ArrayList<>();
		for (int index = 1; index <= metadata.getColumnCount(); index++) {
			String label = metadata.getColumnLabel(index);
			labels.add((label != null) ? label : "");
		}
		List<String> names = ColumnNames.unique(labels);
		List<ResultColumn> columns = new ArrayList<>();
		for (String name : names) {
			ColumnInfo info = ColumnInfo.of(metadata, columns.size() + 1, driver);
			try {
				ColumnType type = ColumnTypes.of(info);
				columns.add(new ResultColumn(type.field(name, info.nullable()), info.typeName(), info.type(), type));
			}
			catch (UnreadableValueException ex) {
				throw new UnreadableColumnException(name, info.typeName(), String.valueOf(ex.getMessage()));
			}
		}
		return columns;
	}

	/**
	 * Create the reader of the column.
	 * @param vector the vector of the field
	 * @return the reader
	 */
	public ColumnReader reader(FieldVector vector) {
		return this.type.reader(vector);
	}

}
