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

import java.io.InputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as a JSON object a line. Empty lines are skipped.
 */
final class JsonTextRows implements TextRows {

	private final TextInput in;

	private final ObjectReader reader;

	private final int longest;

	private final StringBuilder text = new StringBuilder();

	private long line;

	JsonTextRows(InputStream in, JsonMapper mapper, int longest) {
		this.in = new TextInput(in);
		this.longest = longest;
		this.reader = exact(mapper);
	}

	/**
	 * Numbers keep all of their digits, and nothing is said twice or after the end.
	 */
	static ObjectReader exact(JsonMapper mapper) {
		return mapper.readerFor(JsonNode.class)
			.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
					DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
					DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	@Override
	public @Nullable List<String> names() {
		return null;
	}

	@Override
	public @Nullable ObjectNode next() {
		while (this.in.peek() >= 0) {
			this.line = this.in.line();
			readLine();
			if (!this.text.toString().isBlank()) {
				return parse();
			}
		}
		return null;
	}

	private void readLine() {
		this.text.setLength(0);
		int next = this.in.read();
		while (next >= 0 && next != '\n') {
			if (this.text.length() == this.longest) {
				throw TextInput.problem(this.line, " has more than %d characters".formatted(this.longest));
			}
			this.text.append((char) next);
			next = this.in.read();
		}
	}

	private ObjectNode parse() {
		JsonNode node;
		try {
			node = this.reader.readValue(this.text.toString());
		}
		catch (JacksonException ex) {
			throw TextInput.problem(this.line, " is not JSON: " + ex.getOriginalMessage());
		}
		if (node instanceof ObjectNode object) {
			return object;
		}
		throw TextInput.problem(this.line, " is not a JSON object with the row's values by column");
	}

	@Override
	public long line() {
		return this.line;
	}

}
