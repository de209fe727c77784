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

import java.util.Collection;
import java.util.stream.Collectors;

import io.github.flightspring.command.message.InvalidMessages;

/**
 * A text does not fit its column.
 */
final class TextValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST = 60;

	private static final int KNOWN_NAMES = 32;

	/**
	 * Create the exception.
	 * @param path the column
	 * @param problem the problem
	 */
	TextValueException(String path, String problem) {
		super("column '%s': %s".formatted(path, problem), null, false, false);
	}

	/**
	 * Create the exception for a value of the wrong type.
	 */
	static TextValueException of(String path, TextValue value, String expected) {
		return new TextValueException(path, "%s is not %s".formatted(shown(value), expected));
	}

	/**
	 * Create the exception for a name that no column has.
	 */
	static TextValueException unknown(String prefix, String name, Collection<String> known) {
		return new TextValueException(prefix + InvalidMessages.shown(name),
				"there is no such column, but " + names(known));
	}

	/**
	 * Column names in a form that is safe to send to the client.
	 */
	static String names(Collection<String> names) {
		String shown = names.stream()
			.limit(KNOWN_NAMES)
			.map(InvalidMessages::shown)
			.collect(Collectors.joining("', '", "'", "'"));
		return (names.size() > KNOWN_NAMES) ? shown + " and " + (names.size() - KNOWN_NAMES) + " more" : shown;
	}

	static String shown(TextValue value) {
		if (value instanceof TextValue.Items) {
			return "a list";
		}
		if (value instanceof TextValue.Members) {
			return "an object";
		}
		String text = (value instanceof TextValue.Text content) ? content.text()
				: (value instanceof TextValue.Number number) ? number.literal()
						: (value instanceof TextValue.Truth truth) ? String.valueOf(truth.truth()) : "null";
		return "'" + InvalidMessages.shown(text, LONGEST) + "'";
	}

}
