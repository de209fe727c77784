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
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataMessage;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Serves an RPC with a stream of batches from the client. The method starts with the
 * first message, which names the flight.
 *
 * @param <O> the type of the messages of the answer
 */
final class UploadHandler<O> implements ServerCallHandler<FlightDataMessage, O> {

	private final FlightRpc rpc;

	private final CallFactory calls;

	private final Executor executor;

	private final GrpcFlightOptions options;

	private final FlightMethod<UploadQueue, O> method;

	UploadHandler(FlightRpc rpc, CallFactory calls, Executor executor, GrpcFlightOptions options,
			FlightMethod<UploadQueue, O> method) {
		this.rpc = rpc;
		this.calls = calls;
		this.executor = executor;
		this.options = options;
		this.method = method;
	}

	@Override
	public ServerCall.Listener<FlightDataMessage> startCall(ServerCall<FlightDataMessage, O> call, Metadata headers) {
		CallExecution<O> execution = this.calls.create(this.rpc, call, headers);
		UploadQueue queue = new UploadQueue(execution.cancellation(), call::request, this.options.slowProducerTimeout(),
				execution.running());
		execution.onIdle(queue::idleTimeout);
		execution.cancellation().onCancel(queue::signal);
		execution.releasing(queue::close);
		execution.limit(this.options.callTimeout());
		execution.limitStart(this.options.slowProducerTimeout());
		GrpcStream stream = GrpcStream.current();
		InboundStream inbound = (stream != null) ? stream.inbound() : null;
		if (inbound != null) {
			inbound.refuseBy(execution::refuse);
		}
		call.request(1);
		return new UploadListener(execution, queue, inbound);
	}

	private final class UploadListener extends CallListener<FlightDataMessage> {

		private final CallExecution<O> execution;

		private final UploadQueue queue;

		private final @Nullable InboundStream inbound;

		UploadListener(CallExecution<O> execution, UploadQueue queue, @Nullable InboundStream inbound) {
			super(execution);
			this.execution = execution;
			this.queue = queue;
			this.inbound = inbound;
		}

		@Override
		public void onMessage(FlightDataMessage message) {
			if (!this.queue.beginReceive()) {
				return;
			}
			FlightDataFrame frame = null;
			Throwable failure = null;
			try {
				frame = message.decode(this.execution.call().allocator(), UploadHandler.this.options.input());
				this.execution.running().received().message(frame.size());
			}
			catch (Throwable ex) {
				// gRPC would close the call and leave the handler waiting
				failure = ex;
			}
			this.queue.endReceive(frame, failure);
			if (this.inbound != null) {
				this.inbound.taken();
			}
			this.execution.start(UploadHandler.this.executor, UploadHandler.this.method, this.queue);
		}

		@Override
		public void onHalfClose() {
			this.queue.complete();
			if (!this.execution.isAsked()) {
				this.execution.endUnstarted(CallStatus.INVALID_ARGUMENT
					.withDescription("The upload ended before its first message, which names the flight")
					.toRuntimeException());
			}
		}

	}

}
