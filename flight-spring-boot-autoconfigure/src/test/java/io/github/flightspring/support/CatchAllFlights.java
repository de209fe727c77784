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

package io.github.flightspring.support;

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPathVariable;

/**
 * Flights with variables that take the rest of a path, beside more specific ones. The one
 * row of a flight says which method served it, and with what.
 */
@FlightEndpoint
public class CatchAllFlights {

	/**
	 * The row.
	 *
	 * @param text its text
	 */
	public record Row(String text) {
	}

	@DoGet("files/{*rest}")
	Stream<Row> files(List<String> rest) {
		return row(rest + " of files");
	}

	@DoPut("files/{*rest}")
	String put(@FlightPathVariable("rest") String name, Stream<Row> rows) {
		return name + ": " + rows.count();
	}

	@DoGet("files/deep/{*rest}")
	Stream<Row> deep(String rest) {
		return row(rest + " of deep");
	}

	@DoGet("files/fixed")
	Stream<Row> fixed() {
		return row("fixed");
	}

	@DoGet("files/{name}/size")
	Stream<Row> size(String name) {
		return row(name + "'s size");
	}

	@DoGet("numbers/{*numbers}")
	Stream<Row> sum(List<Integer> numbers) {
		return row(String.valueOf(numbers.stream().mapToInt(Integer::intValue).sum()));
	}

	public static Stream<Row> row(String text) {
		return Stream.of(new Row(text));
	}

}
