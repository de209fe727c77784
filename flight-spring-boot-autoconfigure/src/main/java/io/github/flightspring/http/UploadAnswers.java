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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Answers uploads with the results of the handler as JSON. The status is 200 unless
 * {@link ResponseStatus @ResponseStatus} on the handler declares another one. With status
 * 201, {@code Location} has the address of the flight if it can be downloaded.
 */
final class UploadAnswers {

	private static final List<HttpStatus> STATUSES = List.of(HttpStatus.OK, HttpStatus.CREATED, HttpStatus.ACCEPTED);

	private final FlightHttpServices services;

	UploadAnswers(FlightHttpServices services) {
		this.services = services;
	}

	void send(HttpExchange exchange, RequestedFlight flight, List<byte[]> results) throws IOException {
		exchange.sendHeaders();
		FlightHandlerMethod handler = this.services.dispatcher().handler(flight.descriptor(), FlightRpc.DO_PUT);
		HttpStatus status = (handler != null) ? status(handler) : HttpStatus.OK;
		exchange.response().setStatus(status.value());
		if (status == HttpStatus.CREATED && !exchange.response().containsHeader(HttpHeaders.LOCATION)
				&& isDownloaded(flight)) {
			locate(exchange, flight);
		}
		exchange.response().setContentType(MediaType.APPLICATION_JSON_VALUE);
		List<Object> readable = new ArrayList<>();
		results.forEach((result) -> readable.add(readable(result)));
		byte[] body = this.services.mapper().writeValueAsBytes(Map.of("results", readable));
		exchange.length(body.length);
		exchange.output().write(body);
	}

	private void locate(HttpExchange exchange, RequestedFlight flight) {
		try {
			exchange.response()
				.setHeader(HttpHeaders.LOCATION, this.services.uris().flight(exchange.request(), flight).toString());
		}
		catch (HttpProblem ex) {
			// the upload has succeeded: an error would deny that
		}
	}

	private boolean isDownloaded(RequestedFlight flight) {
		return flight.command() == null && HttpOperations.READ.stream()
			.anyMatch((rpc) -> this.services.dispatcher().handler(flight.descriptor(), rpc) != null);
	}

	/**
	 * The status that a handler declares.
	 * @param handler the handler of an upload
	 * @return the status, 200 if it declares none
	 * @throws IllegalArgumentException if the declared status is not a success status for
	 * uploads
	 */
	static HttpStatus status(FlightHandlerMethod handler) {
		@Nullable HttpStatus declared = MergedAnnotations.from(handler.method(), SearchStrategy.TYPE_HIERARCHY)
			.get(ResponseStatus.class)
			.getValue("code", HttpStatus.class)
			.orElse(null);
		if (declared != null && !STATUSES.contains(declared)) {
			throw new IllegalArgumentException(
					"@ResponseStatus of %s is %s, and an upload that went well is answered with one of %s"
						.formatted(handler, declared, STATUSES));
		}
		return (declared != null) ? declared : HttpStatus.OK;
	}

	/**
	 * A result as JSON, as text or in Base64, depending on its content.
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
