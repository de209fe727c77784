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

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticationException;

/**
 * Thrown when the credentials are valid but the caller has no name. Without a name, the
 * tickets, queries and sessions of the caller could not be distinguished from those of
 * others. One example is the token of a machine without {@code sub}.
 */
public final class UnnamedCallerException extends AuthenticationException {

	private UnnamedCallerException() {
		super("The caller is authenticated, but has no name that tickets could be bound to. Name a claim that "
				+ "all tokens have, such as 'azp' or 'client_id', in "
				+ "'spring.security.oauth2.resourceserver.jwt.principal-claim-name', or let the "
				+ "AuthenticationProvider or FlightAuthenticationConverter give every caller a name");
	}

	/**
	 * Check that a caller has a name.
	 * @param name the name, which must not be blank
	 * @return the name
	 */
	public static String check(@Nullable String name) {
		if (name == null || name.isBlank()) {
			throw new UnnamedCallerException();
		}
		return name;
	}

}
