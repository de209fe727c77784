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

package io.github.flightspring.handler.argument;

import java.util.List;
import java.util.function.Supplier;

import io.github.flightspring.command.InvalidMessages;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;

/**
 * Converts texts of a request as Spring does elsewhere: numbers may have white space
 * around them, digits of any script, and a hexadecimal form. Only their length is limited
 * here, because to read a number of a million digits takes seconds.
 *
 * @param conversion Spring's conversion
 */
record TextConversion(ConversionService conversion) {

	private static final int LONGEST_NUMBER = 1000;

	private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

	private static final TypeDescriptor TEXTS = TypeDescriptor.collection(List.class, TEXT);

	boolean canConvert(TypeDescriptor type) {
		return this.conversion.canConvert(TEXT, type);
	}

	/**
	 * Convert a text.
	 * @param text the text
	 * @param type what it becomes
	 * @param problem what to say of a text that does not
	 * @return the value
	 */
	@Nullable Object convert(@Nullable String text, TypeDescriptor type, Supplier<String> problem) {
		return convert(text, TEXT, type, problem);
	}

	/**
	 * Convert the texts of a name that may be there more than once.
	 * @param texts the texts, one or more
	 * @param type what they become: of one that is no collection, the first does
	 * @param problem what to say of texts that do not
	 * @return the value
	 */
	@Nullable Object convert(List<String> texts, TypeDescriptor type, Supplier<String> problem) {
		return type.isCollection() ? convertAll(texts, type, problem) : convert(texts.get(0), TEXT, type, problem);
	}

	/**
	 * Convert texts to a collection or an array.
	 * @param texts the texts, none or more
	 * @param type the type of the collection or array
	 * @param problem what to say of texts that do not convert
	 * @return the value
	 */
	@Nullable Object convertAll(List<String> texts, TypeDescriptor type, Supplier<String> problem) {
		return convert(texts, TEXTS, type, problem);
	}

	private @Nullable Object convert(@Nullable Object value, TypeDescriptor source, TypeDescriptor type,
			Supplier<String> problem) {
		ConversionException failure = null;
		try {
			if (!isNumber(type) || !isTooLong(value)) {
				return this.conversion.convert(value, source, type);
			}
		}
		catch (ConversionException ex) {
			failure = ex;
		}
		throw CallStatus.INVALID_ARGUMENT.withDescription(problem.get()).withCause(failure).toRuntimeException();
	}

	/**
	 * Say that a text is not what its name stands for.
	 */
	static String invalid(String name, @Nullable String text) {
		return "%s: '%s' is not a valid value".formatted(name, InvalidMessages.shown(text));
	}

	private static boolean isNumber(TypeDescriptor type) {
		TypeDescriptor element = type.getElementTypeDescriptor();
		Class<?> target = (element != null) ? element.getType() : type.getType();
		return Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(target));
	}

	private static boolean isTooLong(@Nullable Object value) {
		if (value instanceof List<?> values) {
			return values.stream().anyMatch(TextConversion::isTooLong);
		}
		// what is between commas may become one element
		int start = 0;
		String text = String.valueOf(value);
		while (start <= text.length()) {
			int comma = text.indexOf(',', start);
			int end = (comma < 0) ? text.length() : comma;
			if (end - start > LONGEST_NUMBER) {
				return true;
			}
			start = end + 1;
		}
		return false;
	}

}
