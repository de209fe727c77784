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
import java.util.Optional;

import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * The resolver of a parameter of the request's query string, named by
 * {@link FlightParam}.
 */
final class ParamArgumentResolver implements FlightArgumentResolver {

	private final TextConversion conversion;

	ParamArgumentResolver(ConversionService conversion) {
		this.conversion = new TextConversion(conversion);
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		MergedAnnotation<FlightParam> annotation = MergedAnnotations
			.from(parameter.parameter().getParameterAnnotations())
			.get(FlightParam.class);
		if (!annotation.isPresent()) {
			return null;
		}
		String name = annotation.getValue("name", String.class)
			.filter((value) -> !value.isEmpty())
			.orElseGet(parameter::name);
		boolean optional = parameter.type() == Optional.class;
		TypeDescriptor type = optional ? new TypeDescriptor(parameter.parameter().nested())
				: new TypeDescriptor(parameter.parameter());
		if (!this.conversion.canConvert(type)) {
			throw new IllegalArgumentException("A parameter of the query does not convert to it");
		}
		List<String> missing = missing(annotation);
		boolean required = annotation.getBoolean("required") && !optional;
		if (!required && missing.isEmpty() && parameter.type().isPrimitive()) {
			throw new IllegalArgumentException(
					"A parameter that is not required may be missing, and a primitive not null");
		}
		return (invocation) -> {
			List<String> given = invocation.call().parameters().getOrDefault(name, missing);
			if (given.isEmpty()) {
				if (required) {
					throw CallStatus.INVALID_ARGUMENT
						.withDescription("The parameter '%s' is missing in the query of the request".formatted(name))
						.toRuntimeException();
				}
				return optional ? Optional.empty() : null;
			}
			Object value = this.conversion.convert(given, type, () -> TextConversion.invalid(name, given.get(0)));
			return optional ? Optional.ofNullable(value) : value;
		};
	}

	private List<String> missing(MergedAnnotation<FlightParam> annotation) {
		String value = annotation.getString("defaultValue");
		return FlightParam.NONE.equals(value) ? List.of() : List.of(value);
	}

}
