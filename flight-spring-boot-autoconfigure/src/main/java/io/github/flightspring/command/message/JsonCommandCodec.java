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

package io.github.flightspring.command.message;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.FlightCommandCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JavaType;

/**
 * Commands that are a JSON object. Its {@code type} is the name. The whole text is
 * checked here, so that an incomplete command is rejected even if its body is never read.
 */
final class JsonCommandCodec implements FlightCommandCodec {

	static final String TYPE = "type";

	private static final Pattern NAME = Pattern
		.compile("[^\\p{Cntrl}]{1,%d}".formatted(FlightCommands.MAX_NAME_LENGTH));

	private final JsonBodies json;

	// types without a property "type", learnt by reading, so that the first attempt does
	// not fail every time
	private final Set<JavaType> typeless = ConcurrentHashMap.newKeySet();

	JsonCommandCodec(JsonBodies json) {
		this.json = json;
	}

	@Override
	public String form() {
		return "a JSON object with a \"type\"";
	}

	@Override
	public @Nullable CommandMessage decode(byte[] command) {
		if (!isObject(command)) {
			return null;
		}
		try (JsonParser parser = this.json.parser(command)) {
			return new JsonCommandMessage(readName(parser), command, this.json, this.typeless);
		}
		catch (JacksonException ex) {
			throw JsonBodies.failure(ex);
		}
	}

	private static String readName(JsonParser parser) {
		String name = null;
		parser.nextToken();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean isType = TYPE.equals(parser.currentName());
			JsonToken value = parser.nextToken();
			if (isType) {
				if (value != JsonToken.VALUE_STRING) {
					throw InvalidMessages
						.invalid("type: expected the name of a command, found " + JsonTerms.found(value));
				}
				name = parser.getString();
			}
			parser.skipChildren();
		}
		if (parser.nextToken() != null) {
			throw InvalidMessages.invalid("data follows the end of the JSON object");
		}
		if (name == null) {
			throw InvalidMessages.invalid("type: is missing, where the name of the command is expected");
		}
		if (!NAME.matcher(name).matches()) {
			throw InvalidMessages
				.invalid("type: '%s' is not the name of a command".formatted(InvalidMessages.shown(name)));
		}
		return name;
	}

	// Look for a brace and a valid next character, after a byte order mark and white
	// space. A brace alone is not enough: a line feed and a brace are also the start of a
	// protobuf message whose first field has 123 bytes.
	private static boolean isObject(byte[] command) {
		boolean mark = command.length >= 3 && command[0] == (byte) 0xEF && command[1] == (byte) 0xBB
				&& command[2] == (byte) 0xBF;
		int brace = skipSpace(command, mark ? 3 : 0);
		if (brace == command.length || command[brace] != '{') {
			return false;
		}
		int next = skipSpace(command, brace + 1);
		return next == command.length || command[next] == '"' || command[next] == '}' || command[0] == '{';
	}

	private static int skipSpace(byte[] command, int from) {
		int at = from;
		while (at < command.length
				&& (command[at] == ' ' || command[at] == '\n' || command[at] == '\r' || command[at] == '\t')) {
			at++;
		}
		return at;
	}

}
