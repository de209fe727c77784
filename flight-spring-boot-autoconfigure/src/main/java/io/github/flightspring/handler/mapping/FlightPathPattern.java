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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The path of a handler: literal segments and {@code {variables}}. Between two patterns
 * that match, the one with a literal at the first segment in which they differ wins.
 */
public final class FlightPathPattern {

	/**
	 * The more specific pattern first; 0 for two that match the same paths.
	 */
	public static final Comparator<FlightPathPattern> SPECIFICITY = FlightPathPattern::compareSpecificity;

	private final List<Segment> segments;

	private FlightPathPattern(List<Segment> segments) {
		this.segments = List.copyOf(segments);
	}

	/**
	 * Parse a pattern such as {@code departures/{origin}}. Slashes at either end of a
	 * part do not count.
	 * @param parts the pattern, possibly in parts of which one continues the other
	 * @return the parsed pattern
	 * @throws IllegalArgumentException if it is not one
	 */
	public static FlightPathPattern parse(String... parts) {
		String pattern = Arrays.stream(parts)
			.map(FlightPathPattern::trim)
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining("/"));
		List<Segment> segments = new ArrayList<>();
		Set<String> variables = new HashSet<>();
		for (String text : pattern.isEmpty() ? new String[0] : pattern.split("/", -1)) {
			Segment segment = Segment.parse(text, pattern);
			if (segment.variable() && !variables.add(segment.text())) {
				throw new IllegalArgumentException(
						"Path '%s' has the variable '%s' twice".formatted(pattern, segment.text()));
			}
			segments.add(segment);
		}
		if (segments.isEmpty()) {
			throw new IllegalArgumentException(
					"The path is empty. Give the endpoint or the method a path or a command");
		}
		return new FlightPathPattern(segments);
	}

	private static String trim(String part) {
		String text = part.trim();
		int start = text.startsWith("/") ? 1 : 0;
		int end = (text.length() > start && text.endsWith("/")) ? text.length() - 1 : text.length();
		return text.substring(start, end);
	}

	/**
	 * Match a path.
	 * @param path the path's segments
	 * @return the values of the variables, or {@code null} if the path does not match
	 */
	public @Nullable Map<String, String> match(List<String> path) {
		if (path.size() != this.segments.size()) {
			return null;
		}
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < path.size(); i++) {
			Segment segment = this.segments.get(i);
			if (segment.variable()) {
				variables.put(segment.text(), path.get(i));
			}
			else if (!segment.text().equals(path.get(i))) {
				return null;
			}
		}
		return variables;
	}

	/**
	 * Whether the pattern has no variables.
	 * @return whether it matches one path only
	 */
	public boolean isFixed() {
		return this.segments.stream().noneMatch(Segment::variable);
	}

	/**
	 * The segments of a pattern without variables.
	 * @return the path
	 */
	public List<String> fixedPath() {
		return this.segments.stream().map(Segment::text).toList();
	}

	boolean hasVariable(String name) {
		return this.segments.stream().anyMatch((segment) -> segment.variable() && segment.text().equals(name));
	}

	/**
	 * What two patterns have in common that match the same paths.
	 * @return the pattern without the names of its variables
	 */
	public String shape() {
		return String.join("/",
				this.segments.stream().map((segment) -> segment.variable() ? "{}" : segment.text()).toList());
	}

	private static int compareSpecificity(FlightPathPattern one, FlightPathPattern other) {
		for (int i = 0; i < Math.min(one.segments.size(), other.segments.size()); i++) {
			boolean variable = one.segments.get(i).variable();
			if (variable != other.segments.get(i).variable()) {
				return variable ? 1 : -1;
			}
		}
		return 0;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FlightPathPattern pattern && pattern.segments.equals(this.segments);
	}

	@Override
	public int hashCode() {
		return this.segments.hashCode();
	}

	@Override
	public String toString() {
		return String.join("/",
				this.segments.stream()
					.map((segment) -> segment.variable() ? "{" + segment.text() + "}" : segment.text())
					.toList());
	}

	private record Segment(String text, boolean variable) {

		static Segment parse(String text, String pattern) {
			if (text.isEmpty() || text.equals(".") || text.equals("..")) {
				throw new IllegalArgumentException(
						"Path '%s' has the segment '%s', which no call can have".formatted(pattern, text));
			}
			if (text.startsWith("{") && text.endsWith("}")) {
				String name = text.substring(1, text.length() - 1);
				if (!StringUtils.hasText(name) || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
					throw new IllegalArgumentException(
							"Path '%s' has the variable '%s', which is not a name".formatted(pattern, name));
				}
				return new Segment(name, true);
			}
			if (text.contains("{") || text.contains("}")) {
				throw new IllegalArgumentException(
						"Path '%s' has the segment '%s'. A variable is a whole segment".formatted(pattern, text));
			}
			return new Segment(text, false);
		}

	}

}
