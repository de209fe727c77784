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

package io.github.flightspring.autoconfigure.security;

/**
 * Thrown at start-up when the configured security would not be effective and Flight would
 * be open.
 */
public final class InvalidFlightSecurityException extends RuntimeException {

	private final String action;

	InvalidFlightSecurityException(String message, String action) {
		super(message);
		this.action = action;
	}

	static InvalidFlightSecurityException missing(String artifact, String reason) {
		return new InvalidFlightSecurityException("'%s' is not on the class path, and %s".formatted(artifact, reason),
				("Add '%s', or 'spring-boot-starter-security', which brings it. If Flight is to be open, exclude "
						+ "'%s' with 'spring.autoconfigure.exclude'")
					.formatted(artifact, FlightSecurityPartsAutoConfiguration.class.getName()));
	}

	/**
	 * Return the action that fixes the problem.
	 * @return the action
	 */
	public String action() {
		return this.action;
	}

}
