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
import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataMessage;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import org.apache.arrow.flight.CallStatus;

/**
 * Serves an RPC with a stream of batches from the client. The method starts with the
 * first message, which names the flight.
 *
 * @param <O> the type of the response messages
 */
final class UploadHandler<O> implements ServerCallHandler<FlightDataMessage, O> {

	private final FlightRpc rpc;

	private final CallFactory calls;

	private final FlightDataLimits limits;

	private final FlightMethod<UploadQueue, O> method;

	/**
	 * Create the handler.
	 * @param rpc the RPC
	 * @param calls the factory of calls
	 * @param limits the limits of one message
	 * @param method the method
	 */
	UploadHandler(FlightRpc rpc, CallFactory calls, FlightDataLimits limits, FlightMethod<UploadQueue, O> method) {
		this.rpc = rpc;
		this.calls = calls;
		this.limits = limits;
		this.method = method;
	}

	@Override
	public ServerCall.Listener<FlightDataMessage> startCall(ServerCall<FlightDataMessage, O> call, Metadata headers) {
		return this.calls.create(this.rpc, call, headers, (transport) -> listener(call, transport));
	}

	private Listener listener(ServerCall<FlightDataMessage, O> call, GrpcTransport<O> transport) {
		CallLife life = transport.life();
		UploadQueue queue = new UploadQueue(life.cancellation(), call::request, this.calls.slowProducerTimeout(),
				life.running());
		transport.onIdle(queue::idleTimeout);
		life.cancellation().onCancel(queue::signal);
		life.releasing(queue::close);
		transport.limitMessages(Long.MAX_VALUE);
		call.request(1);
		return new Listener(transport, queue);
	}

	private final class Listener extends CallListener<FlightDataMessage> {

		private final GrpcTransport<O> transport;

		private final UploadQueue queue;

		Listener(GrpcTransport<O> transport, UploadQueue queue) {
			super(transport);
			this.transport = transport;
			this.queue = queue;
		}

		@Override
		public void onMessage(FlightDataMessage message) {
			if (!this.queue.beginReceive()) {
				return;
			}
			FlightDataFrame frame = null;
			Throwable failure = null;
			try {
				frame = message.decode(this.transport.call().allocator(), UploadHandler.this.limits);
				this.transport.call().running().received().message(frame.size());
			}
			catch (Throwable ex) {
				// gRPC would close the call and leave the handler waiting
				failure = ex;
			}
			this.queue.endReceive(frame, failure);
			this.transport.messageTaken();
			this.transport.start(UploadHandler.this.method, this.queue);
		}

		@Override
		public void onHalfClose() {
			this.queue.complete();
			if (!this.transport.life().isStarted()) {
				this.transport.life()
					.endUnstarted(CallStatus.INVALID_ARGUMENT
						.withDescription("The upload ended before its first message, which names the flight")
						.toRuntimeException());
			}
		}

	}

}
