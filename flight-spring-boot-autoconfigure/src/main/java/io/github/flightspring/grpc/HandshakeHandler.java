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

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.apache.arrow.flight.impl.Flight;

/**
 * Accepts every handshake with an empty answer: without security nobody has to say who he
 * is. Costs no thread, and no memory for a client that does not take its answers.
 */
final class HandshakeHandler implements ServerCallHandler<Flight.HandshakeRequest, Flight.HandshakeResponse> {

	@Override
	public ServerCall.Listener<Flight.HandshakeRequest> startCall(
			ServerCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call, Metadata headers) {
		call.sendHeaders(new Metadata());
		call.request(1);
		return new ServerCall.Listener<>() {

			private boolean waiting;

			@Override
			public void onMessage(Flight.HandshakeRequest request) {
				call.sendMessage(
						Flight.HandshakeResponse.newBuilder().setProtocolVersion(request.getProtocolVersion()).build());
				if (call.isReady()) {
					call.request(1);
				}
				else {
					this.waiting = true;
				}
			}

			@Override
			public void onReady() {
				if (this.waiting) {
					this.waiting = false;
					call.request(1);
				}
			}

			@Override
			public void onHalfClose() {
				call.close(Status.OK, new Metadata());
			}

		};
	}

}
