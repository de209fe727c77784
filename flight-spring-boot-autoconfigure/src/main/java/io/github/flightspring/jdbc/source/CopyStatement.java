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

package io.github.flightspring.jdbc.source;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The COPY of the rows of a query. The server has parsed the query as one statement, so
 * that the same text in parentheses is the same query.
 */
final class CopyStatement {

	// others, such as explain and show, have no COPY
	private static final Set<String> QUERIES = Set.of("select", "with", "values", "table");

	private CopyStatement() {
	}

	/**
	 * Return the statement.
	 * @param query the query
	 * @return the statement, or {@code null} if COPY does not take the query
	 */
	static @Nullable String of(String query) {
		// the last one, if it is not part of a comment
		String text = query.replaceFirst("[;\\s]+$", "");
		// statements, and what the driver replaces: parameters, escaped operators and
		// JDBC's escapes
		boolean rewritten = text.chars().anyMatch((character) -> ";?{".indexOf(character) >= 0);
		if (rewritten || !QUERIES.contains(firstWord(text))) {
			return null;
		}
		// a comment at the end would hide the parenthesis
		return "copy (" + text + "\n) to stdout (format binary)";
	}

	private static String firstWord(String text) {
		int start = 0;
		for (int next = skip(text, 0); next > start; next = skip(text, next)) {
			start = next;
		}
		int end = start;
		while (end < text.length() && Character.isLetter(text.charAt(end))) {
			end++;
		}
		return text.substring(start, end).toLowerCase(Locale.ROOT);
	}

	/**
	 * Skip one space, comment or parenthesis.
	 * @return the index behind it
	 */
	private static int skip(String text, int start) {
		if (text.startsWith("--", start)) {
			int end = text.indexOf('\n', start);
			return (end < 0) ? text.length() : end;
		}
		if (text.startsWith("/*", start)) {
			return skipComment(text, start + 2);
		}
		boolean skipped = start < text.length()
				&& (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '(');
		return skipped ? start + 1 : start;
	}

	/**
	 * Skip a comment, which may have others within.
	 */
	private static int skipComment(String text, int start) {
		int depth = 1;
		int at = start;
		while (depth > 0 && at < text.length()) {
			if (text.startsWith("/*", at)) {
				depth++;
				at += 2;
			}
			else if (text.startsWith("*/", at)) {
				depth--;
				at += 2;
			}
			else {
				at++;
			}
		}
		return at;
	}

}
