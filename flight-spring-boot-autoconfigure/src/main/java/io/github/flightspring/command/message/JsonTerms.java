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

package io.github.flightspring.command.message;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

import org.springframework.util.ClassUtils;

/**
 * Descriptions of Java types and JSON tokens for clients.
 */
final class JsonTerms {

	private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Byte.class, Short.class, Integer.class, Long.class,
			BigInteger.class);

	private static final Map<Class<?>, String> KNOWN = Map.of(Boolean.class, "true or false", byte[].class,
			"a text in Base64", UUID.class, "a UUID", Duration.class, "a duration as in PT30S", LocalDate.class,
			"a date as in 2026-01-31", LocalTime.class, "a time as in 12:30:00", LocalDateTime.class,
			"a date and time as in 2026-01-31T12:30:00", Instant.class, "an instant as in 2026-01-31T12:30:00Z",
			OffsetDateTime.class, "a date and time as in 2026-01-31T12:30:00+01:00", ZonedDateTime.class,
			"a date and time as in 2026-01-31T12:30:00+01:00");

	private JsonTerms() {
	}

	static String expected(@Nullable Class<?> target) {
		if (target == null) {
			return "another value";
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target);
		String known = KNOWN.get(type);
		if (known != null) {
			return known;
		}
		if (WHOLE_NUMBERS.contains(type)) {
			return "a whole number";
		}
		if (Number.class.isAssignableFrom(type)) {
			return "a number";
		}
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> name((Enum<?>) constant))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		if (CharSequence.class.isAssignableFrom(type) || type == Character.class) {
			return "a text";
		}
		if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			return "an array";
		}
		return (type.isRecord() || Map.class.isAssignableFrom(type)) ? "an object" : "a valid value";
	}

	static String found(@Nullable JsonToken token) {
		if (token == null) {
			return "nothing";
		}
		return switch (token) {
			case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
			case START_ARRAY, END_ARRAY -> "an array";
			case VALUE_STRING -> "a text";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
			case VALUE_TRUE -> "true";
			case VALUE_FALSE -> "false";
			case VALUE_NULL -> "null";
			default -> "something else";
		};
	}

	private static String name(Enum<?> constant) {
		try {
			Field field = constant.getDeclaringClass().getField(constant.name());
			JsonProperty property = field.getAnnotation(JsonProperty.class);
			return (property != null && !property.value().isEmpty()) ? property.value() : constant.name();
		}
		catch (NoSuchFieldException ex) {
			return constant.name();
		}
	}

}
