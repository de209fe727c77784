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

import java.time.Duration;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightExceptionResolver;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;

/**
 * The translation of {@code ErrorResponse}, such as a {@code ResponseStatusException},
 * and of exceptions with {@code @ResponseStatus}.
 */
public final class WebFailureResolver implements FlightExceptionResolver {

	private static final Logger logger = LoggerFactory.getLogger(WebFailureResolver.class);

	@Override
	public @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		WebFailure failure = WebFailure.of(exception);
		FlightStatusCode code = (failure != null) ? HttpCodes.code(failure.status()) : null;
		if (failure == null || code == null
				|| (code == FlightStatusCode.INTERNAL && failure.problem().getDetail() == null)) {
			return null;
		}
		if (failure.status() >= 500) {
			logger.warn("{} failed with HTTP status {}", call.rpc().methodName(), failure.status(), exception);
		}
		CallStatus status = new CallStatus(code, exception, failure.message(), null);
		Duration retryAfter = retryAfter(failure.headers());
		return (retryAfter != null) ? RetryDetails.add(status, retryAfter) : status;
	}

	private static @Nullable Duration retryAfter(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		return (value != null && value.matches("\\d{1,9}")) ? Duration.ofSeconds(Long.parseLong(value)) : null;
	}

}
