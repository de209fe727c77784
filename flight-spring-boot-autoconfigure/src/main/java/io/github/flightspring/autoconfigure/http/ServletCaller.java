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

package io.github.flightspring.autoconfigure.http;

import java.security.Principal;

import io.github.flightspring.handler.FlightCaller;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The caller as the container has authenticated it.
 *
 * @param principal the principal, or {@code null} for an anonymous caller
 */
record ServletCaller(@Nullable Principal principal) implements FlightCaller {

	ServletCaller {
		String name = (principal != null) ? principal.getName() : "anonymous";
		if (name == null || name.isBlank()) {
			// tickets, queries and sessions are bound to the name
			throw CallStatus.UNAUTHENTICATED.withDescription("The caller has no name").toRuntimeException();
		}
	}

	@Override
	public Runnable wrap(Runnable task) {
		return task;
	}

}
