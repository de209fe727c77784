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

package io.github.flightspring.security.access;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightExceptionResolver;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * Resolves exceptions of method security to UNAUTHORIZED, or to UNAUTHENTICATED for an
 * anonymous caller. The reason is not sent to the client.
 */
public final class SecurityExceptionResolver implements FlightExceptionResolver {

	private static final int DEEPEST = 20;

	@Override
	public @Nullable CallStatus resolve(Throwable exception, FlightCall call) {
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			if (cause instanceof AuthenticationException
					|| (cause instanceof AccessDeniedException && call.principal() == null)) {
				return CallStatus.UNAUTHENTICATED.withDescription("The call needs credentials").withCause(exception);
			}
			if (cause instanceof AccessDeniedException) {
				return CallStatus.UNAUTHORIZED.withDescription("Access denied").withCause(exception);
			}
			cause = cause.getCause();
		}
		return null;
	}

}
