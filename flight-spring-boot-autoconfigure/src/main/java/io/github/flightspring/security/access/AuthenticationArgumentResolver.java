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

import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Resolves a parameter of type {@link Authentication}, or of a subtype, to the
 * authentication of the caller; {@code null} for an anonymous caller.
 */
public final class AuthenticationArgumentResolver implements FlightArgumentResolver {

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		Class<?> type = parameter.type();
		if (!Authentication.class.isAssignableFrom(type)) {
			return null;
		}
		return (invocation) -> {
			Authentication authentication = authentication(invocation);
			if (authentication != null && !type.isInstance(authentication)) {
				throw new IllegalStateException("A handler takes a %s, but the caller's authentication is a %s"
					.formatted(type.getName(), authentication.getClass().getName()));
			}
			return authentication;
		};
	}

	static @Nullable Authentication authentication(FlightInvocation invocation) {
		return (invocation.call().principal() instanceof Authentication authentication) ? authentication : null;
	}

}
