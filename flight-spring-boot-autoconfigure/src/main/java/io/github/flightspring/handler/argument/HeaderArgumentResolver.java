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
import java.util.Optional;
import java.util.function.Supplier;

import io.github.flightspring.annotation.FlightHeader;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The resolver of a header of the call, named by {@link FlightHeader}.
 */
final class HeaderArgumentResolver implements FlightArgumentResolver {

	private static final String BINARY_SUFFIX = "-bin";

	private final TextConversion conversion;

	HeaderArgumentResolver(ConversionService conversion) {
		this.conversion = new TextConversion(conversion);
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		MergedAnnotation<FlightHeader> annotation = MergedAnnotations
			.from(parameter.parameter().getParameterAnnotations())
			.get(FlightHeader.class);
		if (!annotation.isPresent()) {
			return null;
		}
		String name = annotation.getValue("name", String.class)
			.filter((value) -> !value.isEmpty())
			.orElseGet(parameter::name)
			.toLowerCase(Locale.ROOT);
		boolean required = annotation.getBoolean("required");
		boolean optional = parameter.type() == Optional.class;
		if (!required && parameter.type().isPrimitive()) {
			throw new IllegalArgumentException(
					"A header that is not required may be missing, and a primitive not null");
		}
		FlightArgument argument = reader(name, parameter, optional);
		return (invocation) -> {
			if (!invocation.call().headers().containsKey(name)) {
				if (required && !optional) {
					throw CallStatus.INVALID_ARGUMENT.withDescription("The header '%s' is missing".formatted(name))
						.toRuntimeException();
				}
				return optional ? Optional.empty() : null;
			}
			Object value = argument.get(invocation);
			return optional ? Optional.ofNullable(value) : value;
		};
	}

	private FlightArgument reader(String name, FlightParameter parameter, boolean optional) {
		TypeDescriptor type = optional ? new TypeDescriptor(parameter.parameter().nested())
				: new TypeDescriptor(parameter.parameter());
		boolean binary = type.getType() == byte[].class;
		if (binary != name.endsWith(BINARY_SUFFIX)) {
			throw new IllegalArgumentException(
					"A 'byte[]' is for a header with the suffix '-bin', and such a header for a 'byte[]' only");
		}
		if (binary) {
			return (invocation) -> invocation.call().headers().getByte(name);
		}
		if (!this.conversion.canConvert(type)) {
			throw new IllegalArgumentException("A header does not convert to it");
		}
		// a header may be a secret, so its value is not sent back
		Supplier<String> problem = () -> "The header '%s' has no valid value".formatted(name);
		return TextConversion.isMany(type)
				? (invocation) -> this.conversion.convert(all(invocation.call().headers(), name), type, problem)
				: (invocation) -> this.conversion.convert(invocation.call().headers().get(name), type, problem);
	}

	private static List<String> all(CallHeaders headers, String name) {
		List<String> values = new ArrayList<>();
		headers.getAll(name).forEach(values::add);
		return values;
	}

}
