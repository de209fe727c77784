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

import java.net.InetSocketAddress;

import io.github.flightspring.security.FlightAuthenticationDetails;
import io.github.flightspring.security.FlightAuthenticationRequest;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * The policy for logins before credentials are checked: protection in transit, and a
 * limit of failed logins.
 */
public final class LoginPolicy {

	private final boolean requireTls;

	private final LoginThrottle throttle;

	private final AuthenticationEventPublisher events;

	/**
	 * Create a policy.
	 * @param requireTls whether credentials without TLS are refused unless they come from
	 * this host
	 * @param throttle the limit of failed logins
	 * @param events the publisher of throttled logins
	 */
	public LoginPolicy(boolean requireTls, LoginThrottle throttle, AuthenticationEventPublisher events) {
		this.requireTls = requireTls;
		this.throttle = throttle;
		this.events = events;
	}

	void checkTransport(FlightAuthenticationRequest request) {
		boolean local = request.peer() instanceof InetSocketAddress inet && inet.getAddress() != null
				&& inet.getAddress().isLoopbackAddress();
		if (this.requireTls && !request.encrypted() && !local) {
			throw new UnencryptedCredentialsException();
		}
	}

	/**
	 * Check credentials that can be guessed.
	 */
	Authentication check(FlightAuthenticationRequest request, Authentication credentials,
			AuthenticationManager manager) {
		LoginThrottle.Login login = begin(request, credentials);
		try {
			Authentication authentication = manager.authenticate(credentials);
			login.succeeded();
			return authentication;
		}
		catch (RuntimeException ex) {
			if (!isRefusal(ex)) {
				login.unchecked();
			}
			throw ex;
		}
	}

	/**
	 * Accept a caller that a converter of the application has authenticated.
	 */
	Authentication accept(FlightAuthenticationRequest request, Authentication caller) {
		begin(request, caller).succeeded();
		return caller;
	}

	private LoginThrottle.Login begin(FlightAuthenticationRequest request, Authentication credentials) {
		Object secret = credentials.isAuthenticated() ? "" : credentials.getCredentials();
		LoginThrottle.Login login = this.throttle.begin(request.peer(), credentials.getName(), String.valueOf(secret));
		if (login == null) {
			this.events.publishAuthenticationFailure(new LockedException("Too many failed logins"), credentials);
			throw new ThrottledLoginException();
		}
		return login;
	}

	/**
	 * Publish the refusal of credentials by a converter.
	 * @param guessed whether the converter is one of the application, so that its
	 * credentials may be guessed
	 * @return the exception with which the call is refused
	 */
	RuntimeException refused(FlightAuthenticationRequest request, AuthenticationException exception, boolean guessed) {
		RefusedCredentials credentials = new RefusedCredentials(
				new FlightAuthenticationDetails(request.peer(), request.transport()));
		if (guessed && isRefusal(exception) && this.throttle.begin(request.peer(), "", "") == null) {
			this.events.publishAuthenticationFailure(new LockedException("Too many failed logins"), credentials);
			return new ThrottledLoginException();
		}
		this.events.publishAuthenticationFailure(exception, credentials);
		return exception;
	}

	private static boolean isRefusal(RuntimeException exception) {
		return exception instanceof AuthenticationException && !(exception instanceof AuthenticationServiceException);
	}

	/**
	 * Thrown after too many failed logins.
	 */
	static final class ThrottledLoginException extends AuthenticationException {

		ThrottledLoginException() {
			super("Too many failed logins");
		}

	}

	/**
	 * Thrown for credentials without TLS.
	 */
	static final class UnencryptedCredentialsException extends AuthenticationException {

		UnencryptedCredentialsException() {
			super("Credentials came without TLS");
		}

	}

}
