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

package io.github.flightspring.handler.error;

import java.util.stream.Collectors;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightExceptionResolver;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * What does not pass Jakarta Validation is INVALID_ARGUMENT that names every field in
 * question: {@code minFlights: must be greater than or equal to 0}.
 */
public final class ConstraintViolationResolver implements FlightExceptionResolver {

	@Override
	public @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		if (!(exception instanceof ConstraintViolationException violations)) {
			return null;
		}
		String fields = violations.getConstraintViolations()
			.stream()
			.map((violation) -> field(violation) + ": " + violation.getMessage())
			.sorted()
			.collect(Collectors.joining(", "));
		return CallStatus.INVALID_ARGUMENT.withDescription(fields).withCause(exception);
	}

	private static String field(ConstraintViolation<?> violation) {
		StringBuilder field = new StringBuilder();
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getKind() != ElementKind.METHOD) {
				field.append(((field.length() > 0) && node.getName() != null) ? "." : "").append(node);
			}
		}
		return field.toString();
	}

}
