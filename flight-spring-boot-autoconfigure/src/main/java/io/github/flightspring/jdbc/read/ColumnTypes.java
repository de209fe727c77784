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

import io.github.flightspring.arrow.value.DecimalDigits;
import org.apache.arrow.vector.types.TimeUnit;

/**
 * The choice of a column's Arrow type. It is made once for each result.
 */
final class ColumnTypes {

	private static final int MICROSECONDS = 6;

	// types of timestamps with a zone of Oracle and of SQL Server, which JDBC does not
	// have
	private static final int ORACLE_TIMESTAMPTZ = -101;

	private static final int ORACLE_TIMESTAMPLTZ = -102;

	private static final int DATETIMEOFFSET = -155;

	private ColumnTypes() {
	}

	/**
	 * Return the type of a column.
	 * @throws UnreadableValueException if Arrow cannot hold it
	 */
	static ColumnType of(ColumnInfo column) {
		int index = column.index();
		if (column.plainTypeName().equals("UUID")) {
			return BinaryTypes.uuid(index);
		}
		return switch (column.type()) {
			case Types.NULL -> OtherTypes.nulls();
			case Types.BOOLEAN -> NumberTypes.bool(index);
			case Types.BIT -> OtherTypes.bits(column);
			case Types.TINYINT -> column.signed() ? NumberTypes.int8(index) : NumberTypes.int16(index);
			case Types.SMALLINT -> column.signed() ? NumberTypes.int16(index) : NumberTypes.int32(index);
			case Types.INTEGER -> column.signed() ? NumberTypes.int32(index) : NumberTypes.int64(index);
			case Types.BIGINT -> bigint(column);
			case Types.REAL -> NumberTypes.float32(index);
			case Types.FLOAT, Types.DOUBLE -> floating(column);
			case Types.DECIMAL, Types.NUMERIC -> decimal(column);
			case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR,
					Types.ROWID, Types.REF, Types.DATALINK ->
				TextTypes.text(index);
			case Types.CLOB, Types.NCLOB -> TextTypes.clob(index);
			case Types.SQLXML -> TextTypes.xml(index);
			case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BinaryTypes.binary(index);
			case Types.BLOB -> BinaryTypes.blob(index);
			case Types.DATE -> TimeTypes.date(index, column.driver());
			case Types.TIME -> column.plainTypeName().equals("TIMETZ") ? TextTypes.offsetTime(index, column.driver())
					: TimeTypes.time(index, unit(column), column.driver());
			case Types.TIME_WITH_TIMEZONE -> TextTypes.offsetTime(index, column.driver());
			case Types.TIMESTAMP ->
				column.plainTypeName().equals("TIMESTAMPTZ") ? TimeTypes.instant(index, unit(column), column.driver())
						: TimeTypes.timestamp(index, unit(column), column.driver());
			case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_TIMESTAMPTZ, ORACLE_TIMESTAMPLTZ, DATETIMEOFFSET ->
				TimeTypes.instant(index, unit(column), column.driver());
			case Types.ARRAY -> ListTypes.of(column);
			default -> OtherTypes.of(column);
		};
	}

	private static ColumnType bigint(ColumnInfo column) {
		// fewer than 19 digits are 32 bits without a sign, which some drivers report so
		return (column.signed() || (column.precision() > 0 && column.precision() < 19))
				? NumberTypes.int64(column.index()) : NumberTypes.decimal(column.index(), new DecimalDigits(20, 0));
	}

	private static ColumnType floating(ColumnInfo column) {
		// PostgreSQL's driver returns money as a double
		if (column.plainTypeName().equals("MONEY") && column.driver() == Driver.POSTGRESQL) {
			return TextTypes.text(column.index());
		}
		return (column.driver() == Driver.DUCKDB && column.type() == Types.FLOAT) ? NumberTypes.float32(column.index())
				: NumberTypes.float64(column.index());
	}

	/**
	 * Choose the type of a decimal. A decimal without a precision, or whose point floats,
	 * is text, because no scale holds all of its values.
	 */
	private static ColumnType decimal(ColumnInfo column) {
		int scale = column.scale();
		int precision = Math.max(column.precision(), scale);
		boolean fixed = column.precision() > 0 && scale >= 0 && precision <= DecimalDigits.MAX_PRECISION
				&& !column.plainTypeName().equals("DECFLOAT");
		if (fixed) {
			return NumberTypes.decimal(column.index(), new DecimalDigits(precision, scale));
		}
		return (column.driver() == Driver.POSTGRESQL) ? TextTypes.plainNumber(column.index())
				: TextTypes.text(column.index());
	}

	private static TimeUnit unit(ColumnInfo column) {
		boolean nanos = column.scale() > MICROSECONDS || column.plainTypeName().equals("TIMESTAMP_NS");
		return nanos ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND;
	}

}
