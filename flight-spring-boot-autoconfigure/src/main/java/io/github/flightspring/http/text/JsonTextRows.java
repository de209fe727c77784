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

import io.github.flightspring.http.text.TextValue.Members;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a JSON object a line. Empty lines are skipped.
 */
final class JsonTextRows implements TextRows {

	private final TextInput in;

	private final JsonTexts json;

	private final int longest;

	private final StringBuilder text = new StringBuilder();

	private long line;

	JsonTextRows(InputStream in, JsonTexts json, int longest) {
		this.in = new TextInput(in);
		this.longest = longest;
		this.json = json;
	}

	@Override
	public @Nullable List<String> names() {
		return null;
	}

	@Override
	public @Nullable Members next() {
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

	private Members parse() {
		try {
			if (this.json.read(this.text.toString()) instanceof Members row) {
				return row;
			}
		}
		catch (JsonTexts.Malformed ex) {
			throw TextInput.problem(this.line, " " + ex.getMessage());
		}
		throw TextInput.problem(this.line, " is not a JSON object with the row's values by column");
	}

	@Override
	public long line() {
		return this.line;
	}

}
