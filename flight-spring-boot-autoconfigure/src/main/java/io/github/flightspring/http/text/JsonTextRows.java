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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.http.text.TextValue.Members;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON Lines, one object per line. Empty lines are skipped.
 */
final class JsonTextRows implements TextRows {

	private final TextInput in;

	private final JsonTexts json;

	private final Set<String> columns;

	private final int longest;

	private long line;

	/**
	 * Create the rows.
	 * @param in the text
	 * @param json the JSON reader
	 * @param columns the names that a row may have
	 * @param longest the most characters in a row
	 */
	JsonTextRows(InputStream in, JsonTexts json, List<String> columns, int longest) {
		this.in = new TextInput(in);
		this.json = json;
		this.columns = new LinkedHashSet<>(columns);
		this.longest = longest;
	}

	@Override
	public @Nullable List<String> names() {
		return null;
	}

	@Override
	public @Nullable Members next() {
		while (this.in.peek() >= 0) {
			this.line = this.in.line();
			TextValue value = read();
			if (value != null) {
				return row(value);
			}
		}
		return null;
	}

	private @Nullable TextValue read() {
		try {
			return this.json.read(new TextLine(this.in, this.longest), this.columns);
		}
		catch (JsonTexts.Malformed ex) {
			throw TextInput.problem(this.line, " " + ex.getMessage());
		}
		catch (TextValueException ex) {
			throw TextInput.problem(this.line, ", " + ex.getMessage());
		}
	}

	private Members row(TextValue value) {
		if (value instanceof Members row) {
			return row;
		}
		throw TextInput.problem(this.line, " is not a JSON object with the row's values by column");
	}

	@Override
	public long line() {
		return this.line;
	}

}
