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

import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Patterns with variables for tickets that this server did not create, such as
 * <code>v1/{name}</code>.
 */
final class TicketPatterns {

	private static final Pattern VARIABLE = Pattern.compile("\\{[*]?[\\p{javaJavaIdentifierPart}]+}");

	private TicketPatterns() {
	}

	/**
	 * Parse a ticket that has a variable.
	 * @param ticket the ticket of a mapping
	 * @return the pattern, or {@code null} if the ticket is a text without variables,
	 * which may contain braces
	 * @throws IllegalArgumentException if the ticket has variables and is not a valid
	 * pattern
	 */
	static @Nullable FlightPathPattern parse(@Nullable String ticket) {
		if (ticket == null
				|| Arrays.stream(ticket.split("/", -1)).noneMatch((part) -> VARIABLE.matcher(part).matches())) {
			return null;
		}
		FlightPathPattern pattern = FlightPathPattern.parse(ticket);
		if (!pattern.toString().equals(ticket)) {
			throw new IllegalArgumentException(
					"The ticket '%s' has variables, and a slash or a blank at one of its ends".formatted(ticket));
		}
		return pattern;
	}

}
