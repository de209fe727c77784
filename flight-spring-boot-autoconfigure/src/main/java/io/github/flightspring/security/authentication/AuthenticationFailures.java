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

import io.github.flightspring.security.access.UnnamedCallerException;
import org.apache.arrow.flight.CallStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;

/**
 * The status of a call whose authentication has failed. It is the same for every kind of
 * bad credentials, so that it does not reveal which users exist.
 */
public final class AuthenticationFailures {

	private static final Logger logger = LoggerFactory.getLogger(AuthenticationFailures.class);

	private static final String MISSING = "The call has no credentials: send the header 'authorization' with 'Basic' or "
			+ "'Bearer', or do a handshake first";

	private AuthenticationFailures() {
	}

	/**
	 * Return the status of a call without credentials.
	 * @return the status
	 */
	public static CallStatus missing() {
		return CallStatus.UNAUTHENTICATED.withDescription(MISSING);
	}

	/**
	 * Return the status of a call with bad credentials.
	 * @return the status
	 */
	public static CallStatus bad() {
		return CallStatus.UNAUTHENTICATED.withDescription("The credentials are not valid");
	}

	/**
	 * Return the status of a call whose credentials were refused or could not be checked.
	 * @param exception the reason
	 * @return the status
	 */
	public static CallStatus of(RuntimeException exception) {
		if (exception instanceof LoginPolicy.ThrottledLoginException) {
			return CallStatus.RESOURCE_EXHAUSTED
				.withDescription("Too many logins from this address have failed: try again later");
		}
		if (exception instanceof LoginPolicy.UnencryptedCredentialsException) {
			return CallStatus.UNAUTHENTICATED.withDescription("The credentials came without TLS: send them over TLS");
		}
		if (exception instanceof UnnamedCallerException) {
			// the caller cannot correct this, but the operator can
			logger.warn("Credentials were refused: {}", exception.getMessage());
			return bad();
		}
		if (exception instanceof AuthenticationException && !(exception instanceof AuthenticationServiceException)) {
			logger.debug("Credentials were refused: {}", exception.getMessage());
			return bad();
		}
		logger.error("Credentials could not be checked", exception);
		return CallStatus.UNAVAILABLE.withDescription("The server cannot check credentials at the moment");
	}

}
