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
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.dispatch.CallHandlers;
import io.github.flightspring.handler.dispatch.DispatchedCall;
import io.github.flightspring.handler.running.FlightAdmission;
import io.github.flightspring.handler.running.RunningCall;
import io.grpc.Attributes;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.grpc.MetadataAdapter;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A call that came over gRPC.
 */
final class GrpcFlightCall implements DispatchedCall {

	static final String TRANSPORT = "grpc";

	private final RunningCall running;

	private final CallHeaders headers;

	private final CallHeaders responseHeaders;

	private final CallHeaders responseTrailers;

	private final Attributes attributes;

	private final CallCancellation cancellation;

	private final BufferAllocator allocator;

	private final FlightCaller caller;

	private volatile @Nullable Deadline deadline;

	private volatile @Nullable Consumer<FlightAdmission.FlightTimes> limiter;

	private final CallHandlers handlers = new CallHandlers();

	private volatile @Nullable Consumer<CallStatus> canceller;

	GrpcFlightCall(RunningCall running, Metadata headers, CallResponse<?> response, Attributes attributes,
			CallCancellation cancellation, BufferAllocator allocator, FlightCaller caller,
			@Nullable Deadline deadline) {
		this.running = running;
		this.headers = new MetadataAdapter(headers);
		this.responseHeaders = new MetadataAdapter(response.headers());
		this.responseTrailers = new MetadataAdapter(response.trailers());
		this.attributes = attributes;
		this.cancellation = cancellation;
		this.allocator = allocator;
		this.caller = caller;
		this.deadline = deadline;
	}

	@Override
	public RunningCall running() {
		return this.running;
	}

	@Override
	public FlightRpc rpc() {
		return this.running.rpc();
	}

	@Override
	public CallHeaders headers() {
		return this.headers;
	}

	@Override
	public CallHeaders responseHeaders() {
		return this.responseHeaders;
	}

	@Override
	public CallHeaders responseTrailers() {
		return this.responseTrailers;
	}

	@Override
	public @Nullable Principal principal() {
		return this.caller.principal();
	}

	@Override
	public @Nullable SocketAddress peer() {
		return this.attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
	}

	@Override
	public String transport() {
		return TRANSPORT;
	}

	@Override
	public boolean isSecure() {
		return this.attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION) != null;
	}

	@Override
	public @Nullable Duration timeRemaining() {
		Deadline known = this.deadline;
		return (known != null) ? Duration.ofNanos(known.timeRemaining(TimeUnit.NANOSECONDS)) : null;
	}

	@Override
	public boolean isCancelled() {
		return this.cancellation.isCancelled();
	}

	@Override
	public void onCancel(Runnable callback) {
		this.cancellation.onCancel(this.caller.wrap(callback));
	}

	@Override
	public BufferAllocator allocator() {
		return this.allocator;
	}

	@Override
	public CallHandlers handlers() {
		return this.handlers;
	}

	FlightCaller caller() {
		return this.caller;
	}

	@Override
	public void cancel(CallStatus status) {
		Consumer<CallStatus> known = this.canceller;
		if (known != null) {
			known.accept(status);
		}
	}

	@Override
	public void limit(FlightAdmission.FlightTimes times) {
		Consumer<FlightAdmission.FlightTimes> known = this.limiter;
		if (known != null) {
			known.accept(times);
		}
	}

	/**
	 * Set what limits the call to the times of its flight.
	 * @param limiter takes the times
	 */
	void limitedBy(Consumer<FlightAdmission.FlightTimes> limiter) {
		this.limiter = limiter;
	}

	/**
	 * Set when the call is ended.
	 * @param deadline the deadline, or {@code null} for none
	 */
	void deadline(@Nullable Deadline deadline) {
		this.deadline = deadline;
	}

	/**
	 * Set what ends the call.
	 * @param canceller takes the status
	 */
	void cancelledBy(Consumer<CallStatus> canceller) {
		this.canceller = canceller;
	}

}
