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
import java.util.Objects;
import java.util.Optional;

import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightParameter;

import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * The validator of values from a client, which runs before the handler.
 */
@FunctionalInterface
public interface ArgumentValidator {

	/**
	 * Validate a value.
	 * @param value the value
	 * @param groups the groups that {@code @Validated} names, none for the default group
	 * @throws RuntimeException if the value is not valid. A
	 * {@link io.github.flightspring.handler.FlightExceptionResolver} translates the
	 * exception to INVALID_ARGUMENT that names the field
	 */
	void validate(Object value, Class<?>... groups);

	/**
	 * Add validation to an argument if its parameter requests it by {@code @Valid} or
	 * {@code @Validated}.
	 * @param parameter the parameter
	 * @param argument the source of the value
	 * @return the argument, with validation if requested
	 */
	default FlightArgument apply(FlightParameter parameter, FlightArgument argument) {
		Object[] hints = Arrays.stream(parameter.parameter().getParameterAnnotations())
			.map(ValidationAnnotationUtils::determineValidationHints)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (hints == null) {
			return argument;
		}
		Class<?>[] groups = Arrays.copyOf(hints, hints.length, Class[].class);
		return (invocation) -> {
			Object value = argument.get(invocation);
			Object content = (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
			if (content != null) {
				validate(content, groups);
			}
			return value;
		};
	}

}
