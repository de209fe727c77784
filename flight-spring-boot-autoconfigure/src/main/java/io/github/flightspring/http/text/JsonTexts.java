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

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
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
 * Reads values from JSON. Values are not converted. Duplicate members, and text after the
 * end, are refused.
 */
final class JsonTexts {

	// formats nest no deeper than this
	private static final int MAX_DEPTH = 500;

	private final ObjectReader parsers;

	/**
	 * Create a reader.
	 * @param mapper the mapper with the limits of JSON
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
		TextValue value = read(new StringReader(json), null);
		if (value == null) {
			throw new Malformed("is not JSON: it ends too early");
		}
		return value;
	}

	/**
	 * Read a value. Reading stops at the first error.
	 * @param json the JSON
	 * @param names the names that an object may have, or {@code null} for any
	 * @return the value, or {@code null} if the text is only white space
	 * @throws Malformed if it is not JSON
	 * @throws TextValueException if the value is an object with another name
	 */
	@Nullable TextValue read(Reader json, @Nullable Collection<String> names) {
		try (JsonParser parser = this.parsers.createParser(json)) {
			JsonToken token = parser.nextToken();
			TextValue value = (token != null) ? new Values(parser, names).value(token, 0) : null;
			if (value != null && parser.nextToken() != null) {
				throw new Malformed("is not JSON: data follows the end of the value");
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

	/**
	 * The values of one text.
	 */
	private static final class Values {

		private final JsonParser parser;

		private final @Nullable Collection<String> names;

		private int count;

		Values(JsonParser parser, @Nullable Collection<String> names) {
			this.parser = parser;
			this.names = names;
		}

		TextValue value(@Nullable JsonToken token, int depth) {
			if (token == null) {
				throw new Malformed("is not JSON: it ends too early");
			}
			if (depth > MAX_DEPTH) {
				throw new Malformed("is not JSON within the limit of its depth");
			}
			if (depth > 0 && this.count++ == TextRows.MAX_VALUES) {
				throw new TooManyValues();
			}
			return switch (token) {
				case START_OBJECT -> members(depth);
				case START_ARRAY -> items(depth);
				case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new TextValue.Number(this.parser.getString());
				case VALUE_TRUE, VALUE_FALSE -> new TextValue.Truth(token == JsonToken.VALUE_TRUE);
				case VALUE_NULL -> TextValue.Nothing.NULL;
				default -> new TextValue.Text(this.parser.getString());
			};
		}

		private TextValue members(int depth) {
			Map<String, TextValue> members = new LinkedHashMap<>();
			while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = this.parser.currentName();
				if (depth == 0 && this.names != null && !this.names.contains(name)) {
					throw TextValueException.unknown("", name, this.names);
				}
				if (members.containsKey(name)) {
					throw new Malformed("has the name '" + InvalidMessages.shown(name) + "' twice in one object");
				}
				members.put(name, value(this.parser.nextToken(), depth + 1));
			}
			return new TextValue.Members(members);
		}

		private TextValue items(int depth) {
			List<TextValue> items = new ArrayList<>();
			JsonToken token = this.parser.nextToken();
			while (token != JsonToken.END_ARRAY) {
				items.add(value(token, depth + 1));
				token = this.parser.nextToken();
			}
			return new TextValue.Items(items);
		}

	}

	/**
	 * The failure of a text that is not JSON. Its message follows the name of the text.
	 */
	static class Malformed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Malformed(String problem) {
			super(problem, null, false, false);
		}

	}

	/**
	 * The failure of a text with more values than a row may have.
	 */
	static final class TooManyValues extends Malformed {

		private static final long serialVersionUID = 1L;

		TooManyValues() {
			super("has more than %d values, those of its lists and objects included".formatted(TextRows.MAX_VALUES));
		}

	}

}
