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

package io.github.flightspring.sample.airports;

import java.io.IOException;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The airports as a flight, and an exchange that measures between them: rows are records,
 * which the starter turns into Arrow and back.
 */
@FlightEndpoint("airports")
class Airports {

	private final AirportFile file;

	Airports(AirportFile file) {
		this.file = file;
	}

	@DoGet(description = "The airports of the United States")
	Stream<Airport> all() throws IOException {
		return this.file.read();
	}

	@DoExchange(command = "distance",
			description = "Great-circle distances in miles, null where an airport is not known")
	Stream<Leg> distance(Stream<Hop> hops) {
		return hops.map((hop) -> new Leg(hop.origin(), hop.destination(), miles(hop)));
	}

	private @Nullable Double miles(Hop hop) {
		Airport origin = find(hop.origin());
		Airport destination = find(hop.destination());
		return (origin != null && destination != null) ? origin.milesTo(destination) : null;
	}

	private @Nullable Airport find(@Nullable String code) {
		return (code != null) ? this.file.find(code) : null;
	}

}
