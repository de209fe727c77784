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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.negotiation.Negotiated;
import io.github.flightspring.http.negotiation.Representation;
import io.github.flightspring.http.representation.RowsWriters;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * Sends the rows of a flight, of one of its tickets, or of a command.
 */
final class Downloads {

	private final FlightDispatcher dispatcher;

	private final RowsWriters writers;

	Downloads(FlightHttpServices services) {
		this.dispatcher = services.dispatcher();
		this.writers = services.writers();
	}

	void download(HttpExchange exchange, RequestedFlight flight) throws Exception {
		Map<String, List<String>> parameters = exchange.call().parameters();
		String ticket = FlightUris.first(parameters.get(FlightUris.TICKET));
		Negotiated negotiated = negotiate(exchange, flight);
		boolean footnotes = parameters.containsKey(FlightUris.FOOTNOTES);
		try (HttpFlightOutput output = new HttpFlightOutput(exchange, negotiated, this.writers,
				headers(negotiated, flight), footnotes)) {
			if (ticket != null) {
				this.dispatcher.download(exchange.call(), flight.descriptor(), FlightUris.ticket(ticket), output);
			}
			else {
				this.dispatcher.download(exchange.call(), descriptor(exchange, flight), output);
			}
			output.finish();
		}
	}

	static FlightDescriptor descriptor(HttpExchange exchange, RequestedFlight flight) throws Exception {
		String method = exchange.request().getMethod();
		if (flight.command() != null && !method.equals("POST")) {
			throw FlightHttpHandler.notAllowed(flight, "POST, OPTIONS", method + " without a ticket");
		}
		return (flight.command() != null) ? CommandBodies.read(exchange, flight.command()) : flight.descriptor();
	}

	/**
	 * Answer without rows. If the schema is known, no handler is called to produce rows.
	 */
	void head(HttpExchange exchange, RequestedFlight flight) throws Exception {
		Negotiated negotiated = negotiate(exchange, flight);
		String ticket = FlightUris.first(exchange.call().parameters().get(FlightUris.TICKET));
		if (ticket != null) {
			this.dispatcher.check(exchange.call(), flight.descriptor(), FlightUris.ticket(ticket));
		}
		else {
			this.dispatcher.getSchema(exchange.call(), descriptor(exchange, flight));
		}
		headers(negotiated, flight).send(exchange, null);
		if (isQuery(flight.descriptor())) {
			// the supported ranges depend on a result that may not exist yet
			exchange.response().setHeader(HttpHeaders.ACCEPT_RANGES, null);
		}
	}

	private boolean isQuery(FlightDescriptor descriptor) {
		FlightHandlerMethod handler = this.dispatcher.handler(descriptor, FlightRpc.DO_GET);
		return handler != null && handler.mapping().isQuery();
	}

	private Negotiated negotiate(HttpExchange exchange, RequestedFlight flight) {
		String format = FlightUris.first(exchange.call().parameters().get(FlightUris.FORMAT));
		return Negotiated.negotiate(exchange.request(), format, standard(flight.descriptor()));
	}

	private Representation standard(FlightDescriptor descriptor) {
		FlightHandlerMethod handler = this.dispatcher.handler(descriptor, FlightRpc.GET_FLIGHT_INFO);
		handler = (handler != null) ? handler : this.dispatcher.handler(descriptor, FlightRpc.DO_GET);
		Representation declared = (handler != null) ? produces(handler) : null;
		return (declared != null) ? declared : Representation.ARROW_STREAM;
	}

	/**
	 * The representation that an endpoint declares as its own.
	 * @param handler a handler of the endpoint
	 * @return the representation, or {@code null} if it declares none
	 * @throws IllegalArgumentException if there is no such representation
	 */
	static @Nullable Representation produces(FlightHandlerMethod handler) {
		String produces = MergedAnnotations.from(handler.beanType(), SearchStrategy.TYPE_HIERARCHY)
			.get(FlightEndpoint.class)
			.getValue("produces", String.class)
			.orElse("");
		if (produces.isEmpty()) {
			return null;
		}
		Representation representation = Representation.find(produces);
		if (representation == null) {
			throw new IllegalArgumentException(
					"@FlightEndpoint(produces = \"%s\") of %s names no representation. There are %s".formatted(produces,
							handler.beanType().getName(), Representation.list()));
		}
		return representation;
	}

	private static DownloadHeaders headers(Negotiated negotiated, RequestedFlight flight) {
		Representation representation = negotiated.representation();
		String name = flight.fileName() + representation.extension();
		String disposition = representation.extension().isEmpty() ? null
				: ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString();
		return new DownloadHeaders(negotiated, Boundaries.next(), disposition);
	}

}
