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

package io.github.flightspring.interop.flights;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;

/**
 * Rows as records: a fixed path, and a command.
 */
@FlightEndpoint("numbers")
class Numbers {

	@DoGet(description = "Three numbers")
	Stream<Numeral> all() {
		return numerals(3);
	}

	@DoGet(command = "numbers-below", description = "As many numbers as the command says")
	Stream<Numeral> below(@FlightCommand Below command) {
		return numerals(command.limit());
	}

	private static Stream<Numeral> numerals(int limit) {
		return IntStream.range(0, limit).mapToObj((id) -> new Numeral(id, "number " + id));
	}

	/**
	 * A row.
	 *
	 * @param id the number
	 * @param name its name
	 */
	record Numeral(int id, String name) {

	}

	/**
	 * The command.
	 *
	 * @param limit how many numbers
	 */
	record Below(int limit) {

	}

}
