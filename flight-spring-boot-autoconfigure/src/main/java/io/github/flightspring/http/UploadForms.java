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

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.negotiation.Representation;
import io.github.flightspring.http.text.TextFormat;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The formats of uploaded rows. The {@code format} parameter of the query comes first,
 * then the content type of the body. The default is Arrow.
 */
final class UploadForms {

	private static final String ACCEPT = String.join(", ", Representation.ARROW_STREAM.mediaType().toString(),
			Representation.ARROW_FILE.mediaType().toString(), Representation.CSV.mediaType().toString(),
			Representation.NDJSON.mediaType().toString());

	private UploadForms() {
	}

	/**
	 * The format of a body.
	 * @return the text format, or {@code null} for Arrow
	 * @throws HttpProblem 415 if the format is not supported
	 */
	static @Nullable TextFormat of(HttpExchange exchange) {
		String format = FlightUris.first(exchange.call().parameters().get(FlightUris.FORMAT));
		String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
		if (format != null) {
			Representation named = Representation.find(format);
			TextFormat text = (named != null) ? TextFormat.of(named) : null;
			if (text == null && named != Representation.ARROW_STREAM && named != Representation.ARROW_FILE) {
				throw unsupported("format=" + format);
			}
			return text;
		}
		return (type != null) ? of(type) : null;
	}

	private static @Nullable TextFormat of(String type) {
		try {
			MediaType parsed = MediaType.parseMediaType(type);
			TextFormat text = TextFormat.of(parsed);
			if (text != null || isArrow(parsed) || parsed.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)) {
				return text;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// like any other unsupported type
		}
		throw unsupported(type);
	}

	private static boolean isArrow(MediaType type) {
		return type.equalsTypeAndSubtype(Representation.ARROW_STREAM.mediaType())
				|| type.equalsTypeAndSubtype(Representation.ARROW_FILE.mediaType());
	}

	private static HttpProblem unsupported(String type) {
		return new HttpProblem(415,
				"The body has the type '%s': upload rows as %s".formatted(InvalidMessages.shown(type), ACCEPT))
			.header("Accept", ACCEPT);
	}

	/**
	 * The schema of the rows that a handler accepts.
	 * @throws HttpProblem 415 if the handler accepts any schema, because text does not
	 * carry one
	 */
	static Schema schema(FlightHandlerMethod handler, RequestedFlight flight) {
		Schema schema = handler.uploadSchema();
		if (schema == null) {
			String accept = Representation.ARROW_STREAM.mediaType() + ", " + Representation.ARROW_FILE.mediaType();
			throw new HttpProblem(415,
					"The schema of the rows of %s is not known in advance: upload them as Arrow".formatted(flight))
				.header("Accept", accept);
		}
		return schema;
	}

}
