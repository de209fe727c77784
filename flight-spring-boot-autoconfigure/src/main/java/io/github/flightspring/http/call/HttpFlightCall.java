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

package io.github.flightspring.http.call;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.dispatch.CallHandlers;
import io.github.flightspring.handler.dispatch.DispatchedCall;
import io.github.flightspring.handler.running.FlightAdmission.FlightTimes;
import io.github.flightspring.handler.running.RunningCall;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A call that came over HTTP.
 */
final class HttpFlightCall implements DispatchedCall {

	static final String TRANSPORT = "http";

	private final RunningCall running;

	private final CallHeaders responseHeaders = new FlightCallHeaders();

	private final Map<String, List<String>> parameters;

	private final SocketAddress peer;

	private final boolean secure;

	private final CallCancellation cancellation;

	private final BufferAllocator allocator;

	private final FlightCaller caller;

	private volatile @Nullable Long deadline;

	private final CallHandlers handlers = new CallHandlers();

	private volatile @Nullable Consumer<CallStatus> canceller;

	private volatile @Nullable Consumer<FlightTimes> limiter;

	HttpFlightCall(RunningCall running, HttpServletRequest request, CallCancellation cancellation,
			BufferAllocator allocator, FlightCaller caller, Duration timeout) {
		this.running = running;
		this.parameters = RequestHeaders.parameters(request);
		this.peer = HttpPeer.of(request);
		this.secure = request.isSecure();
		this.cancellation = cancellation;
		this.allocator = allocator;
		this.caller = caller;
		deadline(timeout);
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
		return this.running.headers();
	}

	@Override
	public Map<String, List<String>> parameters() {
		return this.parameters;
	}

	@Override
	public CallHeaders responseHeaders() {
		return this.responseHeaders;
	}

	@Override
	public CallHeaders responseTrailers() {
		return this.responseHeaders;
	}

	@Override
	public @Nullable Principal principal() {
		return this.caller.principal();
	}

	@Override
	public SocketAddress peer() {
		return this.peer;
	}

	@Override
	public String transport() {
		return TRANSPORT;
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

	@Override
	public @Nullable Duration timeRemaining() {
		Long known = this.deadline;
		return (known != null) ? Duration.ofNanos(known - System.nanoTime()) : null;
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

	@Override
	public void cancel(CallStatus status) {
		Consumer<CallStatus> known = this.canceller;
		if (known != null) {
			known.accept(status);
		}
	}

	void cancelledBy(Consumer<CallStatus> canceller) {
		this.canceller = canceller;
	}

	@Override
	public void limit(FlightTimes times) {
		Consumer<FlightTimes> known = this.limiter;
		if (known != null) {
			known.accept(times);
		}
	}

	void limitedBy(Consumer<FlightTimes> limiter) {
		this.limiter = limiter;
	}

	/**
	 * Set the time from the call's start that the handler is told of.
	 */
	void deadline(Duration timeout) {
		this.deadline = timeout.isZero() ? null : System.nanoTime() + timeout.minus(this.running.age()).toNanos();
	}

}
