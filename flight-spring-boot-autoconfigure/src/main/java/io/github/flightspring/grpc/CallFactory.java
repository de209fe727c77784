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

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.call.LiveCalls;
import io.github.flightspring.handler.running.TrackedCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.apache.arrow.flight.grpc.MetadataAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Creates the calls over gRPC.
 */
final class CallFactory implements AutoCloseable {

	private final CallServices services;

	private final GrpcFlightOptions options;

	private final GrpcExceptions exceptions;

	private final GrpcCallServices callServices;

	private final LiveCalls live;

	CallFactory(CallServices services, GrpcFlightOptions options, GrpcExceptions exceptions,
			GrpcCallServices callServices) {
		this.services = services;
		this.options = options;
		this.exceptions = exceptions;
		this.callServices = callServices;
		this.live = new LiveCalls(services);
	}

	/**
	 * Create a call and its listener, which {@linkplain GrpcTransport#start starts} or
	 * ends it. If the listener cannot be created, nothing of the call is left. gRPC then
	 * closes its call with the exception.
	 * @param rpc the RPC
	 * @param serverCall the gRPC call
	 * @param headers the request's headers
	 * @param listener the factory of the listener
	 * @param <I> the type of the request messages
	 * @param <O> the type of the response messages
	 * @return the listener
	 */
	<I, O> ServerCall.Listener<I> create(FlightRpc rpc, ServerCall<I, O> serverCall, Metadata headers,
			Function<GrpcTransport<O>, ServerCall.Listener<I>> listener) {
		serverCall.setOnReadyThreshold(this.options.readyThreshold());
		FlightCaller caller = this.callServices.security().caller().get();
		CallLife life = this.live.begin(running(rpc, serverCall, headers), caller, clientLimit());
		try {
			return listener.apply(open(life, serverCall, headers));
		}
		catch (RuntimeException | Error ex) {
			life.discard(GrpcStatuses.fromGrpc(Status.fromThrowable(ex)), ex);
			throw ex;
		}
	}

	private <O> GrpcTransport<O> open(CallLife life, ServerCall<?, O> serverCall, Metadata headers) {
		Duration slowConsumerTimeout = this.services.limits().slowConsumerTimeout();
		CallResponse<O> response = new CallResponse<>(serverCall, life.cancellation(), slowConsumerTimeout,
				life.running().sent(), this.callServices.outbound());
		life.cancellation().onCancel(response::signal);
		GrpcFlightCall call = new GrpcFlightCall(life, headers, response, serverCall.getAttributes());
		GrpcTransport<O> transport = new GrpcTransport<>(life, call, response, this.exceptions, slowConsumerTimeout);
		life.open(transport);
		life.limitStart(this.services.limits().slowProducerTimeout());
		return transport;
	}

	/**
	 * The longest time that the client may send nothing in an upload.
	 * @return the time, zero for no limit
	 */
	Duration slowProducerTimeout() {
		return this.services.limits().slowProducerTimeout();
	}

	private TrackedCall running(FlightRpc rpc, ServerCall<?, ?> serverCall, Metadata headers) {
		GrpcStream stream = GrpcStream.current();
		TrackedCall known = (stream != null) ? stream.call() : null;
		if (known != null) {
			return known;
		}
		SocketAddress peer = serverCall.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
		TrackedCall running = this.services.running()
			.begin(rpc, GrpcFlightCall.TRANSPORT, new MetadataAdapter(headers));
		running.from(peer);
		return running;
	}

	private static @Nullable Duration clientLimit() {
		Deadline deadline = Context.current().getDeadline();
		return (deadline != null) ? Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)) : null;
	}

	@Override
	public void close() {
		this.live.close();
	}

}
