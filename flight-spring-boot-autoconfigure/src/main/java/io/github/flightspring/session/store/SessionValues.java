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

package io.github.flightspring.session.store;

import java.util.List;

import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue.StringListValue;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of session options between Java values and Flight messages.
 */
public final class SessionValues {

	private static final int MAX_NAME_LENGTH = 256;

	private SessionValues() {
	}

	/**
	 * Return whether a name is allowed for an option.
	 * @param name the name
	 * @return whether the name is neither blank nor too long and has no control character
	 */
	public static boolean isName(String name) {
		return !name.isBlank() && name.length() <= MAX_NAME_LENGTH && name.chars().noneMatch(Character::isISOControl);
	}

	/**
	 * Read an option.
	 * @param value the message
	 * @return the value, or {@code null} for a message without one, which by convention
	 * removes the option
	 */
	public static @Nullable Object read(SessionOptionValue value) {
		return switch (value.getOptionValueCase()) {
			case STRING_VALUE -> value.getStringValue();
			case BOOL_VALUE -> value.getBoolValue();
			case INT64_VALUE -> value.getInt64Value();
			case DOUBLE_VALUE -> value.getDoubleValue();
			case STRING_LIST_VALUE -> List.copyOf(value.getStringListValue().getValuesList());
			case OPTIONVALUE_NOT_SET -> null;
		};
	}

	/**
	 * Write an option.
	 * @param value the value
	 * @return the message
	 * @throws IllegalArgumentException if the type of the value is not one of an option
	 */
	public static SessionOptionValue write(Object value) {
		SessionOptionValue.Builder message = SessionOptionValue.newBuilder();
		if (value instanceof String text) {
			return message.setStringValue(text).build();
		}
		if (value instanceof Boolean bool) {
			return message.setBoolValue(bool).build();
		}
		if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return message.setInt64Value(((Number) value).longValue()).build();
		}
		if (value instanceof Double || value instanceof Float) {
			return message.setDoubleValue(((Number) value).doubleValue()).build();
		}
		if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
			StringListValue.Builder values = StringListValue.newBuilder();
			list.forEach((element) -> values.addValues((String) element));
			return message.setStringListValue(values).build();
		}
		throw new IllegalArgumentException(
				"An option is a string, a boolean, a long, a double or a list of strings, not a %s"
					.formatted(value.getClass().getName()));
	}

}
