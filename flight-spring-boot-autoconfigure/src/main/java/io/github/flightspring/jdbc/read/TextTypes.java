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

import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.time.OffsetTime;

import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Text, and values that have an exact form as text only.
 */
final class TextTypes {

	// an offset and a validity
	private static final int BITS = 33;

	private TextTypes() {
	}

	/**
	 * Values that the driver returns as text.
	 */
	static ColumnType text(int column) {
		return text((rows) -> rows.getString(column));
	}

	/**
	 * Decimals of PostgreSQL. Its driver returns those that come in binary, as it
	 * chooses, with an exponent.
	 */
	static ColumnType plainNumber(int column) {
		return text((rows) -> {
			String number = rows.getString(column);
			return (number != null && number.indexOf('E') >= 0) ? new BigDecimal(number).toPlainString() : number;
		});
	}

	/**
	 * Times of day with an offset, such as {@code 10:15:30+02:00}.
	 */
	static ColumnType offsetTime(int column, Driver driver) {
		return text((rows) -> {
			OffsetTime time = TimeTypes.get(rows, column, OffsetTime.class, driver);
			if (time == null) {
				return null;
			}
			// this driver has microseconds, and the last nanosecond of the day for 24:00
			if (driver == Driver.POSTGRESQL && time.getNano() % 1000 != 0) {
				throw UnreadableValueException.ofMidnight();
			}
			return time.toString();
		});
	}

	private static ColumnType text(Getter getter) {
		return ColumnType.of(new ArrowType.Utf8(), BITS, VarCharVector.class, (vector) -> (rows, index) -> {
			String text = getter.get(rows);
			if (text == null) {
				vector.setNull(index);
				return 0;
			}
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			vector.setSafe(index, bytes);
			return bytes.length * 8L;
		});
	}

	/**
	 * Large texts, which are read piece by piece.
	 */
	static ColumnType clob(int column) {
		return ColumnType.of(new ArrowType.Utf8(), BITS, VarCharVector.class, (vector) -> {
			LargeValue value = new LargeValue(vector);
			return (rows, index) -> {
				Clob clob = rows.getClob(column);
				if (clob == null) {
					vector.setNull(index);
					return 0;
				}
				try (Reader characters = clob.getCharacterStream()) {
					return value.write(index, characters);
				}
				finally {
					clob.free();
				}
			};
		});
	}

	static ColumnType xml(int column) {
		return ColumnType.of(new ArrowType.Utf8(), BITS, VarCharVector.class, (vector) -> {
			LargeValue value = new LargeValue(vector);
			return (rows, index) -> {
				SQLXML xml = rows.getSQLXML(column);
				if (xml == null) {
					vector.setNull(index);
					return 0;
				}
				try (Reader characters = xml.getCharacterStream()) {
					return value.write(index, characters);
				}
				finally {
					xml.free();
				}
			};
		});
	}

	@FunctionalInterface
	private interface Getter {

		@Nullable String get(ResultSet rows) throws SQLException;

	}

}
