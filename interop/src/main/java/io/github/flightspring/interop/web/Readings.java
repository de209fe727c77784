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

package io.github.flightspring.interop.web;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import org.apache.arrow.flight.CallStatus;

/**
 * Rows in two partitions with a description as JSON, the result of a query, and uploads
 * that are taken whole or not at all.
 */
@FlightEndpoint("readings")
class Readings {

	private static final int PART_ROWS = 50_000;

	private volatile long stored = -1;

	/**
	 * A row.
	 *
	 * @param id its number
	 * @param name a name with what text must quote
	 * @param value a number
	 */
	record Reading(int id, String name, double value) {

	}

	/**
	 * A partition.
	 *
	 * @param first the number of its first row
	 */
	record Part(int first) {

	}

	/**
	 * The answer to how many rows were stored.
	 *
	 * @param rows the number of rows of the last upload that ended well, -1 if none did
	 */
	record Stored(long rows) {

	}

	@GetFlightInfo
	Flight describe() {
		return Flight.of(Reading.class)
			.metadata(Map.of("sensor", "attic", "place", "Zürich"), Map.of("sensor", "cellar", "place", "—"))
			.partition(new Part(0))
			.partition(new Part(PART_ROWS))
			.totalRecords(2L * PART_ROWS)
			.ordered();
	}

	@DoGet
	Stream<Reading> rows(@FlightPartition Part part) {
		return readings(part.first(), PART_ROWS);
	}

	@FlightQuery("result")
	Stream<Reading> result() {
		return readings(0, 2 * PART_ROWS);
	}

	@DoGet("refused")
	Stream<Reading> refused() {
		throw CallStatus.NOT_FOUND.withDescription("There are none today").toRuntimeException();
	}

	@DoPut
	long upload(Stream<Reading> rows) {
		this.stored = -1;
		long count = rows.peek(Readings::check).count();
		this.stored = count;
		return count;
	}

	@DoGet("stored")
	Stream<Stored> stored() {
		return Stream.of(new Stored(this.stored));
	}

	private static void check(Reading reading) {
		if (!reading.equals(reading(reading.id()))) {
			throw CallStatus.INVALID_ARGUMENT.withDescription(reading + " is not what it was").toRuntimeException();
		}
	}

	private static Stream<Reading> readings(int first, int count) {
		return IntStream.range(first, first + count).mapToObj(Readings::reading);
	}

	private static Reading reading(int id) {
		return new Reading(id, "reading \"" + id + "\", ü", id / 8.0);
	}

}
