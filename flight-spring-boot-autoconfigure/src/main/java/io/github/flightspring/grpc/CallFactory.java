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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.call.CallTimeouts;
import io.github.flightspring.handler.call.CallTimer;
import io.github.flightspring.handler.running.FlightAdmission;
import io.github.flightspring.handler.running.FlightAdmission.FlightTimes;
import io.github.flightspring.handler.running.RunningCall;
import io.github.flightspring.handler.running.RunningCalls;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.grpc.MetadataAdapter;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a call needs before its method can run: its allocator, its deadline, its
 * cancellation.
 */
final class CallFactory {

	private final BufferAllocator allocator;

	private final GrpcFlightOptions options;

	private final GrpcExceptions exceptions;

	private final CallTimer timer;

	private final Supplier<FlightCaller> caller;

	private final RunningCalls running;

	private final FlightAdmission admission;

	private final OutboundMemory outbound;

	private final Set<CallExecution<?>> live = ConcurrentHashMap.newKeySet();

	CallFactory(BufferAllocator allocator, GrpcFlightOptions options, GrpcExceptions exceptions,
			ScheduledExecutorService timer, GrpcCallGate gate) {
		this.allocator = allocator;
		this.options = options;
		this.exceptions = exceptions;
		this.timer = new CallTimer(timer);
		this.caller = gate.security().caller();
		this.running = gate.running();
		this.admission = gate.admission();
		this.outbound = gate.outbound();
	}

	/**
	 * Make a call. Whoever asks sees to it that it {@linkplain CallExecution#start
	 * starts} or {@linkplain CallExecution#endUnstarted ends}.
	 * @param rpc the RPC
	 * @param serverCall gRPC's call
	 * @param headers the request's headers
	 * @param <O> the type of the messages of the answer
	 * @return the call
	 */
	<O> CallExecution<O> create(FlightRpc rpc, ServerCall<?, O> serverCall, Metadata headers) {
		serverCall.setOnReadyThreshold(this.options.readyThreshold());
		CallCancellation cancellation = new CallCancellation();
		GrpcStream stream = GrpcStream.current();
		RunningCall running = (stream != null) ? stream.call() : null;
		if (running == null) {
			running = this.running.begin(rpc, GrpcFlightCall.TRANSPORT, new MetadataAdapter(headers));
			running.from(serverCall.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
		}
		CallResponse<O> response = new CallResponse<>(serverCall, cancellation, this.options.slowConsumerTimeout(),
				running.sent(), this.outbound);
		BufferAllocator child = this.allocator.newChildAllocator("flight-call-" + running.id() + "-" + rpc.methodName(),
				0, this.options.callMemoryLimit());
		GrpcFlightCall call = new GrpcFlightCall(running, headers, response, serverCall.getAttributes(), cancellation,
				child, this.caller.get(),
				deadline(this.options.callTimeout(), this.options.callTimeout(), Context.current().getDeadline()));
		cancellation.onCancel(response::signal);
		CallExecution<O> execution = new CallExecution<>(call, response, cancellation, new CallTimeouts(this.timer),
				this.exceptions, this.options.slowConsumerTimeout(), this.admission);
		Deadline client = Context.current().getDeadline();
		call.limitedBy((times) -> limit(execution, client, times));
		running.accepted(call.principal(), call::cancel);
		execution.releasing(() -> this.live.remove(execution));
		this.live.add(execution);
		return execution;
	}

	private static void limit(CallExecution<?> execution, @Nullable Deadline client, FlightTimes times) {
		Duration callTimeout = times.callTimeout();
		if (callTimeout != null) {
			execution.limit(callTimeout);
			execution.call().deadline(deadline(callTimeout.minus(execution.running().age()), callTimeout, client));
		}
		if (times.idleTimeout() != null) {
			execution.idle(times.idleTimeout());
		}
	}

	/**
	 * End every call.
	 */
	void cancelAll() {
		CallStatus status = CallStatus.CANCELLED.withDescription("The server shuts down");
		this.live.forEach((execution) -> execution.completed(status));
	}

	private static @Nullable Deadline deadline(Duration left, Duration limit, @Nullable Deadline client) {
		Deadline own = limit.isZero() ? null : Deadline.after(left.toNanos(), TimeUnit.NANOSECONDS);
		if (own == null || client == null) {
			return (own != null) ? own : client;
		}
		return own.minimum(client);
	}

}
