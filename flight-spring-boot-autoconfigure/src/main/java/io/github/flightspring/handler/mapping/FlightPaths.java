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
 * The one form in which a flight path is looked up and signed, whatever form a client
 * sends: {@code ["departures", "ATL"]} and {@code ["departures/ATL"]} are one path. Rules
 * see it without its empty segments.
 */
public final class FlightPaths {

	private FlightPaths() {
	}

	/**
	 * Split what a client sent into segments.
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
	 * Refuse a path for one of its segments.
	 * @param path the segments
	 * @param segment the segment that no flight has
	 * @return INVALID_ARGUMENT
	 */
	public static FlightRuntimeException invalid(List<String> path, String segment) {
		return CallStatus.INVALID_ARGUMENT
			.withDescription("The flight path '%s' has the segment '%s'"
				.formatted(InvalidMessages.shown(String.join("/", path)), segment))
			.toRuntimeException();
	}

	/**
	 * The form in which rules see a path. An application may well take {@code a//b} and
	 * {@code /a/b} for {@code a/b}, so a rule for one is a rule for all.
	 * @param segments the segments
	 * @return those that are not empty, or one empty segment if all are
	 */
	public static List<String> withoutEmpty(List<String> segments) {
		List<String> named = segments.stream().filter((segment) -> !segment.isEmpty()).toList();
		return named.isEmpty() ? List.of("") : named;
	}

}
