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

package io.github.flightspring.security.grpc;

import io.github.flightspring.security.authentication.AuthenticationFailures;
import io.grpc.StatusException;
import org.jspecify.annotations.Nullable;

import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.security.access.AccessDeniedException;

/**
 * Answers an anonymous caller whose access is denied with UNAUTHENTICATED.
 */
public final class AnonymousAccessExceptionHandler implements GrpcExceptionHandler {

	@Override
	public @Nullable StatusException handleException(Throwable exception) {
		boolean denied = exception instanceof AccessDeniedException;
		return (denied && FlightSecurityInterceptor.isAnonymous())
				? GrpcRefusals.status(AuthenticationFailures.missing()).asException() : null;
	}

}
