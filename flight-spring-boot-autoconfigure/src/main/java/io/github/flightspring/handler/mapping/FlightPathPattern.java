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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.flightspring.handler.mapping.PathSegment.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The path pattern of a handler. It consists of literal segments and
 * <code>{variables}</code>, and may end with a catch-all variable, <code>{*rest}</code>.
 * If two patterns match, the first segment in which they differ decides: a literal wins
 * over a variable, a variable over a catch-all, and no segment over a catch-all.
 */
public final class FlightPathPattern {

	/**
	 * The order by specificity, the more specific pattern first. The result is 0 for two
	 * patterns that match the same paths.
	 */
	public static final Comparator<FlightPathPattern> SPECIFICITY = FlightPathPattern::compareSpecificity;

	private final List<PathSegment> segments;

	private FlightPathPattern(List<PathSegment> segments) {
		this.segments = List.copyOf(segments);
	}

	/**
	 * Parse a pattern such as {@code departures/{origin}}. Slashes at either end of a
	 * part are ignored.
	 * @param parts the parts of the pattern, which are joined in order
	 * @return the parsed pattern
	 * @throws IllegalArgumentException if it is not a valid pattern
	 */
	public static FlightPathPattern parse(String... parts) {
		String pattern = Arrays.stream(parts)
			.map(FlightPathPattern::trim)
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining("/"));
		if (pattern.isEmpty()) {
			throw new IllegalArgumentException(
					"The path is empty. Give the endpoint or the method a path or a command");
		}
		List<PathSegment> segments = new ArrayList<>();
		for (String text : pattern.split("/", -1)) {
			PathSegment segment = PathSegment.parse(text, pattern);
			if (!segments.isEmpty() && segments.get(segments.size() - 1).kind() == Kind.CATCH_ALL) {
				throw new IllegalArgumentException("Path '%s' goes on after the variable '%s', which takes all the rest"
					.formatted(pattern, segments.get(segments.size() - 1)));
			}
			segments.add(segment);
		}
		FlightPathPattern parsed = new FlightPathPattern(segments);
		parsed.checkVariables(pattern);
		return parsed;
	}

	private void checkVariables(String pattern) {
		Set<String> variables = new LinkedHashSet<>();
		for (PathSegment segment : this.segments) {
			if (segment.isVariable() && !variables.add(segment.text())) {
				throw new IllegalArgumentException(
						"Path '%s' has the variable '%s' twice".formatted(pattern, segment.text()));
			}
		}
	}

	private static String trim(String part) {
		String text = part.trim();
		int start = text.startsWith("/") ? 1 : 0;
		int end = (text.length() > start && text.endsWith("/")) ? text.length() - 1 : text.length();
		return text.substring(start, end);
	}

	/**
	 * Match a path. Only a catch-all variable matches an empty segment.
	 * @param path the path's segments
	 * @return the values of the variables, or {@code null} if the path does not match.
	 * The value of a catch-all is the rest of the path with {@code /} between its
	 * segments
	 */
	public @Nullable Map<String, String> match(List<String> path) {
		boolean open = this.segments.get(this.segments.size() - 1).kind() == Kind.CATCH_ALL;
		int single = open ? this.segments.size() - 1 : this.segments.size();
		if (open ? path.size() < single : path.size() != single) {
			return null;
		}
		Map<String, String> variables = new LinkedHashMap<>();
		for (int i = 0; i < single; i++) {
			PathSegment segment = this.segments.get(i);
			String value = path.get(i);
			if (segment.isVariable() ? value.isEmpty() : !segment.text().equals(value)) {
				return null;
			}
			if (segment.isVariable()) {
				variables.put(segment.text(), value);
			}
		}
		if (open) {
			variables.put(this.segments.get(single).text(), String.join("/", path.subList(single, path.size())));
		}
		return variables;
	}

	/**
	 * Whether the pattern has no variables.
	 * @return {@code true} if it matches exactly one path
	 */
	public boolean isFixed() {
		return this.segments.stream().noneMatch(PathSegment::isVariable);
	}

	/**
	 * The segments of a pattern without variables.
	 * @return the path
	 */
	public List<String> fixedPath() {
		return this.segments.stream().map(PathSegment::text).toList();
	}

	/**
	 * Create the path that the pattern matches with the given variables.
	 * @param variables a value for each variable
	 * @return the segments
	 */
	public List<String> expand(Map<String, String> variables) {
		List<String> path = new ArrayList<>();
		for (PathSegment segment : this.segments) {
			String value = segment.isVariable() ? variables.getOrDefault(segment.text(), "") : segment.text();
			if (segment.kind() != Kind.CATCH_ALL) {
				path.add(value);
			}
			else if (!value.isEmpty()) {
				path.addAll(List.of(value.split("/", -1)));
			}
		}
		return path;
	}

	/**
	 * The segments in their source form.
	 * @return the literals, and the variables in braces
	 */
	public List<String> segments() {
		return this.segments.stream().map(PathSegment::toString).toList();
	}

	/**
	 * The names of the variables.
	 * @return the names in order of appearance
	 */
	public Set<String> variables() {
		return this.segments.stream()
			.filter(PathSegment::isVariable)
			.map(PathSegment::text)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Whether a variable is a catch-all.
	 * @param name the name of the variable
	 * @return {@code true} if it matches any number of segments
	 */
	public boolean isCatchAll(String name) {
		return this.segments.contains(new PathSegment(name, Kind.CATCH_ALL));
	}

	/**
	 * The form that all patterns which match the same paths share.
	 * @return the pattern without the names of its variables
	 */
	public String shape() {
		return this.segments.stream().map(PathSegment::shape).collect(Collectors.joining("/"));
	}

	private static int compareSpecificity(FlightPathPattern one, FlightPathPattern other) {
		for (int i = 0; i < Math.max(one.segments.size(), other.segments.size()); i++) {
			int order = Integer.compare(one.rank(i), other.rank(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	private int rank(int index) {
		return (index < this.segments.size()) ? 1 + this.segments.get(index).kind().ordinal() : 0;
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
		return String.join("/", segments());
	}

}
