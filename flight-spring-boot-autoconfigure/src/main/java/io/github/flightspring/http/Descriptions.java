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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.negotiation.Representation;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * JSON documents that list the flights and describe how to download each.
 */
final class Descriptions {

	private final FlightDispatcher dispatcher;

	private final JsonMapper mapper;

	private final InfoDocuments documents;

	Descriptions(FlightHttpServices services) {
		this.dispatcher = services.dispatcher();
		this.mapper = services.mapper();
		this.documents = new InfoDocuments(services);
	}

	void list(HttpExchange exchange) throws Exception {
		String criteria = FlightUris.first(exchange.call().parameters().get(FlightUris.CRITERIA));
		byte[] expression = (criteria != null) ? criteria.getBytes(StandardCharsets.UTF_8) : new byte[0];
		exchange.response().setContentType(MediaType.APPLICATION_JSON_VALUE);
		if (exchange.request().getMethod().equals("HEAD")) {
			return;
		}
		try (JsonGenerator generator = this.mapper.writer()
			.without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
			.createGenerator(exchange.output())) {
			generator.writeStartObject();
			generator.writeName("flights");
			generator.writeStartArray();
			this.dispatcher.listFlights(exchange.call(), new Criteria(expression),
					(info) -> generator.writePOJO(this.documents.listed(info, exchange.request())));
			generator.writeEndArray();
			generator.writeEndObject();
		}
	}

	void info(HttpExchange exchange, RequestedFlight flight) throws Exception {
		FlightInfo info = this.dispatcher.getFlightInfo(exchange.call(), Downloads.descriptor(exchange, flight));
		send(exchange, MediaType.APPLICATION_JSON_VALUE,
				this.mapper.writeValueAsBytes(this.documents.info(info, flight, exchange.request())));
	}

	void schema(HttpExchange exchange, RequestedFlight flight) throws Exception {
		Schema schema = this.dispatcher.getSchema(exchange.call(), Downloads.descriptor(exchange, flight));
		exchange.response().addHeader("Vary", "Accept");
		if (wantsArrow(exchange)) {
			send(exchange, Representation.ARROW_STREAM.mediaType().toString(), stream(schema));
		}
		else {
			send(exchange, MediaType.APPLICATION_JSON_VALUE,
					this.mapper.writeValueAsBytes(this.documents.schema(schema)));
		}
	}

	private static boolean wantsArrow(HttpExchange exchange) {
		String format = FlightUris.first(exchange.call().parameters().get(FlightUris.FORMAT));
		if (format != null) {
			return Representation.find(format) == Representation.ARROW_STREAM;
		}
		String accept = exchange.request().getHeader("Accept");
		return accept != null && accept.contains(Representation.ARROW_STREAM.mediaType().toString())
				&& !accept.contains(MediaType.APPLICATION_JSON_VALUE);
	}

	private static byte[] stream(Schema schema) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		WriteChannel channel = new WriteChannel(Channels.newChannel(bytes));
		MessageSerializer.serialize(channel, schema);
		ArrowStreamWriter.writeEndOfStream(channel, IpcOption.DEFAULT);
		return bytes.toByteArray();
	}

	private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
		exchange.sendHeaders();
		exchange.response().setContentType(type);
		exchange.length(body.length);
		if (!exchange.request().getMethod().equals("HEAD")) {
			exchange.output().write(body);
		}
	}

}
