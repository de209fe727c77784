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

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.security.FlightAuthenticationConverter;
import io.github.flightspring.security.FlightAuthenticationDetails;
import io.github.flightspring.security.FlightAuthenticationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Authenticates the caller of a call. The first converter that finds credentials decides,
 * and these credentials must be valid. A call with bad credentials is never treated as an
 * anonymous one.
 */
public final class FlightAuthenticator {

	private final List<Source> sources;

	private final AuthenticationManager manager;

	private final LoginPolicy policy;

	/**
	 * Create an authenticator.
	 * @param application the converters of the application; the first one that finds
	 * credentials is used
	 * @param standard the standard converters, which are asked after those of the
	 * application
	 * @param manager the manager that checks credentials
	 * @param policy the policy for logins
	 */
	public FlightAuthenticator(List<FlightAuthenticationConverter> application,
			List<FlightAuthenticationConverter> standard, AuthenticationManager manager, LoginPolicy policy) {
		this.sources = Stream
			.concat(application.stream().map((converter) -> new Source(converter, true)),
					standard.stream().map((converter) -> new Source(converter, false)))
			.toList();
		this.manager = manager;
		this.policy = policy;
	}

	/**
	 * Authenticate the caller by the credentials in the call.
	 * @param request the call
	 * @return the authenticated caller, or {@code null} if the call has no credentials
	 * @throws org.springframework.security.core.AuthenticationException if the
	 * credentials are not valid
	 */
	public @Nullable Authentication authenticate(FlightAuthenticationRequest request) {
		for (Source source : this.sources) {
			Authentication credentials = convert(source, request);
			if (credentials != null) {
				return authenticate(request, credentials, source.guessable());
			}
		}
		return null;
	}

	private @Nullable Authentication convert(Source source, FlightAuthenticationRequest request) {
		try {
			return source.converter().convert(request);
		}
		catch (AuthenticationException ex) {
			throw this.policy.refused(request, ex, source.guessable());
		}
	}

	/**
	 * Authenticate a caller by given credentials of the call.
	 * @param request the call
	 * @param credentials the credentials
	 * @return the authenticated caller
	 * @throws org.springframework.security.core.AuthenticationException if the
	 * credentials are not valid
	 */
	public Authentication authenticate(FlightAuthenticationRequest request, Authentication credentials) {
		return authenticate(request, credentials, false);
	}

	private Authentication authenticate(FlightAuthenticationRequest request, Authentication credentials,
			boolean guessable) {
		this.policy.checkTransport(request);
		if (credentials.isAuthenticated()) {
			// unchanged: the application may use the same one for many calls
			return guessable ? this.policy.accept(request, credentials) : credentials;
		}
		if (credentials instanceof AbstractAuthenticationToken token && token.getDetails() == null) {
			token.setDetails(new FlightAuthenticationDetails(request.peer(), request.transport()));
		}
		return (guessable || credentials instanceof UsernamePasswordAuthenticationToken)
				? this.policy.check(request, credentials, this.manager) : this.manager.authenticate(credentials);
	}

	/**
	 * A source of credentials.
	 *
	 * @param converter the converter of the credentials
	 * @param guessable whether the credentials can be guessed, so that failures are
	 * counted; signed or random ones cannot
	 */
	private record Source(FlightAuthenticationConverter converter, boolean guessable) {

	}

}
