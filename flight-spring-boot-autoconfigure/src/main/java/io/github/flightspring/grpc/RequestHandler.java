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

	private final FlightMethod<I, O> method;

	private final @Nullable O poison;

	RequestHandler(FlightRpc rpc, CallFactory calls, Executor executor, FlightMethod<I, O> method, @Nullable O poison) {
		this.rpc = rpc;
		this.calls = calls;
		this.executor = executor;
		this.method = method;
		this.poison = poison;
	}

	@Override
	public ServerCall.Listener<I> startCall(ServerCall<I, O> call, Metadata headers) {
		CallExecution<O> execution = this.calls.create(this.rpc, call, headers, this.poison);
		call.request(2);
		return new RequestListener(execution);
	}

	private final class RequestListener extends CallListener<I> {

		private final CallExecution<O> execution;

		private @Nullable I request;

		private boolean started;

		RequestListener(CallExecution<O> execution) {
			super(execution);
			this.execution = execution;
		}

		@Override
		public void onMessage(I message) {
			this.request = message;
		}

		@Override
		public void onHalfClose() {
			this.started = true;
			I input = this.request;
			if (input == null) {
				this.execution.end(CallStatus.INVALID_ARGUMENT.withDescription("The call has no request message")
					.toRuntimeException());
				return;
			}
			this.execution.start(RequestHandler.this.executor, RequestHandler.this.method, input, () -> {
			});
		}

		@Override
		public void onCancel() {
			super.onCancel();
			if (!this.started) {
				this.execution.end(null);
			}
		}

	}

}
