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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.http.text.TextValue.Members;
import io.github.flightspring.http.text.TextValue.Nothing;
import io.github.flightspring.http.text.TextValue.Text;
import org.jspecify.annotations.Nullable;

/**
 * Rows as comma-separated values. An empty value without quotes is null. Empty lines are
 * skipped, unless there is only one column.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, CSV</a>
 */
final class CsvTextRows implements TextRows {

	private final TextInput in;

	private final int longest;

	private final List<String> names;

	private final List<@Nullable String> fields = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private int length;

	private long line;

	/**
	 * Create the rows, and read the header.
	 * @param in the text
	 * @param names the names of the columns if the text has no header, or {@code null}
	 * @param longest the most characters in a row
	 */
	CsvTextRows(InputStream in, @Nullable List<String> names, int longest) {
		this.in = new TextInput(in);
		this.longest = longest;
		this.names = (names != null) ? List.copyOf(names) : header();
	}

	private List<String> header() {
		Set<String> found = new LinkedHashSet<>();
		readFields((name) -> {
			if (found.size() == MAX_VALUES) {
				throw TextInput.problem(this.line, " has more than %d columns".formatted(MAX_VALUES));
			}
			if (!found.add((name != null) ? name : "")) {
				throw TextInput.problem(this.line,
						" has a column twice: '" + InvalidMessages.shown((name != null) ? name : "") + "'");
			}
		});
		if (found.isEmpty()) {
			throw TextInput.problem(1, " is missing: it is the header, with the names of the columns");
		}
		return List.copyOf(found);
	}

	@Override
	public List<String> names() {
		return this.names;
	}

	@Override
	public @Nullable Members next() {
		do {
			this.fields.clear();
			if (!readFields(this::addField)) {
				return null;
			}
		}
		while (this.names.size() > 1 && this.fields.size() == 1 && this.fields.get(0) == null);
		if (this.fields.size() != this.names.size()) {
			throw TextInput.problem(this.line,
					" has %d values for %d columns".formatted(this.fields.size(), this.names.size()));
		}
		Map<String, TextValue> row = new LinkedHashMap<>();
		for (int i = 0; i < this.fields.size(); i++) {
			String field = this.fields.get(i);
			row.put(this.names.get(i), (field != null) ? new Text(field) : Nothing.NULL);
		}
		return new Members(row);
	}

	private void addField(@Nullable String field) {
		if (this.fields.size() == this.names.size()) {
			throw TextInput.problem(this.line,
					" has more values than there are columns (%d)".formatted(this.names.size()));
		}
		this.fields.add(field);
	}

	/**
	 * Read the fields of a row.
	 * @param fields the consumer of the fields, {@code null} for an empty one
	 * @return whether there was a row
	 */
	private boolean readFields(Consumer<@Nullable String> fields) {
		this.length = 0;
		this.line = this.in.line();
		if (this.in.peek() < 0) {
			return false;
		}
		int end;
		do {
			this.text.setLength(0);
			boolean quoted = this.in.peek() == '"';
			end = quoted ? quoted() : plain();
			fields.accept((quoted || !this.text.isEmpty()) ? this.text.toString() : null);
		}
		while (end == ',');
		return true;
	}

	private int plain() {
		while (true) {
			int next = this.in.read();
			if (next == ',' || isEnd(next)) {
				return next;
			}
			if (next == '"') {
				throw TextInput.problem(this.line, " has a quote within a value that does not start with one");
			}
			append(next);
		}
	}

	private int quoted() {
		this.in.read();
		while (true) {
			int next = this.in.read();
			if (next < 0) {
				throw TextInput.problem(this.line, " starts a row with a quote that does not end");
			}
			if (next == '"') {
				if (this.in.peek() != '"') {
					break;
				}
				this.in.read();
			}
			append(next);
		}
		int end = this.in.read();
		if (end != ',' && !isEnd(end)) {
			throw TextInput.problem(this.line, " has text after a quoted value");
		}
		return end;
	}

	private boolean isEnd(int next) {
		if (next == '\r' && this.in.peek() == '\n') {
			this.in.read();
			return true;
		}
		return next == '\n' || next < 0;
	}

	private void append(int next) {
		if (this.length++ == this.longest) {
			throw TextInput.problem(this.line, " starts a row of more than %d characters".formatted(this.longest));
		}
		this.text.append((char) next);
	}

	@Override
	public long line() {
		return this.line;
	}

}
