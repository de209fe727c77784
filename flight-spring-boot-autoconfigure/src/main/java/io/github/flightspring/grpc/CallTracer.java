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

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.running.RunningCall;
import io.github.flightspring.handler.running.RunningCalls;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import org.apache.arrow.flight.grpc.MetadataAdapter;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link RunningCalls} know of every call of the Flight service before any
 * interceptor sees it, and of the end of those that do not get as far as the service. A
 * stream tracer is the one who knows what is on the wire.
 */
public final class CallTracer extends ServerStreamTracer.Factory {

	private static final Context.Key<Tracer> KEY = Context.key("flight-running-call");

	private static final String PREFIX = FlightServiceGrpc.SERVICE_NAME + "/";

	private static final Map<String, FlightRpc> RPCS = Arrays.stream(FlightRpc.values())
		.collect(Collectors.toMap((rpc) -> PREFIX + rpc.methodName(), Function.identity()));

	private static final ServerStreamTracer NONE = new ServerStreamTracer() {
	};

	private final RunningCalls calls;

	/**
	 * Create the factory.
	 * @param calls the running calls
	 */
	public CallTracer(RunningCalls calls) {
		this.calls = calls;
	}

	/**
	 * The call of the current gRPC context.
	 * @return the call, or {@code null} on a server without this factory
	 */
	static @Nullable RunningCall currentCall() {
		Tracer tracer = KEY.get();
		return (tracer != null) ? tracer.call : null;
	}

	/**
	 * What the call of the current gRPC context was closed with, by whoever closed it.
	 * @return the status, or {@code null} if it is open, or on a server without this
	 * factory
	 */
	static @Nullable Status closedStatus() {
		Tracer tracer = KEY.get();
		return (tracer != null) ? tracer.closed : null;
	}

	@Override
	public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
		FlightRpc rpc = RPCS.get(fullMethodName);
		return (rpc != null) ? new Tracer(this.calls.begin(rpc, GrpcFlightCall.TRANSPORT, new MetadataAdapter(headers)))
				: NONE;
	}

	private static final class Tracer extends ServerStreamTracer {

		private final RunningCall call;

		private volatile @Nullable Status closed;

		Tracer(RunningCall call) {
			this.call = call;
		}

		@Override
		public Context filterContext(Context context) {
			return context.withValue(KEY, this);
		}

		@Override
		public void serverCallStarted(ServerCallInfo<?, ?> info) {
			this.call.from(info.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
		}

		@Override
		public void inboundWireSize(long bytes) {
			this.call.received().wire(Math.max(0, bytes));
		}

		@Override
		public void outboundWireSize(long bytes) {
			this.call.sent().wire(Math.max(0, bytes));
		}

		@Override
		public void streamClosed(Status status) {
			this.closed = status;
			if (!this.call.isAccepted()) {
				this.call.end(GrpcStatuses.fromGrpc(status), null);
			}
		}

	}

}
