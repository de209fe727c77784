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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.flightspring.grpc.wire.FlightDataReader;
import io.github.flightspring.grpc.wire.IpcSource;
import io.github.flightspring.handler.FlightReader;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.negotiation.Representation;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Takes rows, in constant memory whatever their number. A body that is not whole, or is
 * more than allowed, fails the handler that reads it.
 */
final class Uploads {

	private final FlightHttpServices services;

	Uploads(FlightHttpServices services) {
		this.services = services;
	}

	void upload(HttpExchange exchange, HttpTarget target) throws Exception {
		checkType(exchange.request().getContentType());
		FlightDescriptor descriptor = target.descriptor();
		List<Object> results = new ArrayList<>();
		try (InputStream body = this.services.bodies()
			.open(exchange.request(), exchange.input(), exchange::inputFailed);
				FlightReader reader = reader(exchange, body, descriptor)) {
			this.services.dispatcher()
				.doPut(exchange.call(), descriptor, reader, (result) -> results.add(readable(result)));
		}
		exchange.sendHeaders();
		exchange.response().setContentType(MediaType.APPLICATION_JSON_VALUE);
		exchange.output().write(this.services.mapper().writeValueAsBytes(Map.of("results", results)));
	}

	private FlightReader reader(HttpExchange exchange, InputStream body, FlightDescriptor descriptor) {
		IpcSource source = new IpcSource(body, exchange.call().allocator(), this.services.messages(), descriptor);
		return new FlightDataReader(exchange.call().allocator(), new CountedSource(source, exchange.running()),
				this.services.messages());
	}

	private static void checkType(@Nullable String type) {
		if (type == null) {
			return;
		}
		try {
			MediaType parsed = MediaType.parseMediaType(type);
			if (isArrow(parsed) || parsed.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// as any other wrong type
		}
		String accept = Representation.ARROW_STREAM.mediaType() + ", " + Representation.ARROW_FILE.mediaType();
		throw new HttpProblem(415, "Rows are uploaded as %s, and this is '%s'".formatted(accept, type)).header("Accept",
				accept);
	}

	private static boolean isArrow(MediaType type) {
		return type.equalsTypeAndSubtype(Representation.ARROW_STREAM.mediaType())
				|| type.equalsTypeAndSubtype(Representation.ARROW_FILE.mediaType());
	}

	/**
	 * A result as JSON, as text, or in Base64, whichever it is.
	 */
	private Object readable(byte[] result) {
		try {
			return this.services.mapper().readTree(result);
		}
		catch (JacksonException ex) {
			// not JSON
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(result)).toString();
		}
		catch (CharacterCodingException ex) {
			return Base64.getEncoder().encodeToString(result);
		}
	}

}
