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
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.ParameterValidationResult;

/**
 * The equivalent of {@link ConstraintViolationResolver} for an application that has
 * violations adapted to Spring's own exception.
 */
public final class MethodValidationResolver implements FlightExceptionResolver {

	@Override
	public @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		if (!(exception instanceof MethodValidationException invalid) || invalid.isForReturnValue()) {
			return null;
		}
		List<String> fields = new ArrayList<>();
		for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
			String parameter = result.getMethodParameter().getParameterName();
			for (MessageSourceResolvable error : result.getResolvableErrors()) {
				String field = (error instanceof FieldError fieldError) ? parameter + "." + fieldError.getField()
						: parameter;
				fields.add(field + ": " + error.getDefaultMessage());
			}
		}
		Collections.sort(fields);
		return CallStatus.INVALID_ARGUMENT.withDescription(String.join(", ", fields)).withCause(exception);
	}

}
