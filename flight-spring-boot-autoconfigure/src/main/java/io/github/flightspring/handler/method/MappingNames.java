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

package io.github.flightspring.handler.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightPathPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The paths, the commands or the ticket that one annotation of a method names.
 *
 * @param paths the full paths
 * @param commands the names of commands; none where there are paths
 * @param ticket the raw ticket, or {@code null}
 */
record MappingNames(List<FlightPathPattern> paths, List<String> commands, @Nullable String ticket) {

	/**
	 * Create the names of an annotation and check them.
	 * @param basePath the path of the endpoint
	 * @param paths the paths below it; by default that path itself
	 * @param commands the names of commands
	 * @param ticket the raw ticket, or {@code null}
	 * @throws IllegalArgumentException if they are invalid
	 */
	static MappingNames of(String basePath, List<String> paths, List<String> commands, @Nullable String ticket) {
		boolean hasPath = paths.stream().anyMatch(StringUtils::hasText);
		boolean hasCommand = commands.stream().anyMatch(StringUtils::hasText);
		if (hasPath && hasCommand) {
			throw new IllegalArgumentException("It has the path '%s' and the command '%s'. A method serves one of them"
				.formatted(names(paths), names(commands)));
		}
		if (hasCommand) {
			if (!commands.stream().allMatch(StringUtils::hasText)) {
				throw new IllegalArgumentException("One of the commands '%s' has no name".formatted(names(commands)));
			}
			return new MappingNames(List.of(), distinct(commands, "command"), ticket).checked();
		}
		List<FlightPathPattern> patterns = new ArrayList<>();
		if (hasPath || StringUtils.hasText(basePath) || ticket == null) {
			for (String path : paths.isEmpty() ? List.of("") : paths) {
				patterns.add(FlightPathPattern.parse(basePath, path));
			}
		}
		distinct(patterns.stream().map(FlightPathPattern::shape).toList(), "path");
		return new MappingNames(patterns, List.of(), ticket).checked();
	}

	private static List<String> distinct(List<String> names, String kind) {
		Set<String> seen = new HashSet<>();
		for (String name : names) {
			if (!seen.add(name)) {
				throw new IllegalArgumentException("It has the %s '%s' twice".formatted(kind, name));
			}
		}
		return names;
	}

	private static String names(List<String> names) {
		return String.join("', '", names);
	}

	private MappingNames checked() {
		if (this.ticket == null) {
			return this;
		}
		if (this.paths.size() + this.commands.size() > 1) {
			throw new IllegalArgumentException(
					"It has the ticket '%s' and several paths or commands. A ticket stands for one of them"
						.formatted(this.ticket));
		}
		Set<String> values = ticketVariables();
		boolean alone = this.paths.isEmpty() && this.commands.isEmpty();
		if (!alone && this.paths.isEmpty() && !values.isEmpty()) {
			throw new IllegalArgumentException(
					"It has the command '%s' and the ticket '%s', whose variables a command has no values for"
						.formatted(this.commands.get(0), this.ticket));
		}
		if (!this.paths.isEmpty() && !this.paths.get(0).variables().equals(values)) {
			throw new IllegalArgumentException(
					"It has the path '%s' and the ticket '%s', which has no values for the variables, or others"
						.formatted(this.paths.get(0), this.ticket));
		}
		return this;
	}

	private Set<String> ticketVariables() {
		FlightPathPattern pattern = new FlightMappingInfo(FlightRpc.DO_GET, null, null, null, this.ticket, null, "")
			.ticketPattern();
		return (pattern != null) ? pattern.variables() : Set.of();
	}

	/**
	 * The names of the variables of all paths, or of the ticket.
	 */
	Set<String> variables() {
		Set<String> variables = new HashSet<>(ticketVariables());
		this.paths.forEach((path) -> variables.addAll(path.variables()));
		return variables;
	}

	/**
	 * Create one mapping per path, command or ticket.
	 */
	List<FlightMappingInfo> map(Factory factory) {
		List<FlightMappingInfo> mappings = new ArrayList<>();
		this.paths.forEach((path) -> mappings.add(factory.create(path, null, this.ticket)));
		this.commands.forEach((command) -> mappings.add(factory.create(null, command, this.ticket)));
		return mappings.isEmpty() ? List.of(factory.create(null, null, this.ticket)) : mappings;
	}

	/**
	 * The factory of a mapping.
	 */
	interface Factory {

		FlightMappingInfo create(@Nullable FlightPathPattern path, @Nullable String command, @Nullable String ticket);

	}

}
