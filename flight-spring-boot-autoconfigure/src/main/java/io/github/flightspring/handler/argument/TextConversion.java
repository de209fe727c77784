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

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.flightspring.arrow.value.NumberLiteral;
import io.github.flightspring.command.message.InvalidMessages;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.format.annotation.NumberFormat;
import org.springframework.util.ClassUtils;

/**
 * The conversion of texts of a request by Spring's conversion service. A number must be a
 * value of its type, in decimal digits of ASCII, see {@link NumberLiteral#fits}. For a
 * parameter with {@link NumberFormat}, that format applies instead.
 *
 * @param conversion Spring's conversion service
 */
record TextConversion(ConversionService conversion) {

	private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

	private static final TypeDescriptor TEXTS = TypeDescriptor.collection(List.class, TEXT);

	boolean canConvert(TypeDescriptor type) {
		return this.conversion.canConvert(TEXT, type);
	}

	/**
	 * Convert one text or a list of texts.
	 * @param given the text, or the list of texts for a collection or an array
	 * @param type the target type
	 * @param problem the error message for an invalid text
	 * @return the value
	 */
	@Nullable Object convert(Object given, TypeDescriptor type, Supplier<String> problem) {
		ConversionException failure = null;
		try {
			if (isExact(given, type)) {
				return this.conversion.convert(given, (given instanceof List<?>) ? TEXTS : TEXT, type);
			}
		}
		catch (ConversionException ex) {
			failure = ex;
		}
		throw CallStatus.INVALID_ARGUMENT.withDescription(problem.get()).withCause(failure).toRuntimeException();
	}

	static boolean isMany(TypeDescriptor type) {
		return type.isCollection() || type.isArray();
	}

	/**
	 * Return the error message for a text that is not a valid value.
	 */
	static String invalid(String name, String text) {
		return "%s: '%s' is not a valid value".formatted(name, InvalidMessages.shown(text));
	}

	private static boolean isExact(Object value, TypeDescriptor type) {
		TypeDescriptor element = type.getElementTypeDescriptor();
		Class<?> number = ClassUtils.resolvePrimitiveIfNecessary(((element != null) ? element : type).getType());
		if (!NumberLiteral.isNumberType(number) || type.hasAnnotation(NumberFormat.class)) {
			return true;
		}
		return texts(value, element != null).allMatch((text) -> text.isEmpty() || NumberLiteral.fits(text, number));
	}

	// Spring splits one text for a list at its commas, and removes the spaces after them
	private static Stream<String> texts(Object value, boolean list) {
		if (value instanceof Collection<?> many) {
			return many.stream().map(String::valueOf);
		}
		String text = String.valueOf(value);
		return list ? Arrays.stream(text.split(",", -1)).map(String::trim) : Stream.of(text);
	}

}
