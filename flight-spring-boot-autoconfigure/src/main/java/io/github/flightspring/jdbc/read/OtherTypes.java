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

import java.sql.Types;
import java.util.List;
import java.util.Map;

import io.github.flightspring.arrow.value.DecimalDigits;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Types of one database, or with another meaning in each.
 */
final class OtherTypes {

	private OtherTypes() {
	}

	static ColumnType nulls() {
		return new ColumnType(new ArrowType.Null(), Map.of(), List.of(), 0, (vector) -> (rows, index) -> 0);
	}

	/**
	 * Truth values of one bit, and bit strings: as text where they are text in the
	 * database, otherwise as bytes.
	 */
	static ColumnType bits(ColumnInfo column) {
		boolean text = column.driver() == Driver.POSTGRESQL || column.driver() == Driver.DUCKDB;
		if (text && !column.plainTypeName().equals("BOOL")) {
			return TextTypes.text(column.index());
		}
		return (column.precision() <= 1) ? NumberTypes.bool(column.index()) : BinaryTypes.binary(column.index());
	}

	/**
	 * Types without a code in JDBC.
	 */
	static ColumnType of(ColumnInfo column) {
		return switch (column.plainTypeName()) {
			case "UBIGINT" -> NumberTypes.bigInteger(column.index(), new DecimalDigits(20, 0));
			case "HUGEINT", "UHUGEINT" -> NumberTypes.bigInteger(column.index(), new DecimalDigits(39, 0));
			case "BINARY_FLOAT" -> NumberTypes.float32(column.index());
			case "BINARY_DOUBLE" -> NumberTypes.float64(column.index());
			// also the shapes of a composite value that has no type of its own
			case "STRUCT", "MAP", "UNION", "ROW", "RECORD" -> throw composite();
			default -> text(column);
		};
	}

	private static ColumnType text(ColumnInfo column) {
		switch (column.type()) {
			case Types.STRUCT -> throw composite();
			case Types.JAVA_OBJECT, Types.REF_CURSOR ->
				throw new UnreadableValueException("has no Arrow type; leave it out of the query");
			default -> {
				return TextTypes.text(column.index());
			}
		}
	}

	private static UnreadableValueException composite() {
		return new UnreadableValueException(
				"has several fields; select them as columns of their own, or cast the value to text in the query");
	}

}
