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

package io.github.flightspring.security;

import java.util.Arrays;
import java.util.List;

import io.github.flightspring.annotation.FlightRpc;

import org.springframework.util.AntPathMatcher;

/**
 * Finds rules that can never match. Such a rule protects nothing and leaves a flight to
 * the later rules without any other sign.
 */
final class RuleChecks {

	private static final AntPathMatcher PATHS = new AntPathMatcher();

	// no pattern contains such a segment
	private static final String ANY = "\u0001";

	private RuleChecks() {
	}

	static <T> List<T> some(String kind, T[] values) {
		if (values.length == 0) {
			throw new IllegalStateException("%s() names nothing: it would be about every call".formatted(kind));
		}
		return Arrays.asList(values);
	}

	static List<String> names(String kind, String... names) {
		for (String name : some(kind, names)) {
			if (name.isBlank()) {
				throw new IllegalStateException("%s('%s') matches nothing: the name is empty".formatted(kind, name));
			}
		}
		return Arrays.asList(names);
	}

	static String path(String pattern) {
		String relative = pattern.startsWith("/") ? pattern.substring(1) : pattern;
		for (String segment : relative.split("/", -1)) {
			if (segment.isEmpty()) {
				throw new IllegalStateException(
						"The path pattern '%s' has an empty segment and matches nothing. Leave out the slash that makes it"
							.formatted(pattern));
			}
			if (segment.equals(".") || segment.equals("..")) {
				throw new IllegalStateException(
						"The path pattern '%s' has the segment '%s' and matches nothing: no path of a flight has it"
							.formatted(pattern, segment));
			}
			if (segment.contains("**") && !segment.equals("**")) {
				throw new IllegalStateException(
						"The path pattern '%s' has '**' in the segment '%s': it stands for segments only where it is one"
							.formatted(pattern, segment));
			}
			if (segment.startsWith("{*")) {
				throw new IllegalStateException(
						"The path pattern '%s' has '%s', which is for paths of handlers. Write '**' for any number of segments"
							.formatted(pattern, segment));
			}
		}
		checkBraces(pattern, relative);
		return relative;
	}

	private static void checkBraces(String pattern, String relative) {
		int depth = 0;
		for (char c : relative.toCharArray()) {
			depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
			if (depth < 0 || (depth > 0 && c == '/')) {
				break;
			}
		}
		try {
			if (depth != 0 || relative.contains("{}")) {
				throw new IllegalStateException(
						"The path pattern '%s' has a brace without its other half or a variable without a name"
							.formatted(pattern));
			}
			PATHS.match(relative, relative.replace("{", "").replace("}", ""));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException(
					"The path pattern '%s' makes no sense: %s".formatted(pattern, ex.getMessage()), ex);
		}
	}

	/**
	 * Return whether one pattern matches all paths of another; {@code false} if that is
	 * unclear.
	 */
	static boolean covers(String pattern, String other) {
		if (pattern.equals(other)) {
			return true;
		}
		String example = other.replaceAll("\\{[^/]*}", ANY).replaceAll("(?<![*])[*](?![*])", ANY).replace("?", ANY);
		for (String any : List.of(ANY, ANY + "/" + ANY + "/" + ANY)) {
			if (!PATHS.match(pattern, example.replace("**", any))) {
				return false;
			}
		}
		if (example.equals("**")) {
			return PATHS.match(pattern, "");
		}
		return !example.endsWith("/**") || PATHS.match(pattern, example.substring(0, example.length() - 3));
	}

	static String targets(FlightRpc rpc) {
		return switch (rpc) {
			case HANDSHAKE -> "handshakes are open";
			case LIST_FLIGHTS, LIST_ACTIONS -> "it has neither path nor command nor action";
			case DO_ACTION -> "it has an action, and neither path nor command";
			default -> "it has a path or a command, and no action";
		};
	}

}
