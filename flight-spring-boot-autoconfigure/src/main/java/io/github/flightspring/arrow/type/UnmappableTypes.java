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

package io.github.flightspring.arrow.type;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.github.flightspring.arrow.value.Optionals;

/**
 * Explains why a Java type has no column type, and what to use instead.
 */
final class UnmappableTypes {

	private static final Map<String, String> INSTEAD = Map.ofEntries(Map.entry("java.util.Date", "java.time.Instant"), //
			Map.entry("java.util.Calendar", "java.time.ZonedDateTime"),
			Map.entry("java.sql.Date", "java.time.LocalDate"), //
			Map.entry("java.sql.Time", "java.time.LocalTime"),
			Map.entry("java.sql.Timestamp", "java.time.Instant or java.time.LocalDateTime"),
			Map.entry("java.time.OffsetTime", "java.time.LocalTime"), //
			Map.entry("java.time.Year", "int"), Map.entry("java.time.YearMonth", "java.time.LocalDate"),
			Map.entry("java.time.ZoneId", "String"), //
			Map.entry("java.lang.Number", "one of its subclasses"), Map.entry("java.lang.CharSequence", "String"), //
			Map.entry("java.nio.ByteBuffer", "byte[]"));

	private UnmappableTypes() {
	}

	static String problem(Type type) {
		if (type instanceof WildcardType) {
			return "the type argument '" + type + "' is a wildcard; name the type";
		}
		if (type instanceof TypeVariable<?>) {
			return "the type variable '" + type + "' stands for any type; name the type";
		}
		Class<?> raw = (type instanceof ParameterizedType parameterized) ? (Class<?>) parameterized.getRawType()
				: (Class<?>) type;
		String name = "the type " + type.getTypeName();
		if (Optionals.isOptional(raw)) {
			return (type == Optional.class) ? name + " has no type argument; name the type in it"
					: name + " has a place only as a component's own type; use the type in it, which may be null";
		}
		String instead = INSTEAD.get(raw.getName());
		if (instead != null) {
			return name + " has no Arrow type of its own; use " + instead;
		}
		if (Collection.class.isAssignableFrom(raw) || Iterable.class == raw) {
			return name + ((type instanceof ParameterizedType) ? " is not read back; use List, Set or Collection"
					: " has no type argument; use List, Set or Collection with one");
		}
		if (Map.class.isAssignableFrom(raw)) {
			return name + ((type instanceof ParameterizedType) ? " is not read back; use Map"
					: " has no type arguments; use Map with two");
		}
		if (raw.isRecord()) {
			return name + " has type parameters; declare a record with types in their place";
		}
		if (raw.isSealed() || raw.isInterface()) {
			return name + " may be one of several classes; use one record with a nullable component for each";
		}
		return name + " has no Arrow type; use a record, or a type that RecordMapper lists";
	}

}
