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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightExceptionResolver;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The status for violations of Jakarta Validation: INVALID_ARGUMENT, with a description
 * that names every invalid field, such as
 * {@code minFlights: must be greater than or equal to 0}.
 */
public final class ConstraintViolationResolver implements FlightExceptionResolver {

	@Override
	public @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		if (!(exception instanceof ConstraintViolationException violations)) {
			return null;
		}
		List<String> fields = new ArrayList<>();
		for (ConstraintViolation<?> violation : violations.getConstraintViolations()) {
			String field = field(violation);
			if (field == null) {
				return null;
			}
			fields.add(field + ": " + violation.getMessage());
		}
		Collections.sort(fields);
		return CallStatus.INVALID_ARGUMENT.withDescription(String.join(", ", fields)).withCause(exception);
	}

	/**
	 * The path of a field, or {@code null} for a return value, which the client did not
	 * send.
	 */
	private static @Nullable String field(ConstraintViolation<?> violation) {
		StringBuilder field = new StringBuilder();
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getKind() == ElementKind.RETURN_VALUE) {
				return null;
			}
			if (node.getKind() != ElementKind.METHOD) {
				field.append(((field.length() > 0) && node.getName() != null) ? "." : "").append(node);
			}
		}
		return field.toString();
	}

}
