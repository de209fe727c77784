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
import java.util.List;

import io.github.flightspring.command.message.InvalidMessages;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * The normalized form of flight paths, in which they are looked up and signed. For
 * example, {@code ["departures", "ATL"]} and {@code ["departures/ATL"]} are the same
 * path. Authorization rules get the path without its empty segments.
 */
public final class FlightPaths {

	private FlightPaths() {
	}

	/**
	 * Split the path that a client sent into segments.
	 * @param path the elements of a descriptor's path
	 * @return the segments
	 * @throws org.apache.arrow.flight.FlightRuntimeException INVALID_ARGUMENT if the path
	 * has no element or has a segment {@code .} or {@code ..}
	 */
	public static List<String> normalize(List<String> path) {
		List<String> segments = new ArrayList<>();
		for (String element : path) {
			segments.addAll(List.of(element.split("/", -1)));
		}
		if (segments.isEmpty()) {
			throw CallStatus.INVALID_ARGUMENT.withDescription("The flight path is empty").toRuntimeException();
		}
		for (String segment : segments) {
			if (segment.equals(".") || segment.equals("..")) {
				throw invalid(segments, segment);
			}
		}
		return List.copyOf(segments);
	}

	/**
	 * Create the refusal of a path because of one of its segments.
	 * @param path the segments
	 * @param segment the invalid segment
	 * @return the refusal, with INVALID_ARGUMENT
	 */
	public static FlightRuntimeException invalid(List<String> path, String segment) {
		return CallStatus.INVALID_ARGUMENT
			.withDescription("The flight path '%s' has the segment '%s'"
				.formatted(InvalidMessages.shown(String.join("/", path)), segment))
			.toRuntimeException();
	}

	/**
	 * The path without its empty segments, for authorization rules. An application may
	 * treat {@code a//b} and {@code /a/b} like {@code a/b}, so a rule for one of them
	 * applies to all.
	 * @param segments the segments
	 * @return the segments that are not empty, or one empty segment if all are empty
	 */
	public static List<String> withoutEmpty(List<String> segments) {
		List<String> named = segments.stream().filter((segment) -> !segment.isEmpty()).toList();
		return named.isEmpty() ? List.of("") : named;
	}

}
