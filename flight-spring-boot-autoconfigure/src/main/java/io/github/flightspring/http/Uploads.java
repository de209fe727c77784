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

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.text.TextFormat;
import io.github.flightspring.http.text.TextReader;
import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.ipc.IpcSource;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Receives rows in constant memory, whatever their number. If the body is incomplete or
 * too large, reading it fails in the handler.
 */
final class Uploads {

	private final FlightHttpServices services;

	private final UploadAnswers answers;

	Uploads(FlightHttpServices services) {
		this.services = services;
		this.answers = new UploadAnswers(services);
	}

	void upload(HttpExchange exchange, RequestedFlight flight) throws Exception {
		TextFormat text = form(exchange, flight);
		List<byte[]> results = new ArrayList<>();
		try (InputStream body = this.services.bodies()
			.open(exchange.request(), exchange.input(), exchange::inputFailed);
				FlightReader reader = reader(exchange, flight, body, text)) {
			put(exchange, flight, reader, results);
		}
		this.answers.send(exchange, flight, results);
	}

	private @Nullable TextFormat form(HttpExchange exchange, RequestedFlight flight) {
		try {
			return UploadForms.of(exchange);
		}
		catch (HttpProblem ex) {
			// a caller without permission gets that error first
			this.services.dispatcher().checkUpload(exchange.call(), flight.descriptor());
			throw ex;
		}
	}

	private void put(HttpExchange exchange, RequestedFlight flight, FlightReader reader, List<byte[]> results)
			throws Exception {
		try {
			this.services.dispatcher().doPut(exchange.call(), flight.descriptor(), reader, results::add);
		}
		catch (RecordMappingException ex) {
			if (reader instanceof TextReader rows) {
				throw rows.problem(ex);
			}
			throw ex;
		}
	}

	private FlightReader reader(HttpExchange exchange, RequestedFlight flight, InputStream body,
			@Nullable TextFormat text) {
		FlightDescriptor descriptor = flight.descriptor();
		// the dispatcher refuses what the caller may not see
		FlightHandlerMethod handler = (text != null
				&& this.services.dispatcher().serves(exchange.call(), descriptor, FlightRpc.DO_PUT))
						? this.services.dispatcher().handler(descriptor, FlightRpc.DO_PUT) : null;
		if (text == null || handler == null) {
			IpcSource source = new IpcSource(body, exchange.call().allocator(), this.services.messages(), descriptor);
			return new FlightDataReader(exchange.call().allocator(), new CountedSource(source, exchange.running()),
					this.services.messages());
		}
		return new TextReader(body, text, this.services.mapper(), UploadForms.schema(handler, flight), descriptor,
				exchange.call().allocator(), exchange.running(), exchange::inputFailed);
	}

}
