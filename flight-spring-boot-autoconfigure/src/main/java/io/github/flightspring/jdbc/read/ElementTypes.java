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
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of the elements of an array, out of the name of the array's type.
 */
final class ElementTypes {

	// such as TIMESTAMP(9) WITH TIME ZONE, DECIMAL(10,2)
	private static final Pattern TYPE = Pattern.compile("([^(]+?)(?:\\((\\d+)(?:, ?(\\d+))?\\))?( [^(]+)?");

	private static final Map<String, Integer> NAMES = Map.ofEntries(Map.entry("INT2", Types.SMALLINT),
			Map.entry("INT4", Types.INTEGER), Map.entry("INT8", Types.BIGINT), Map.entry("FLOAT4", Types.REAL),
			Map.entry("FLOAT8", Types.DOUBLE), Map.entry("MONEY", Types.DOUBLE), Map.entry("BOOL", Types.BIT),
			Map.entry("OID", Types.BIGINT), Map.entry("BYTEA", Types.BINARY), Map.entry("XML", Types.VARCHAR),
			Map.entry("TIMETZ", Types.TIME), Map.entry("TIMESTAMPTZ", Types.TIMESTAMP),
			Map.entry("TINYINT", Types.TINYINT), Map.entry("SMALLINT", Types.SMALLINT),
			Map.entry("INTEGER", Types.INTEGER), Map.entry("BIGINT", Types.BIGINT),
			Map.entry("UTINYINT", Types.SMALLINT), Map.entry("USMALLINT", Types.INTEGER),
			Map.entry("UINTEGER", Types.BIGINT), Map.entry("REAL", Types.REAL), Map.entry("FLOAT", Types.FLOAT),
			Map.entry("DOUBLE", Types.DOUBLE), Map.entry("DOUBLE PRECISION", Types.DOUBLE),
			Map.entry("BOOLEAN", Types.BOOLEAN), Map.entry("NUMERIC", Types.NUMERIC),
			Map.entry("DECIMAL", Types.NUMERIC), Map.entry("DATE", Types.DATE), Map.entry("TIME", Types.TIME),
			Map.entry("TIME WITH TIME ZONE", Types.TIME_WITH_TIMEZONE), Map.entry("TIMESTAMP", Types.TIMESTAMP),
			Map.entry("TIMESTAMP_S", Types.TIMESTAMP), Map.entry("TIMESTAMP_MS", Types.TIMESTAMP),
			Map.entry("TIMESTAMP_NS", Types.TIMESTAMP),
			Map.entry("TIMESTAMP WITH TIME ZONE", Types.TIMESTAMP_WITH_TIMEZONE), Map.entry("BINARY", Types.BINARY),
			Map.entry("BINARY VARYING", Types.BINARY), Map.entry("VARBINARY", Types.BINARY),
			Map.entry("BLOB", Types.BLOB), Map.entry("BINARY LARGE OBJECT", Types.BLOB),
			Map.entry("CHARACTER LARGE OBJECT", Types.CLOB), Map.entry("JAVA_OBJECT", Types.JAVA_OBJECT));

	private ElementTypes() {
	}

	static ColumnInfo of(ColumnInfo array) {
		String element = ArrayTypeName.element(array.typeName(), array.driver());
		if (element == null) {
			throw new UnreadableValueException(
					"is an array of elements without a known type; cast it to text in the query");
		}
		if (array.driver() == Driver.POSTGRESQL) {
			// the digits are those of the elements
			return array.element(type(element), element, array.precision(), array.scale());
		}
		if (ArrayTypeName.element(element, array.driver()) != null) {
			return array.element(Types.ARRAY, element, 0, 0);
		}
		Matcher parts = TYPE.matcher(element);
		if (!parts.matches()) {
			// a composite type, or the values of an enum
			return array.element(Types.OTHER, element, 0, 0);
		}
		String plain = parts.group(1) + ((parts.group(4) != null) ? parts.group(4) : "");
		return array.element(type(plain), plain, number(parts.group(2)), scale(plain, parts));
	}

	private static int type(String name) {
		return NAMES.getOrDefault(name.toUpperCase(Locale.ROOT), Types.OTHER);
	}

	/**
	 * Return the second number of a decimal, and the only one of a time.
	 */
	private static int scale(String name, Matcher parts) {
		return number(name.startsWith("TIME") ? parts.group(2) : parts.group(3));
	}

	private static int number(String digits) {
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

}
