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

package io.github.flightspring.security;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * The server's answer to a message of a handshake.
 *
 * @param payload the payload for the client, or {@code null} for the caller's token
 * @param authentication the authenticated caller, which ends the handshake, or {@code
 * null} if it continues
 */
public record FlightHandshakeReply(byte @Nullable [] payload, @Nullable Authentication authentication) {

	/**
	 * Return a reply that continues the handshake.
	 * @param payload the payload for the client
	 * @return the reply
	 */
	public static FlightHandshakeReply proceed(byte[] payload) {
		return new FlightHandshakeReply(payload, null);
	}

	/**
	 * Return a reply that ends the handshake. The client gets a token as the payload, and
	 * in the header {@code authorization} of the response.
	 * @param authentication the authenticated caller
	 * @return the reply
	 */
	public static FlightHandshakeReply complete(Authentication authentication) {
		return new FlightHandshakeReply(null, authentication);
	}

}
