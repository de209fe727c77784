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

package io.github.flightspring.security.authentication;

import java.util.function.Function;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.security.FlightAuthenticationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Extracts a token from the header {@code authorization: Bearer}, or from {@code
 * auth-token-bin}, which older clients send.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1</a>
 */
public final class BearerAuthenticationConverter implements FlightAuthenticationConverter {

	private final Function<String, Authentication> token;

	/**
	 * Create a converter.
	 * @param token a conversion of the token to credentials
	 */
	public BearerAuthenticationConverter(Function<String, Authentication> token) {
		this.token = token;
	}

	@Override
	public @Nullable Authentication convert(FlightAuthenticationRequest request) {
		String value = request.bearerToken();
		if (value == null) {
			return null;
		}
		if (value.isEmpty()) {
			throw new BadCredentialsException("A Bearer header has no token");
		}
		return this.token.apply(value);
	}

}
