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

package io.github.flightspring.http;

import java.util.List;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.routing.Unserved;
import io.github.flightspring.http.call.HttpCalls;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpOperation;
import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;

import org.springframework.web.HttpRequestHandler;

/**
 * Serves flights as HTTP resources: {@code GET}, {@code HEAD} and {@code OPTIONS} of one
 * flight or of all flights, {@code PUT} and {@code POST} of rows, and {@code POST} of a
 * command.
 */
public final class FlightHttpHandler implements HttpRequestHandler {

	private static final String OPTIONS = "OPTIONS";

	private final HttpCalls calls;

	private final FlightUris uris;

	private final HttpOperations operations;

	/**
	 * Create the handler.
	 * @param calls the factory of calls
	 * @param services the services that answer requests
	 */
	public FlightHttpHandler(HttpCalls calls, FlightHttpServices services) {
		this.calls = calls;
		this.uris = services.uris();
		this.operations = new HttpOperations(services);
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		CrossOrigin.expose(response);
		if (request.getMethod().equals(OPTIONS)) {
			// without an Allow header, Spring MVC answers the request itself
			response.setHeader("Allow", OPTIONS);
		}
		try {
			CrossOrigin.check(request, response);
			RequestedFlight flight = this.uris.requested(request);
			FlightRpc rpc = rpc(request, flight);
			this.calls.start(request, response, rpc, (exchange) -> answer(exchange, flight, rpc));
		}
		catch (HttpProblem ex) {
			this.calls.refuse(request, response, ex);
		}
	}

	/**
	 * Check the HTTP declarations of endpoints.
	 * @param mapping the handlers
	 * @throws InvalidFlightHandlerException if one declares a representation that does
	 * not exist
	 */
	public static void check(FlightHandlerMapping mapping) {
		for (FlightHandlerMethod handler : mapping.handlers()) {
			try {
				Downloads.produces(handler);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidFlightHandlerException(handler.toString(), String.valueOf(ex.getMessage()),
						"Set 'produces' of @FlightEndpoint to one of them, or leave it out");
			}
			try {
				if (handler.mapping().rpc() == FlightRpc.DO_PUT) {
					UploadAnswers.status(handler);
				}
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidFlightHandlerException(handler.toString(), String.valueOf(ex.getMessage()),
						"Declare one of them, or leave @ResponseStatus out; a failure is an exception");
			}
		}
	}

	private FlightRpc rpc(HttpServletRequest request, RequestedFlight flight) {
		boolean info = hasParameter(request, FlightUris.INFO);
		boolean schema = hasParameter(request, FlightUris.SCHEMA);
		FlightRpc read = info ? FlightRpc.GET_FLIGHT_INFO : schema ? FlightRpc.GET_SCHEMA : FlightRpc.DO_GET;
		return switch (request.getMethod()) {
			case "GET" -> flight.isRoot() ? FlightRpc.LIST_FLIGHTS : read;
			case "HEAD" -> flight.isRoot() ? FlightRpc.LIST_FLIGHTS : info ? read : FlightRpc.GET_SCHEMA;
			case "PUT" -> upload(flight);
			case "POST" -> (flight.command() != null) ? read : upload(flight);
			default -> flight.isRoot() ? FlightRpc.LIST_FLIGHTS : FlightRpc.GET_SCHEMA;
		};
	}

	private static FlightRpc upload(RequestedFlight flight) {
		if (flight.isRoot()) {
			throw notAllowed(flight, "GET, HEAD, OPTIONS", "An upload");
		}
		return FlightRpc.DO_PUT;
	}

	static boolean hasParameter(HttpServletRequest request, String name) {
		String query = (request.getQueryString() != null) ? request.getQueryString() : "";
		return List.of(query.split("&")).stream().anyMatch((part) -> part.equals(name) || part.startsWith(name + "="));
	}

	static HttpProblem notAllowed(RequestedFlight flight, String allow, String method) {
		return new HttpProblem(405, "%s is not served for %s. There are %s".formatted(InvalidMessages.shown(method),
				flight.isRoot() ? "the list of flights" : flight, allow))
			.header("Allow", allow);
	}

	private void answer(HttpExchange exchange, RequestedFlight flight, FlightRpc rpc) throws Exception {
		HttpServletRequest request = exchange.request();
		try {
			operation(flight, rpc, request).answer(exchange);
		}
		catch (FlightRuntimeException ex) {
			CallStatus status = ex.status();
			FlightDescriptor descriptor = flight.isRoot() ? null : flight.descriptor();
			if (status.code() == FlightStatusCode.UNIMPLEMENTED && !Unserved.isType(status.cause())
					&& descriptor != null && !this.operations.isServed(descriptor, rpc)) {
				throw notAllowed(flight, this.operations.allowed(exchange, flight), request.getMethod());
			}
			throw ex;
		}
	}

	private HttpOperation operation(RequestedFlight flight, FlightRpc rpc, HttpServletRequest request) {
		String method = request.getMethod();
		return switch (method) {
			case OPTIONS -> this.operations.options(flight);
			case "GET", "HEAD", "PUT", "POST" -> this.operations.operation(rpc, flight, request);
			default -> (exchange) -> {
				throw notAllowed(flight, this.operations.allowed(exchange, flight), method);
			};
		};
	}

}
