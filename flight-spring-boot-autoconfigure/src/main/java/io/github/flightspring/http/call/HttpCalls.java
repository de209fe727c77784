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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.call.CallTimeouts;
import io.github.flightspring.handler.call.CallTimer;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.running.CallTraffic;
import io.github.flightspring.handler.running.RunningCall;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Starts calls, each on a thread of the handlers, so that the container's are free.
 */
public final class HttpCalls implements AutoCloseable {

	private final BufferAllocator allocator;

	private final Executor executor;

	private final CallTimer timeouts;

	private final HttpLimits limits;

	private final FlightExceptionTranslator translator;

	private final ProblemWriter problems;

	private final HttpGate gate;

	private final Set<HttpExecution> live = ConcurrentHashMap.newKeySet();

	/**
	 * Create the calls.
	 * @param allocator the parent of every call's allocator
	 * @param executor runs the handlers
	 * @param timer ends calls that take too long
	 * @param limits what a call may take
	 * @param translator turns exceptions into statuses
	 * @param problems answers with what went wrong
	 * @param gate lets calls in
	 */
	public HttpCalls(BufferAllocator allocator, Executor executor, ScheduledExecutorService timer, HttpLimits limits,
			FlightExceptionTranslator translator, ProblemWriter problems, HttpGate gate) {
		this.allocator = allocator;
		this.executor = executor;
		this.timeouts = new CallTimer(timer);
		this.limits = limits;
		this.translator = translator;
		this.problems = problems;
		this.gate = gate;
	}

	/**
	 * Start a call. Returns at once; the call runs when the caller's thread has left the
	 * filters.
	 * @param request the request
	 * @param response the response
	 * @param rpc what the request is for Flight
	 * @param operation what it asks for
	 * @throws HttpProblem if the caller is refused, whatever he asks for
	 */
	public void start(HttpServletRequest request, HttpServletResponse response, FlightRpc rpc,
			HttpOperation operation) {
		FlightCaller caller = caller(request, rpc);
		RunningCall running = this.gate.running().begin(rpc, HttpFlightCall.TRANSPORT, RequestHeaders.of(request));
		CallCancellation cancellation = new CallCancellation();
		BufferAllocator child = this.allocator.newChildAllocator("flight-call-" + running.id() + "-" + rpc.methodName(),
				0, this.limits.memory());
		HttpExecution execution;
		try {
			HttpFlightCall call = new HttpFlightCall(running, request, cancellation, child, caller,
					this.limits.callTimeout());
			AsyncContext async = request.startAsync(request, response);
			async.setTimeout(0);
			execution = execution(call, cancellation, request, response, async, operation);
			async.addListener(new LeavingClient(execution::lost));
			running.from(call.peer());
			running.accepted(call.principal(), execution::expire);
		}
		catch (RuntimeException ex) {
			child.close();
			running.end(FlightStatusCode.INVALID_ARGUMENT, ex);
			throw ex;
		}
		this.live.add(execution);
		HandOverFilter.handOver(request, () -> execution.start(this.executor, caller, this.gate.admission()));
	}

	/**
	 * Answer a request that is no call with what is wrong. Returns at once; the answer is
	 * written when the caller's thread has left the filters.
	 * @param request the request
	 * @param response the response
	 * @param problem what is wrong
	 */
	public void refuse(HttpServletRequest request, HttpServletResponse response, HttpProblem problem) {
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(0);
		HttpOutput output = new HttpOutput(request, response, new CallCancellation(), this.limits.slowConsumerTimeout(),
				new CallTraffic());
		async.addListener(new LeavingClient((status) -> output.lose(Duration.ZERO)));
		ProblemAnswer answer = new ProblemAnswer(request, response, async, output, new CallTimeouts(this.timeouts),
				this.problems);
		HandOverFilter.handOver(request, () -> answer.send(problem, () -> {
		}));
	}

	private FlightCaller caller(HttpServletRequest request, FlightRpc rpc) {
		try {
			return this.gate.callers().apply(request);
		}
		catch (FlightRuntimeException ex) {
			throw HttpStatuses.problem(ex.status(), rpc);
		}
	}

	private HttpExecution execution(HttpFlightCall call, CallCancellation cancellation, HttpServletRequest request,
			HttpServletResponse response, AsyncContext async, HttpOperation operation) {
		if (request.getHeader("Expect") != null && hasConnection(request)) {
			// what is left of its body must not be taken for another request
			response.setHeader("Connection", "close");
		}
		HttpInput input = new HttpInput(request, cancellation, this.limits.slowProducerTimeout(),
				call.running().received());
		HttpExchange exchange = new HttpExchange(request, response, call, input, new HttpOutput(request, response,
				cancellation, this.limits.slowConsumerTimeout(), call.running().sent()));
		CallTimeouts times = new CallTimeouts(this.timeouts);
		HttpEnding ending = new HttpEnding(exchange, async, times,
				new ProblemAnswer(request, response, async, exchange.wireOutput(), times, this.problems));
		HttpExecution execution = new HttpExecution(exchange, operation, ending, cancellation, times, this.translator);
		input.onBroken(ending::broken);
		execution.releasing(() -> this.live.remove(execution));
		execution.limit(this.limits.callTimeout());
		return execution;
	}

	/**
	 * Whether the request has a connection to itself, as HTTP/1 has it, and not a stream.
	 */
	static boolean hasConnection(HttpServletRequest request) {
		return request.getProtocol().startsWith("HTTP/1");
	}

	/**
	 * End every call: the handlers are interrupted.
	 */
	@Override
	public void close() {
		CallStatus status = CallStatus.UNAVAILABLE.withDescription("The server shuts down");
		this.live.forEach((execution) -> execution.expire(status));
	}

}
