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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.call.CallLife;
import io.github.flightspring.handler.call.CallLimits;
import io.github.flightspring.handler.call.CallServices;
import io.github.flightspring.handler.call.LiveCalls;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.running.CountedTraffic;
import io.github.flightspring.handler.running.TrackedCall;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;

/**
 * Starts calls, each on a handler thread, so that container threads are free.
 */
public final class HttpCalls implements AutoCloseable {

	private final CallServices services;

	private final LiveCalls live;

	private final FlightExceptionTranslator translator;

	private final ProblemWriter problems;

	private final Function<HttpServletRequest, FlightCaller> callers;

	/**
	 * Create the calls.
	 * @param services the services that calls need
	 * @param translator the translator of exceptions to statuses
	 * @param problems the writer of problem documents
	 * @param callers the resolver of a request's caller
	 */
	public HttpCalls(CallServices services, FlightExceptionTranslator translator, ProblemWriter problems,
			Function<HttpServletRequest, FlightCaller> callers) {
		this.services = services;
		this.live = new LiveCalls(services);
		this.translator = translator;
		this.problems = problems;
		this.callers = callers;
	}

	/**
	 * Start a call and return at once. The call runs after the thread of this method has
	 * left the filters.
	 * @param request the request
	 * @param response the response
	 * @param rpc the RPC that the request stands for
	 * @param operation the operation that answers it
	 * @throws HttpProblem if the caller is refused, regardless of the request
	 */
	public void start(HttpServletRequest request, HttpServletResponse response, FlightRpc rpc,
			HttpOperation operation) {
		FlightCaller caller = caller(request, rpc);
		TrackedCall running = this.services.running().begin(rpc, HttpFlightCall.TRANSPORT, RequestHeaders.of(request));
		CallLife life = this.live.begin(running, caller, null);
		try {
			HttpExchange exchange = open(life, request, response);
			HandOverFilter.handOver(request, () -> life.start(() -> {
				operation.answer(exchange);
				exchange.output().flushRest();
				return null;
			}));
		}
		catch (RuntimeException | Error ex) {
			life.discard((ex instanceof HttpProblem problem) ? HttpStatuses.code(problem) : FlightStatusCode.INTERNAL,
					ex);
			complete(request);
			throw ex;
		}
	}

	/**
	 * Complete an asynchronous request that no call will complete, so that the container
	 * answers it and forgets it.
	 */
	private static void complete(HttpServletRequest request) {
		if (request.isAsyncStarted()) {
			request.getAsyncContext().complete();
		}
	}

	/**
	 * Answer a request without a call, with a problem document, and return at once. The
	 * answer is written after the thread of this method has left the filters.
	 * @param request the request
	 * @param response the response
	 * @param problem the problem
	 */
	public void refuse(HttpServletRequest request, HttpServletResponse response, HttpProblem problem) {
		try {
			ProblemAnswer answer = answer(request, response);
			HandOverFilter.handOver(request, () -> answer.send(problem, () -> {
			}));
		}
		catch (RuntimeException | Error ex) {
			complete(request);
			throw ex;
		}
	}

	private ProblemAnswer answer(HttpServletRequest request, HttpServletResponse response) {
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(0);
		HttpOutput output = new HttpOutput(request, response, new CallCancellation(),
				this.services.limits().slowConsumerTimeout(), new CountedTraffic());
		async.addListener(new LeavingClient((status) -> output.detach(Duration.ZERO)));
		return new ProblemAnswer(async, output, this.services.timer(), this.problems);
	}

	private FlightCaller caller(HttpServletRequest request, FlightRpc rpc) {
		try {
			return this.callers.apply(request);
		}
		catch (FlightRuntimeException ex) {
			throw HttpStatuses.problem(ex.status(), rpc);
		}
	}

	private HttpExchange open(CallLife life, HttpServletRequest request, HttpServletResponse response) {
		Map<String, List<String>> parameters = RequestHeaders.parameters(request);
		SocketAddress peer = HttpPeer.of(request);
		life.running().from(peer);
		HttpFlightCall call = new HttpFlightCall(life, parameters, peer, request.isSecure());
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(0);
		if (request.getHeader("Expect") != null && hasConnection(request)) {
			// the rest of the body must not be read as another request
			response.setHeader("Connection", "close");
		}
		CallLimits limits = this.services.limits();
		HttpInput input = new HttpInput(request, life.cancellation(), limits.slowProducerTimeout(),
				call.running().received());
		HttpOutput output = new HttpOutput(request, response, life.cancellation(), limits.slowConsumerTimeout(),
				call.running().sent());
		HttpExchange exchange = new HttpExchange(request, response, call, input, output);
		HttpEnding ending = new HttpEnding(exchange, async, life,
				new ProblemAnswer(async, output, this.services.timer(), this.problems));
		HttpTransport transport = new HttpTransport(life, exchange, ending, this.translator);
		input.onBroken(ending::broken);
		async.addListener(new LeavingClient(transport::lost));
		life.open(transport);
		return exchange;
	}

	/**
	 * Whether the request has its own connection, as in HTTP/1, and is not a stream.
	 */
	static boolean hasConnection(HttpServletRequest request) {
		return request.getProtocol().startsWith("HTTP/1");
	}

	/**
	 * End all calls and interrupt their handlers.
	 */
	@Override
	public void close() {
		this.live.close();
	}

}
