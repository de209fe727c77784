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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.security.FlightAuthenticationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Extracts a user name and password from the header {@code authorization: Basic}. The
 * name ends at the first colon. Both are UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
public final class BasicAuthenticationConverter implements FlightAuthenticationConverter {

	@Override
	public @Nullable Authentication convert(FlightAuthenticationRequest request) {
		String encoded = request.authorization("Basic");
		if (encoded == null) {
			return null;
		}
		String decoded = decode(encoded);
		int colon = decoded.indexOf(':');
		if (colon < 1) {
			throw new BadCredentialsException("A Basic header has no user name or no colon behind it");
		}
		return UsernamePasswordAuthenticationToken.unauthenticated(decoded.substring(0, colon),
				decoded.substring(colon + 1));
	}

	private static String decode(String encoded) {
		try {
			return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// no cause: the decoder's message quotes a part of the credentials
			throw new BadCredentialsException("A Basic header is not Base64");
		}
	}

}
