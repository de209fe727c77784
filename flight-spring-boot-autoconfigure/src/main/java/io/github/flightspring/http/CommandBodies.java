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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.call.HttpExchange;
import io.github.flightspring.http.call.HttpProblem;
import io.github.flightspring.http.coding.BodyLimits;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Commands whose name is in the path and whose fields are in the body. The body is the
 * JSON object that a gRPC client sends, without its {@code type}.
 */
final class CommandBodies {

	private static final BodyLimits LIMITS = new BodyLimits(FlightCommands.MAX_LENGTH, FlightCommands.MAX_LENGTH, 200);

	private CommandBodies() {
	}

	static byte[] bare(String command) {
		return RequestedFlight.utf8(open(command) + "}");
	}

	private static String open(String command) {
		return "{\"type\":\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(command)) + "\"";
	}

	/**
	 * Read a command. A {@code type} in the body is kept as a second type. It is refused
	 * later.
	 */
	static FlightDescriptor read(HttpExchange exchange, String command) throws IOException {
		String body;
		try (InputStream in = LIMITS.open(exchange.request(), exchange.input(), exchange::inputFailed)) {
			body = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		if (body.isEmpty()) {
			return FlightDescriptor.command(bare(command));
		}
		checkType(exchange.request().getContentType());
		if (!body.startsWith("{")) {
			throw new HttpProblem(400, "The body of a command must be a JSON object with its fields");
		}
		String fields = body.substring(1).stripLeading();
		return FlightDescriptor
			.command(RequestedFlight.utf8(open(command) + (fields.startsWith("}") ? "" : ",") + fields));
	}

	private static void checkType(@Nullable String type) {
		try {
			if (type == null || MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// like any other unsupported type
		}
		throw new HttpProblem(415,
				"The body has the type '%s': send a command as application/json".formatted(InvalidMessages.shown(type)))
			.header("Accept", MediaType.APPLICATION_JSON_VALUE);
	}

}
