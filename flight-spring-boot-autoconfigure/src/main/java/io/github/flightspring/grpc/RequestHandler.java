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

import io.github.flightspring.annotation.FlightRpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Serves an RPC that has one request message.
 *
 * @param <I> the type of the request
 * @param <O> the type of the response messages
 */
final class RequestHandler<I, O> implements ServerCallHandler<Request<I>, O> {

	private final FlightRpc rpc;

	private final CallFactory calls;

	private final long limit;

	private final FlightMethod<I, O> method;

	/**
	 * Create the handler.
	 * @param rpc the RPC
	 * @param calls the factory of calls
	 * @param limit the largest request in bytes
	 * @param method the method
	 */
	RequestHandler(FlightRpc rpc, CallFactory calls, long limit, FlightMethod<I, O> method) {
		this.rpc = rpc;
		this.calls = calls;
		this.limit = limit;
		this.method = method;
	}

	@Override
	public ServerCall.Listener<Request<I>> startCall(ServerCall<Request<I>, O> call, Metadata headers) {
		return this.calls.create(this.rpc, call, headers, (transport) -> {
			transport.limitMessages(this.limit);
			// one message more than allowed, to see the end or a surplus message
			call.request(2);
			return new Listener(transport);
		});
	}

	private final class Listener extends CallListener<Request<I>> {

		private final GrpcTransport<O> transport;

		private @Nullable I request;

		Listener(GrpcTransport<O> transport) {
			super(transport);
			this.transport = transport;
		}

		@Override
		public void onMessage(Request<I> message) {
			CallStatus refusal = message.refusal();
			if (refusal != null) {
				end(refusal);
			}
			else if (this.request != null) {
				end(CallStatus.INVALID_ARGUMENT.withDescription("The call has more than one request message"));
			}
			this.request = message.message();
		}

		@Override
		public void onHalfClose() {
			I input = this.request;
			if (input == null) {
				end(CallStatus.INVALID_ARGUMENT.withDescription("The call has no request message"));
				return;
			}
			this.transport.start(RequestHandler.this.method, input);
		}

		private void end(CallStatus status) {
			this.transport.life().endUnstarted(status.toRuntimeException());
		}

	}

}
