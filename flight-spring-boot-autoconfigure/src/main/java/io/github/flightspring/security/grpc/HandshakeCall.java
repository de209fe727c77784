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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;

import com.google.protobuf.ByteString;
import io.github.flightspring.security.FlightAuthenticationRequest;
import io.github.flightspring.security.FlightHandshakeHandler;
import io.github.flightspring.security.FlightHandshakeReply;
import io.github.flightspring.security.authentication.AuthenticationFailures;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.impl.Flight;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * One handshake. The lock prevents the timer from ending it in the middle of an answer.
 */
final class HandshakeCall extends ServerCall.Listener<Flight.HandshakeRequest> {

	private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
			Metadata.ASCII_STRING_MARSHALLER);

	// the caller is not known yet: names, passwords and challenges are small
	private static final int MOST_BYTES = 64 * 1024;

	private static final int MOST_MESSAGES = 32;

	private final ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call;

	private final FlightAuthenticationRequest request;

	private final FlightHandshakes handshakes;

	private final Object lock = new Object();

	private FlightHandshakeHandler.@Nullable Conversation conversation;

	private @Nullable Authentication caller;

	private @Nullable Future<?> expiry;

	private int messages;

	private boolean answered;

	private boolean closed;

	HandshakeCall(ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call,
			FlightAuthenticationRequest request, FlightHandshakes handshakes) {
		this.call = call;
		this.request = request;
		this.handshakes = handshakes;
	}

	void authenticated(Authentication authentication) {
		this.caller = authentication;
	}

	void expireBy(Future<?> timer) {
		synchronized (this.lock) {
			this.expiry = timer;
			if (this.closed) {
				timer.cancel(false);
			}
		}
	}

	@Override
	public void onMessage(Flight.HandshakeRequest message) {
		if (++this.messages > MOST_MESSAGES || message.getPayload().size() > MOST_BYTES) {
			close(Status.RESOURCE_EXHAUSTED.withDescription(
					"A handshake has %d messages of %d bytes at most".formatted(MOST_MESSAGES, MOST_BYTES)));
			return;
		}
		// a message without payload adds nothing to the certificate
		boolean silent = this.conversation == null && message.getPayload().isEmpty()
				&& !this.request.certificates().isEmpty();
		if (this.caller != null || silent) {
			this.call.request(1);
			return;
		}
		try {
			if (this.conversation == null) {
				this.conversation = this.handshakes.handler().begin(this.request);
			}
			answer(message, this.conversation.answer(message.getPayload().toByteArray()));
		}
		catch (FlightRuntimeException ex) {
			close(GrpcRefusals.status(ex.status()));
		}
		catch (RuntimeException ex) {
			close(GrpcRefusals.status(AuthenticationFailures.of(ex)));
		}
	}

	private void answer(Flight.HandshakeRequest message, FlightHandshakeReply reply) {
		Authentication authentication = reply.authentication();
		String token = (authentication != null) ? this.handshakes.token(authentication) : null;
		byte[] payload = reply.payload();
		if (payload == null) {
			payload = (token != null) ? token.getBytes(StandardCharsets.UTF_8) : new byte[0];
		}
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			sendHeaders(token);
			this.call.sendMessage(Flight.HandshakeResponse.newBuilder()
				.setProtocolVersion(message.getProtocolVersion())
				.setPayload(ByteString.copyFrom(payload))
				.build());
			if (authentication == null) {
				this.call.request(1);
				return;
			}
			end(Status.OK, metadata(token));
		}
	}

	/**
	 * The client has sent all messages. If its headers contain credentials or it has a
	 * certificate, it gets its token.
	 */
	@Override
	public void onHalfClose() {
		try {
			if (this.caller == null && !this.answered) {
				this.caller = this.handshakes.authenticator().authenticate(this.request);
			}
			if (this.caller == null) {
				close(GrpcRefusals.status(AuthenticationFailures.missing()));
				return;
			}
			String token = this.handshakes.token(this.caller);
			synchronized (this.lock) {
				if (!this.closed) {
					sendHeaders(token);
					end(Status.OK, metadata(token));
				}
			}
		}
		catch (RuntimeException ex) {
			close(GrpcRefusals.status(AuthenticationFailures.of(ex)));
		}
	}

	private void sendHeaders(@Nullable String token) {
		if (!this.answered) {
			this.answered = true;
			this.call.sendHeaders(metadata(token));
		}
	}

	private static Metadata metadata(@Nullable String token) {
		Metadata metadata = new Metadata();
		if (token != null) {
			metadata.put(AUTHORIZATION, "Bearer " + token);
		}
		return metadata;
	}

	@Override
	public void onCancel() {
		close(Status.CANCELLED);
	}

	void close(Status status) {
		synchronized (this.lock) {
			if (!this.closed) {
				end(status, new Metadata());
			}
		}
	}

	private void end(Status status, Metadata trailers) {
		this.closed = true;
		if (this.expiry != null) {
			this.expiry.cancel(false);
		}
		this.call.close(status, trailers);
	}

}
