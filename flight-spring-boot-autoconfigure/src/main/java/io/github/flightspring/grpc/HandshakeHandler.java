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

package io.github.flightspring.grpc;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.internal.Nanos;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.apache.arrow.flight.impl.Flight;
import org.jspecify.annotations.Nullable;

/**
 * Accepts every handshake with an empty answer, because without security a client need
 * not identify itself. It uses no thread, no memory for a client that does not take its
 * answers, and no stream beyond the time limit.
 */
final class HandshakeHandler implements ServerCallHandler<Flight.HandshakeRequest, Flight.HandshakeResponse> {

	private final ScheduledExecutorService timer;

	private final Duration timeout;

	HandshakeHandler(ScheduledExecutorService timer, Duration timeout) {
		this.timer = timer;
		this.timeout = timeout;
	}

	@Override
	public ServerCall.Listener<Flight.HandshakeRequest> startCall(
			ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call, Metadata headers) {
		call.sendHeaders(new Metadata());
		call.request(1);
		return new Handshake(call, expiry(call));
	}

	private @Nullable Future<?> expiry(ServerCall<?, ?> call) {
		return this.timeout.isZero() ? null
				: this.timer.schedule(
						() -> call.close(Status.DEADLINE_EXCEEDED
							.withDescription("The handshake took longer than " + this.timeout), new Metadata()),
						Nanos.of(this.timeout), TimeUnit.NANOSECONDS);
	}

	private static final class Handshake extends ServerCall.Listener<Flight.HandshakeRequest> {

		private final ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call;

		private final @Nullable Future<?> expiry;

		private boolean waiting;

		Handshake(ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call, @Nullable Future<?> expiry) {
			this.call = call;
			this.expiry = expiry;
		}

		@Override
		public void onMessage(Flight.HandshakeRequest request) {
			this.call.sendMessage(
					Flight.HandshakeResponse.newBuilder().setProtocolVersion(request.getProtocolVersion()).build());
			if (this.call.isReady()) {
				this.call.request(1);
			}
			else {
				this.waiting = true;
			}
		}

		@Override
		public void onReady() {
			if (this.waiting) {
				this.waiting = false;
				this.call.request(1);
			}
		}

		@Override
		public void onHalfClose() {
			end();
			this.call.close(Status.OK, new Metadata());
		}

		@Override
		public void onCancel() {
			end();
		}

		@Override
		public void onComplete() {
			end();
		}

		private void end() {
			if (this.expiry != null) {
				this.expiry.cancel(false);
			}
		}

	}

}
