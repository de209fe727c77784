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

import io.github.flightspring.security.FlightAuthenticationRequest;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * What must hold before credentials are checked: that nobody could read them on the way,
 * and that there were not too many failures.
 */
public final class LoginRules {

	private final boolean requireTls;

	private final LoginThrottle throttle;

	private final AuthenticationEventPublisher events;

	/**
	 * Create rules.
	 * @param requireTls whether credentials without TLS are refused unless they come from
	 * this host
	 * @param throttle limits failures
	 * @param events is told of throttled logins
	 */
	public LoginRules(boolean requireTls, LoginThrottle throttle, AuthenticationEventPublisher events) {
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

	Authentication check(FlightAuthenticationRequest request, Authentication credentials,
			AuthenticationManager manager) {
		if (!(credentials instanceof UsernamePasswordAuthenticationToken)) {
			return manager.authenticate(credentials);
		}
		String user = credentials.getName();
		if (!this.throttle.tryLogin(request.peer(), user)) {
			this.events.publishAuthenticationFailure(new LockedException("Too many failed logins"), credentials);
			throw new ThrottledLoginException();
		}
		try {
			Authentication authentication = manager.authenticate(credentials);
			this.throttle.succeeded(request.peer(), user, true);
			return authentication;
		}
		catch (RuntimeException ex) {
			if (!(ex instanceof AuthenticationException) || ex instanceof AuthenticationServiceException) {
				this.throttle.succeeded(request.peer(), user, false);
			}
			throw ex;
		}
	}

	/**
	 * Too many logins have failed.
	 */
	static final class ThrottledLoginException extends AuthenticationException {

		ThrottledLoginException() {
			super("Too many failed logins");
		}

	}

	/**
	 * Credentials came without TLS.
	 */
	static final class UnencryptedCredentialsException extends AuthenticationException {

		UnencryptedCredentialsException() {
			super("Credentials came without TLS");
		}

	}

}
