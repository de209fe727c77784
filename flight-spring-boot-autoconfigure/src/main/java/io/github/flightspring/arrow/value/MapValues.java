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

package io.github.flightspring.arrow.value;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The values of rows that are maps, adapted to the types of the properties without loss.
 */
public final class MapValues {

	private MapValues() {
	}

	/**
	 * Adapt a value.
	 * @param value the value
	 * @param type the type of the property
	 * @param path the path of the property
	 * @return the value as an instance of the type, or a map in place of a nested row
	 * @throws ValueException if the type has no such value
	 */
	public static @Nullable Object adapt(Object value, Type type, String path) {
		if (value instanceof Optional<?> optional) {
			return optional.isPresent() ? adapt(optional.get(), type, path) : null;
		}
		Class<?> raw = raw(type);
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			if (raw == Optional.class) {
				return adapt(value, arguments[0], path);
			}
			if (value instanceof Collection<?> collection && Collection.class.isAssignableFrom(raw)) {
				return elements(collection, arguments[0], path + "[]");
			}
			if (value instanceof Map<?, ?> map && raw == Map.class) {
				return entries(map, arguments, path);
			}
		}
		if (raw.isInstance(value) || (value instanceof Map<?, ?> && !raw.getName().startsWith("java."))) {
			return value;
		}
		Object adapted = converted(value, raw);
		if (adapted == null) {
			throw new ValueException(path, "the value " + ShownText.of(String.valueOf(value), 60) + " of "
					+ value.getClass().getName() + " is not one of " + raw.getName(), null);
		}
		return adapted;
	}

	private static Class<?> raw(Type type) {
		Class<?> raw = (type instanceof ParameterizedType parameterized) ? (Class<?>) parameterized.getRawType()
				: (type instanceof Class<?> clazz) ? clazz : Object.class;
		if (raw == OptionalInt.class) {
			return Integer.class;
		}
		if (raw == OptionalLong.class) {
			return Long.class;
		}
		return (raw == OptionalDouble.class) ? Double.class : ClassUtils.resolvePrimitiveIfNecessary(raw);
	}

	private static List<@Nullable Object> elements(Collection<?> collection, Type type, String path) {
		List<@Nullable Object> elements = new ArrayList<>(collection.size());
		for (Object element : collection) {
			elements.add((element != null) ? adapt(element, type, path) : null);
		}
		return elements;
	}

	private static Map<@Nullable Object, @Nullable Object> entries(Map<?, ?> map, Type[] types, String path) {
		Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
		map.forEach((key, value) -> entries.put((key != null) ? adapt(key, types[0], path + "{key}") : null,
				(value != null) ? adapt(value, types[1], path + "{}") : null));
		return entries;
	}

	private static @Nullable Object converted(Object value, Class<?> type) {
		if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
			return number(number, type);
		}
		if (value instanceof CharSequence text && type.isEnum()) {
			for (Object constant : type.getEnumConstants()) {
				if (((Enum<?>) constant).name().contentEquals(text)) {
					return constant;
				}
			}
			return null;
		}
		if (type == String.class) {
			return (value instanceof Enum<?> constant) ? constant.name()
					: (value instanceof CharSequence || value instanceof Character) ? value.toString() : null;
		}
		return time(value, type);
	}

	private static @Nullable Number number(Number number, Class<?> type) {
		try {
			BigDecimal exact = (number instanceof BigDecimal decimal) ? decimal : new BigDecimal(number.toString());
			if (type == Double.class) {
				double nearest = exact.doubleValue();
				return (new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0) ? nearest : null;
			}
			if (type == Float.class) {
				float nearest = exact.floatValue();
				return (new BigDecimal(Float.toString(nearest)).compareTo(exact) == 0) ? nearest : null;
			}
			if (type == BigDecimal.class) {
				return exact;
			}
			return integer(exact, type);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return special(number, type);
		}
	}

	private static @Nullable Number integer(BigDecimal exact, Class<?> type) {
		if (type == BigInteger.class) {
			return exact.toBigIntegerExact();
		}
		if (type == Long.class) {
			return exact.longValueExact();
		}
		if (type == Integer.class) {
			return exact.intValueExact();
		}
		if (type == Short.class) {
			return exact.shortValueExact();
		}
		return (type == Byte.class) ? exact.byteValueExact() : null;
	}

	/**
	 * The infinities, and what is not a number.
	 */
	private static @Nullable Number special(Number number, Class<?> type) {
		double value = number.doubleValue();
		if (Double.isFinite(value) || !(number instanceof Double || number instanceof Float)) {
			return null;
		}
		if (type == Double.class) {
			return value;
		}
		return (type == Float.class) ? (float) value : null;
	}

	private static @Nullable Object time(Object value, Class<?> type) {
		if (value instanceof java.sql.Timestamp timestamp) {
			return (type == LocalDateTime.class) ? timestamp.toLocalDateTime() : time(timestamp.toInstant(), type);
		}
		if (value instanceof java.sql.Date date) {
			return (type == LocalDate.class) ? date.toLocalDate() : null;
		}
		if (value instanceof java.sql.Time time) {
			return (type == LocalTime.class) ? time.toLocalTime() : null;
		}
		Instant instant = (value instanceof Instant same) ? same : (value instanceof OffsetDateTime offset)
				? offset.toInstant() : (value instanceof ZonedDateTime zoned) ? zoned.toInstant() : null;
		if (instant == null) {
			return null;
		}
		if (type == Instant.class) {
			return instant;
		}
		if (type == OffsetDateTime.class) {
			return instant.atOffset(ZoneOffset.UTC);
		}
		return (type == ZonedDateTime.class) ? instant.atZone(ZoneOffset.UTC) : null;
	}

}
