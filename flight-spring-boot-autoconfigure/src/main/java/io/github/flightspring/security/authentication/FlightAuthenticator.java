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
 * Says who makes a call: the first converter that finds credentials decides, and what it
 * found must be good. A call with bad credentials is not an anonymous one.
 */
public final class FlightAuthenticator {

	private final List<Source> sources;

	private final AuthenticationManager manager;

	private final LoginRules rules;

	/**
	 * Create an authenticator.
	 * @param application find the application's own kinds of credentials, the first that
	 * finds some wins
	 * @param standard find the others, after that
	 * @param manager checks what they find
	 * @param rules hold before that
	 */
	public FlightAuthenticator(List<FlightAuthenticationConverter> application,
			List<FlightAuthenticationConverter> standard, AuthenticationManager manager, LoginRules rules) {
		this.sources = Stream
			.concat(application.stream().map((converter) -> new Source(converter, true)),
					standard.stream().map((converter) -> new Source(converter, false)))
			.toList();
		this.manager = manager;
		this.rules = rules;
	}

	/**
	 * Authenticate the caller by the credentials of his call.
	 * @param request the call
	 * @return the authenticated caller, or {@code null} if the call has no credentials
	 * @throws org.springframework.security.core.AuthenticationException if it has some
	 * that are not good
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
			throw this.rules.refused(request, ex, source.guessable());
		}
	}

	/**
	 * Authenticate a caller by credentials that were found in his call.
	 * @param request the call
	 * @param credentials the credentials
	 * @return the authenticated caller
	 * @throws org.springframework.security.core.AuthenticationException if the
	 * credentials are not good
	 */
	public Authentication authenticate(FlightAuthenticationRequest request, Authentication credentials) {
		return authenticate(request, credentials, false);
	}

	private Authentication authenticate(FlightAuthenticationRequest request, Authentication credentials,
			boolean guessable) {
		this.rules.checkTransport(request);
		if (credentials.isAuthenticated()) {
			// as it is: the application may give the same one to many calls
			return guessable ? this.rules.accept(request, credentials) : credentials;
		}
		if (credentials instanceof AbstractAuthenticationToken token && token.getDetails() == null) {
			token.setDetails(new FlightAuthenticationDetails(request.peer(), request.transport()));
		}
		return (guessable || credentials instanceof UsernamePasswordAuthenticationToken)
				? this.rules.check(request, credentials, this.manager) : this.manager.authenticate(credentials);
	}

	/**
	 * What finds credentials.
	 *
	 * @param converter finds them
	 * @param guessable whether they may be guessed, so that failures are counted; those
	 * that are signed or random are not
	 */
	private record Source(FlightAuthenticationConverter converter, boolean guessable) {

	}

}
