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

package io.github.flightspring.security.token;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.security.FlightAuthenticationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Authenticates callers by the tokens that handshakes have issued.
 */
public final class TokenAuthentication implements FlightAuthenticationConverter, AuthenticationProvider {

	private final TokenUsers users;

	/**
	 * Create the authentication.
	 * @param users the users of tokens
	 */
	public TokenAuthentication(TokenUsers users) {
		this.users = users;
	}

	@Override
	public @Nullable Authentication convert(FlightAuthenticationRequest request) {
		String token = request.bearerToken();
		return (token != null && this.users.isOwn(token)) ? new TokenCredentials(token) : null;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		if (!(authentication.getCredentials() instanceof String token)) {
			throw new BadCredentialsException("The token was erased");
		}
		Authentication user = this.users.authenticate(token);
		if (user instanceof AbstractAuthenticationToken result) {
			result.setDetails(authentication.getDetails());
		}
		return user;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return TokenCredentials.class.isAssignableFrom(authentication);
	}

}
