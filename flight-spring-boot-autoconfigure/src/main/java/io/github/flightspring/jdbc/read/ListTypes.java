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

import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Arrays as lists. Their elements are read as a column of the result set that JDBC has
 * for an array, so that each type of an element is read like the type of a column.
 */
final class ListTypes {

	// an offset and a validity
	private static final int BITS = 33;

	private ListTypes() {
	}

	static ColumnType of(ColumnInfo column) {
		ColumnInfo element = ElementTypes.of(column);
		if (element.driver() == Driver.DUCKDB && element.type() == Types.TIMESTAMP) {
			// its driver takes them for times in the zone of the JVM
			throw new UnreadableValueException(
					"is an array whose elements the driver does not return exactly; cast it to varchar[] in the query");
		}
		ColumnType type = ColumnTypes.of(element);
		return new ColumnType(new ArrowType.List(), Map.of(), List.of(type.field("item", true)), BITS, (vector) -> {
			ListVector list = (ListVector) vector;
			return new Reader(column, element, list, type.reader(list.getDataVector()), type.bits());
		});
	}

	private record Reader(ColumnInfo column, ColumnInfo element, ListVector list, ColumnReader reader,
			int bits) implements ColumnReader {

		@Override
		public long read(ResultSet rows, int index) throws SQLException, IOException {
			Array array = rows.getArray(this.column.index());
			if (array == null) {
				this.list.setNull(index);
				return 0;
			}
			try (ResultSet elements = array.getResultSet()) {
				checkDimensions(elements);
				int first = this.list.startNewValue(index);
				int count = 0;
				long size = 0;
				while (elements.next()) {
					size += readElement(elements, first + count) + this.bits;
					count++;
				}
				this.list.endValue(index, count);
				return size;
			}
			finally {
				array.free();
			}
		}

		/**
		 * Read an element. For null, DuckDB's driver returns zero and then does not know
		 * of it.
		 */
		private long readElement(ResultSet elements, int index) throws SQLException, IOException {
			if (this.column.driver() == Driver.DUCKDB && elements.getObject(this.element.index()) == null) {
				this.list.getDataVector().setNull(index);
				return 0;
			}
			return this.reader.read(elements, index);
		}

		/**
		 * Check the dimensions of an array of PostgreSQL, which are not part of its type.
		 */
		private void checkDimensions(ResultSet elements) throws SQLException {
			if (this.column.driver() == Driver.POSTGRESQL && this.element.type() != Types.ARRAY
					&& elements.getMetaData().getColumnType(2) == Types.ARRAY) {
				throw UnreadableValueException.ofNestedArray();
			}
		}

	}

}
