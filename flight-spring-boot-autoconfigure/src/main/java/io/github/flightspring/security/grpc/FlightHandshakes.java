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

package io.github.flightspring.security.grpc;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.internal.Nanos;
import io.github.flightspring.security.FlightAuthenticationRequest;
import io.github.flightspring.security.FlightHandshakeHandler;
import io.github.flightspring.security.authentication.AuthenticationFailures;
import io.github.flightspring.security.authentication.FlightAuthenticator;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.apache.arrow.flight.impl.Flight;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Serves the Handshake RPC. For credentials in the headers, a token is returned in the
 * header {@code authorization}. Otherwise the handler answers the messages of the
 * handshake. An open handshake occupies no thread.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#authentication">Arrow
 * Flight, Authentication</a>
 */
public final class FlightHandshakes implements ServerCallHandler<Flight.HandshakeRequest, Flight.HandshakeResponse> {

	private final FlightAuthenticator authenticator;

	private final FlightHandshakeHandler handler;

	private final Function<Authentication, @Nullable String> tokens;

	private final ScheduledExecutorService timer;

	private final Duration timeout;

	/**
	 * Create the handshakes.
	 * @param authenticator the authenticator of credentials in headers
	 * @param handler the handler of messages
	 * @param tokens the issuer of tokens; returns {@code null} if there are none
	 * @param timer the timer that ends handshakes
	 * @param timeout the longest duration of a handshake
	 */
	public FlightHandshakes(FlightAuthenticator authenticator, FlightHandshakeHandler handler,
			Function<Authentication, @Nullable String> tokens, ScheduledExecutorService timer, Duration timeout) {
		this.authenticator = authenticator;
		this.handler = handler;
		this.tokens = tokens;
		this.timer = timer;
		this.timeout = timeout;
	}

	@Override
	public ServerCall.Listener<Flight.HandshakeRequest> startCall(
			ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call, Metadata headers) {
		FlightAuthenticationRequest request = GrpcRequests.of(FlightRpc.HANDSHAKE, call, headers);
		HandshakeCall handshake = new HandshakeCall(call, request, this);
		try {
			// the certificate is used only for a handshake without other credentials
			Authentication known = GrpcRequests.knownCaller();
			Authentication caller = (known != null) ? known
					: this.authenticator.authenticate(request.withoutCertificates());
			if (caller != null) {
				handshake.authenticated(caller);
			}
		}
		catch (RuntimeException ex) {
			handshake.close(GrpcRefusals.status(AuthenticationFailures.of(ex)));
			return handshake;
		}
		handshake.expireBy(this.timer.schedule(
				() -> handshake
					.close(Status.DEADLINE_EXCEEDED.withDescription("The handshake took longer than " + this.timeout)),
				Nanos.of(this.timeout), TimeUnit.NANOSECONDS));
		call.request(1);
		return handshake;
	}

	FlightAuthenticator authenticator() {
		return this.authenticator;
	}

	FlightHandshakeHandler handler() {
		return this.handler;
	}

	@Nullable String token(Authentication caller) {
		return this.tokens.apply(caller);
	}

}
