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

package io.github.flightspring.http.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.command.message.InvalidMessages;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads values from JSON. Nothing is converted, and nothing may be there twice or after
 * the end.
 */
final class JsonTexts {

	// the format of the columns is never deeper
	private static final int MAX_DEPTH = 500;

	private final ObjectReader parsers;

	/**
	 * Create a reader.
	 * @param mapper knows the limits of JSON
	 */
	JsonTexts(JsonMapper mapper) {
		this.parsers = mapper.reader();
	}

	/**
	 * Read a value.
	 * @param json the JSON
	 * @return the value
	 * @throws Malformed if it is not JSON
	 */
	TextValue read(String json) {
		try (JsonParser parser = this.parsers.createParser(json)) {
			TextValue value = value(parser, parser.nextToken(), 0);
			if (parser.nextToken() != null) {
				throw new Malformed("is not JSON: more follows after the end of the value");
			}
			return value;
		}
		catch (StreamConstraintsException ex) {
			throw new Malformed("is not JSON within the limits of its depth and of the length of numbers and texts");
		}
		catch (UnexpectedEndOfInputException ex) {
			throw new Malformed("is not JSON: it ends too early");
		}
		catch (JacksonException ex) {
			int column = (ex.getLocation() != null) ? ex.getLocation().getColumnNr() : 0;
			throw new Malformed("is not JSON" + ((column > 0) ? ", see character " + column : ""));
		}
	}

	private TextValue value(JsonParser parser, @Nullable JsonToken token, int depth) {
		if (token == null) {
			throw new Malformed("is not JSON: it ends too early");
		}
		if (depth > MAX_DEPTH) {
			throw new Malformed("is not JSON within the limit of its depth");
		}
		return switch (token) {
			case START_OBJECT -> members(parser, depth);
			case START_ARRAY -> items(parser, depth);
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new TextValue.Number(parser.getString());
			case VALUE_TRUE, VALUE_FALSE -> new TextValue.Truth(token == JsonToken.VALUE_TRUE);
			case VALUE_NULL -> TextValue.Nothing.NULL;
			default -> new TextValue.Text(parser.getString());
		};
	}

	private TextValue members(JsonParser parser, int depth) {
		Map<String, TextValue> members = new LinkedHashMap<>();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (members.put(name, value(parser, parser.nextToken(), depth + 1)) != null) {
				throw new Malformed("has the name '" + InvalidMessages.shown(name) + "' twice in one object");
			}
		}
		return new TextValue.Members(members);
	}

	private TextValue items(JsonParser parser, int depth) {
		List<TextValue> items = new ArrayList<>();
		JsonToken token = parser.nextToken();
		while (token != JsonToken.END_ARRAY) {
			items.add(value(parser, token, depth + 1));
			token = parser.nextToken();
		}
		return new TextValue.Items(items);
	}

	/**
	 * Says what is wrong with a text that should be JSON, in words that follow its name.
	 */
	static final class Malformed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Malformed(String problem) {
			super(problem, null, false, false);
		}

	}

}
