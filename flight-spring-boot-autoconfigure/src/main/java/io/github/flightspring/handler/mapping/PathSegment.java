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

package io.github.flightspring.handler.mapping;

import org.springframework.util.StringUtils;

/**
 * One segment of a {@link FlightPathPattern}.
 *
 * @param text the literal, or the name of the variable
 * @param kind the kind of the segment
 */
record PathSegment(String text, Kind kind) {

	static PathSegment parse(String text, String pattern) {
		if (text.isEmpty() || text.equals(".") || text.equals("..")) {
			throw new IllegalArgumentException(
					"Path '%s' has the segment '%s', which no call can have".formatted(pattern, text));
		}
		if (text.startsWith("{") && text.endsWith("}")) {
			boolean catchAll = text.startsWith("{*");
			String name = text.substring(catchAll ? 2 : 1, text.length() - 1);
			if (!StringUtils.hasText(name) || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
				throw new IllegalArgumentException(
						"Path '%s' has the variable '%s', which is not a name".formatted(pattern, name));
			}
			return new PathSegment(name, catchAll ? Kind.CATCH_ALL : Kind.VARIABLE);
		}
		if (text.contains("{") || text.contains("}")) {
			throw new IllegalArgumentException(
					"Path '%s' has the segment '%s'. A variable is a whole segment".formatted(pattern, text));
		}
		return new PathSegment(text, Kind.LITERAL);
	}

	boolean isVariable() {
		return this.kind != Kind.LITERAL;
	}

	String shape() {
		return switch (this.kind) {
			case LITERAL -> this.text;
			case VARIABLE -> "{}";
			case CATCH_ALL -> "{*}";
		};
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case LITERAL -> this.text;
			case VARIABLE -> "{" + this.text + "}";
			case CATCH_ALL -> "{*" + this.text + "}";
		};
	}

	/**
	 * The kinds of segments, the most specific first.
	 */
	enum Kind {

		/**
		 * A literal, which matches a segment equal to its text.
		 */
		LITERAL,

		/**
		 * A variable, which matches one segment.
		 */
		VARIABLE,

		/**
		 * A catch-all variable, which matches any number of segments. They may be empty.
		 */
		CATCH_ALL

	}

}
