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

/**
 * Authenticates callers by a custom handshake, such as a challenge and its response. A
 * bean of this type replaces the handshake by user name and password. It is not used for
 * a handshake whose call has credentials in its headers.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#authentication">Arrow
 * Flight, Authentication</a>
 */
@FunctionalInterface
public interface FlightHandshakeHandler {

	/**
	 * Begin a handshake, at the first message of the client.
	 * @param request the call
	 * @return the conversation, which answers the messages of this handshake in turn
	 * @throws org.springframework.security.core.AuthenticationException to refuse the
	 * handshake
	 */
	Conversation begin(FlightAuthenticationRequest request);

	/**
	 * The server's side of one handshake.
	 */
	@FunctionalInterface
	interface Conversation {

		/**
		 * Answer a message.
		 * @param payload the payload of the client's message
		 * @return the answer: either the next question, or the authenticated caller
		 * @throws org.springframework.security.core.AuthenticationException if the caller
		 * has not proved their identity; the handshake ends as UNAUTHENTICATED
		 */
		FlightHandshakeReply answer(byte[] payload);

	}

}
