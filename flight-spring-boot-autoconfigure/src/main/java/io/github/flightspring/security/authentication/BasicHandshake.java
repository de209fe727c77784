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

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.flightspring.security.FlightAuthenticationRequest;
import io.github.flightspring.security.FlightHandshakeHandler;
import io.github.flightspring.security.FlightHandshakeReply;
import org.apache.arrow.flight.impl.Flight;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/**
 * The handshake by user name and password in one {@code BasicAuth} message.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#authentication">Arrow
 * Flight, Authentication</a>
 */
public final class BasicHandshake implements FlightHandshakeHandler {

	private final FlightAuthenticator authenticator;

	/**
	 * Create the handshake.
	 * @param authenticator the authenticator of names and passwords
	 */
	public BasicHandshake(FlightAuthenticator authenticator) {
		this.authenticator = authenticator;
	}

	@Override
	public Conversation begin(FlightAuthenticationRequest request) {
		return (payload) -> {
			Flight.BasicAuth basic = parse(payload);
			if (basic.getUsername().isEmpty()) {
				throw new BadCredentialsException("A handshake has no user name");
			}
			return FlightHandshakeReply.complete(this.authenticator.authenticate(request,
					UsernamePasswordAuthenticationToken.unauthenticated(basic.getUsername(), basic.getPassword())));
		};
	}

	private static Flight.BasicAuth parse(byte[] payload) {
		try {
			return Flight.BasicAuth.parseFrom(payload);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new BadCredentialsException("The payload of a handshake is not a BasicAuth message");
		}
	}

}
