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

import java.util.concurrent.Executor;

import io.github.flightspring.annotation.FlightRpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Serves an RPC with one request message.
 *
 * @param <I> the type of the request
 * @param <O> the type of the messages of the answer
 */
final class RequestHandler<I, O> implements ServerCallHandler<I, O> {

	private final FlightRpc rpc;

	private final CallFactory calls;

	private final Executor executor;

	private final GrpcFlightOptions options;

	private final FlightMethod<I, O> method;

	RequestHandler(FlightRpc rpc, CallFactory calls, Executor executor, GrpcFlightOptions options,
			FlightMethod<I, O> method) {
		this.rpc = rpc;
		this.calls = calls;
		this.executor = executor;
		this.options = options;
		this.method = method;
	}

	@Override
	public ServerCall.Listener<I> startCall(ServerCall<I, O> call, Metadata headers) {
		CallExecution<O> execution = this.calls.create(this.rpc, call, headers);
		execution.limit(this.options.callTimeout());
		execution.limitStart(this.options.slowProducerTimeout());
		// one more than there may be, to see the end and what is too much
		call.request(2);
		return new RequestListener(execution);
	}

	private final class RequestListener extends CallListener<I> {

		private final CallExecution<O> execution;

		private @Nullable I request;

		RequestListener(CallExecution<O> execution) {
			super(execution);
			this.execution = execution;
		}

		@Override
		public void onMessage(I message) {
			if (this.request != null) {
				end("The call has more than one request message");
			}
			this.request = message;
		}

		@Override
		public void onHalfClose() {
			I input = this.request;
			if (input == null) {
				end("The call has no request message");
				return;
			}
			this.execution.start(RequestHandler.this.executor, RequestHandler.this.method, input);
		}

		private void end(String description) {
			this.execution.endUnstarted(CallStatus.INVALID_ARGUMENT.withDescription(description).toRuntimeException());
		}

	}

}
