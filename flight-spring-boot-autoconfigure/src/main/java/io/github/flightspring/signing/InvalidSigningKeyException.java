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

package io.github.flightspring.signing;

/**
 * Thrown when a signing key cannot be used. The message names the property, the id of the
 * key, the problem and its correction. It never contains the secret.
 */
public class InvalidSigningKeyException extends IllegalArgumentException {

	private final String property;

	private final String reason;

	/**
	 * Create an exception.
	 * @param property the property of the key, with the key's id if it has one
	 * @param reason the problem
	 */
	public InvalidSigningKeyException(String property, String reason) {
		super("%s %s. %s".formatted(property, reason, action(property)));
		this.property = property;
		this.reason = reason;
	}

	/**
	 * Return the property of the key.
	 * @return the property, for example {@code flight.ticket.keys[0] (id "2026-11")}
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return the problem.
	 * @return a phrase that follows the property's name
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Return how to correct the problem.
	 * @return one or more sentences
	 */
	public String getAction() {
		return action(this.property);
	}

	private static String action(String property) {
		String list = property.split("[\\[ ]", 2)[0];
		return ("Make a secret with 'openssl rand -base64 %d' and set it as %s[0].secret, and a name of its own as "
				+ "%s[0].id; or remove %s for a random key at every start.")
			.formatted(SigningKey.MIN_SECRET_LENGTH, list, list, list);
	}

}
