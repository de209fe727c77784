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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The resolver of a header of the call, named by {@link FlightHeader}.
 */
final class HeaderArgumentResolver extends NamedValueArgumentResolver<FlightHeader> {

	private static final String BINARY_SUFFIX = "-bin";

	HeaderArgumentResolver(ConversionService conversion) {
		super(FlightHeader.class, "A header", conversion);
	}

	@Override
	String canonical(String declared) {
		return declared.toLowerCase(Locale.ROOT);
	}

	@Override
	Function<FlightInvocation, @Nullable Object> source(FlightParameter parameter, String name, TypeDescriptor type) {
		boolean binary = type.getType() == byte[].class;
		if (binary != name.endsWith(BINARY_SUFFIX)) {
			throw new IllegalArgumentException(
					"A 'byte[]' is for a header with the suffix '-bin', and such a header for a 'byte[]' only");
		}
		if (binary) {
			return (invocation) -> invocation.call().headers().getByte(name);
		}
		return TextConversion.isMany(type) ? (invocation) -> all(invocation.call().headers(), name)
				: (invocation) -> invocation.call().headers().get(name);
	}

	private static @Nullable List<String> all(CallHeaders headers, String name) {
		if (!headers.containsKey(name)) {
			return null;
		}
		List<String> values = new ArrayList<>();
		headers.getAll(name).forEach(values::add);
		return values;
	}

	@Override
	String missing(String name) {
		return "The header '%s' is missing".formatted(name);
	}

	// a header may be a secret, so its value is not sent back
	@Override
	String invalid(String name, Object given) {
		return "The header '%s' has no valid value".formatted(name);
	}

}
