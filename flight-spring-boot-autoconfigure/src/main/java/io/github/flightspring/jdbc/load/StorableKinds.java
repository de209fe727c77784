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

import java.sql.Types;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.jdbc.read.Driver;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The kinds of values that a column of a table stores. A type that is known to its
 * database alone, such as a domain, stores what the database takes.
 *
 * @param driver the driver
 * @param dictionaries the dictionaries of encoded columns
 */
record StorableKinds(Driver driver, DictionaryProvider dictionaries) {

	private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "char", "name");

	// types of PostgreSQL that are read from text only
	private static final Set<String> WRITTEN = Set.of("json", "jsonb", "interval", "inet", "cidr", "macaddr",
			"macaddr8", "xml", "bit", "varbit", "timetz");

	/**
	 * Check that a column stores the values of a field.
	 * @throws RecordMappingException if it does not
	 */
	void check(Field field, TargetColumn column) {
		Field values = decoded(field);
		ValueKind kind = ValueKind.of(values);
		if (!stores(kind, column)) {
			throw new RecordMappingException(field.getName(), -1, refusal(values, column), null);
		}
		if (kind == ValueKind.LIST && column.type() == Types.ARRAY) {
			Field elements = decoded(values.getChildren().get(0));
			if (!stores(ValueKind.of(elements), column.element(this.driver))) {
				throw new RecordMappingException(field.getName(), -1,
						"has lists of %s, but the table's column has the type %s".formatted(name(elements),
								column.typeName()),
						null);
			}
		}
	}

	/**
	 * Return the field of the values. A column without rows may have no dictionary yet.
	 */
	private Field decoded(Field field) {
		Dictionary dictionary = (field.getDictionary() != null)
				? this.dictionaries.lookup(field.getDictionary().getId()) : null;
		return (dictionary != null) ? dictionary.getVector().getField() : field;
	}

	private static String refusal(Field field, TargetColumn column) {
		ValueKind kind = ValueKind.of(field);
		if (kind == ValueKind.FLOATING && DecimalScale.INTEGERS.contains(column.type())) {
			return "has floating-point numbers, but the table's column has integers";
		}
		if (kind == ValueKind.DATE && column.isZoned()) {
			return "has dates, which have no time zone, but the table's column has the type %s; upload times with a zone"
				.formatted(column.typeName());
		}
		return "has the type %s, but the table's column has the type %s".formatted(name(field), column.typeName());
	}

	private static String name(Field field) {
		String extension = field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME);
		return (extension != null) ? extension : String.valueOf(field.getType());
	}

	private boolean stores(ValueKind kind, TargetColumn column) {
		// what no column takes is refused with its own message
		return kind == ValueKind.NONE || kind == ValueKind.OTHER || stored(column).contains(kind);
	}

	private Set<ValueKind> stored(TargetColumn column) {
		String name = column.typeName().toLowerCase(Locale.ROOT);
		if (name.equals("uuid")) {
			return EnumSet.of(ValueKind.UUID, ValueKind.BINARY, ValueKind.TEXT);
		}
		if (this.driver == Driver.POSTGRESQL && isWritten(column.type(), name)) {
			return EnumSet.of(ValueKind.TEXT);
		}
		if (column.isZoned()) {
			// a timestamp without a zone is refused with its own message
			return EnumSet.of(ValueKind.INSTANT, ValueKind.TIMESTAMP, ValueKind.TEXT);
		}
		return switch (column.type()) {
			case Types.BOOLEAN -> EnumSet.of(ValueKind.BOOLEAN, ValueKind.TEXT);
			case Types.BIT -> bits();
			case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> integers();
			case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> numbers();
			case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR,
					Types.CLOB, Types.NCLOB ->
				EnumSet.complementOf(EnumSet.of(ValueKind.BINARY, ValueKind.LIST));
			case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
				EnumSet.of(ValueKind.BINARY, ValueKind.UUID, ValueKind.TEXT);
			case Types.DATE -> name.equals("year") ? numbers() : EnumSet.of(ValueKind.DATE, ValueKind.TEXT);
			case Types.TIME -> EnumSet.of(ValueKind.TIME, ValueKind.TEXT);
			case Types.TIME_WITH_TIMEZONE -> EnumSet.of(ValueKind.TEXT);
			case Types.TIMESTAMP -> EnumSet.of(ValueKind.TIMESTAMP, ValueKind.INSTANT, ValueKind.DATE, ValueKind.TEXT);
			case Types.ARRAY -> EnumSet.of(ValueKind.LIST, ValueKind.TEXT);
			default -> others();
		};
	}

	private static boolean isWritten(int type, String name) {
		boolean enumeration = type == Types.VARCHAR && !TEXTS.contains(name);
		return enumeration || WRITTEN.contains(name);
	}

	/**
	 * BIT is the truth value of PostgreSQL, and bits or a small number of others.
	 */
	private Set<ValueKind> bits() {
		return (this.driver == Driver.POSTGRESQL) ? EnumSet.of(ValueKind.BOOLEAN, ValueKind.TEXT) : others();
	}

	private Set<ValueKind> integers() {
		Set<ValueKind> numbers = numbers();
		numbers.remove(ValueKind.FLOATING);
		return numbers;
	}

	private Set<ValueKind> numbers() {
		Set<ValueKind> numbers = EnumSet.of(ValueKind.INTEGER, ValueKind.FLOATING, ValueKind.DECIMAL, ValueKind.TEXT);
		if (!Set.of(Driver.POSTGRESQL, Driver.H2, Driver.DUCKDB).contains(this.driver)) {
			// where a truth value is a number
			numbers.add(ValueKind.BOOLEAN);
		}
		return numbers;
	}

	private Set<ValueKind> others() {
		// PostgreSQL would store the text of the bytes
		Set<ValueKind> refused = (this.driver == Driver.POSTGRESQL) ? EnumSet.of(ValueKind.BINARY, ValueKind.LIST)
				: EnumSet.of(ValueKind.LIST);
		return EnumSet.complementOf(EnumSet.copyOf(refused));
	}

}
