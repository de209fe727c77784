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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpOperation;
import io.github.flightspring.http.call.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.arrow.flight.FlightDescriptor;

/**
 * Finds the operation that a request asks for.
 */
final class HttpOperations {

	static final List<FlightRpc> READ = List.of(FlightRpc.DO_GET, FlightRpc.GET_FLIGHT_INFO);

	private final FlightDispatcher dispatcher;

	private final Downloads downloads;

	private final Descriptions descriptions;

	private final Uploads uploads;

	HttpOperations(FlightHttpServices services) {
		this.dispatcher = services.dispatcher();
		this.downloads = new Downloads(services);
		this.descriptions = new Descriptions(services);
		this.uploads = new Uploads(services);
	}

	HttpOperation operation(FlightRpc rpc, RequestedFlight flight, HttpServletRequest request) {
		return switch (rpc) {
			case LIST_FLIGHTS -> this.descriptions::list;
			case GET_FLIGHT_INFO -> (exchange) -> this.descriptions.info(exchange, flight);
			case GET_SCHEMA -> isHead(request) && !FlightHttpHandler.hasParameter(request, FlightUris.SCHEMA)
					? (exchange) -> this.downloads.head(exchange, flight)
					: (exchange) -> this.descriptions.schema(exchange, flight);
			case DO_PUT -> (exchange) -> this.uploads.upload(exchange, flight);
			default -> (exchange) -> this.downloads.download(exchange, flight);
		};
	}

	private static boolean isHead(HttpServletRequest request) {
		return request.getMethod().equals("HEAD");
	}

	HttpOperation options(RequestedFlight flight) {
		return (exchange) -> {
			exchange.response().setHeader("Allow", allowed(exchange, flight));
			exchange.response().setStatus(204);
		};
	}

	boolean isServed(FlightDescriptor descriptor, FlightRpc rpc) {
		return (rpc == FlightRpc.DO_PUT) ? this.dispatcher.handler(descriptor, rpc) != null
				: READ.stream().anyMatch((each) -> this.dispatcher.handler(descriptor, each) != null);
	}

	/**
	 * The methods that the caller may use.
	 */
	String allowed(HttpExchange exchange, RequestedFlight flight) {
		Set<String> methods = new LinkedHashSet<>();
		if (flight.isRoot()) {
			methods.addAll(List.of("GET", "HEAD"));
		}
		else {
			FlightDescriptor descriptor = flight.descriptor();
			if (READ.stream().anyMatch((rpc) -> this.dispatcher.serves(exchange.call(), descriptor, rpc))) {
				methods.addAll((flight.command() != null) ? List.of("POST", "GET") : List.of("GET", "HEAD"));
			}
			if (this.dispatcher.serves(exchange.call(), descriptor, FlightRpc.DO_PUT)) {
				methods.addAll((flight.command() != null) ? List.of("PUT") : List.of("PUT", "POST"));
			}
			if (methods.isEmpty()) {
				throw new HttpProblem(404, "There is no %s".formatted(flight));
			}
		}
		List<String> all = new ArrayList<>(methods);
		all.add("OPTIONS");
		return String.join(", ", all);
	}

}
