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

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Airports} and {@link AirportFile}.
 */
class AirportsTests {

	private final AirportFile file;

	private final Airports airports;

	AirportsTests() throws Exception {
		this.file = new AirportFile();
		this.airports = new Airports(this.file);
	}

	@Test
	void whenAllThenEveryRowOfTheFileInItsOrder() throws Exception {
		try (Stream<Airport> all = this.airports.all()) {
			List<Airport> rows = all.toList();
			assertThat(rows).hasSize(3376);
			assertThat(rows.get(0))
				.isEqualTo(new Airport("00M", "Thigpen", "Bay Springs", "MS", "USA", 31.95376472, -89.23450472));
		}
	}

	@Test
	void whenClosedBeforeTheEndThenNoMoreRows() throws Exception {
		Stream<Airport> all = this.airports.all();
		var rows = all.iterator();
		rows.next();
		all.close();
		int left = 0;
		while (rows.hasNext()) {
			rows.next();
			left++;
		}
		// what the parser had read already, less than the whole file
		assertThat(left).isLessThan(3000);
	}

	@Test
	void whenDistanceThenSameRowsWithMiles() {
		List<Leg> legs = this.airports.distance(Stream.of(new Hop("ATL", "LAX"), new Hop("JFK", "JFK"))).toList();
		assertThat(legs).extracting(Leg::origin).containsExactly("ATL", "JFK");
		assertThat(legs).extracting(Leg::destination).containsExactly("LAX", "JFK");
		// the departures say 1946, on an ellipsoid
		assertThat(legs.get(0).distance()).isCloseTo(1946, within(0.003 * 1946));
		assertThat(legs.get(1).distance()).isZero();
	}

	@Test
	void whenAirportUnknownThenDistanceNull() {
		Stream<Hop> hops = Stream.of(new Hop("ATL", "???"), new Hop(null, "ATL"), new Hop("atl", "LAX"));
		assertThat(this.airports.distance(hops)).hasSize(3).allMatch((leg) -> leg.distance() == null);
	}

	@Test
	void whenDistanceThenRowsAreTakenOneByOne() {
		Stream<Hop> endless = Stream.generate(() -> new Hop("ATL", "LAX"));
		assertThat(this.airports.distance(endless).limit(3)).hasSize(3);
	}

	@Test
	void whenAntipodesThenHalfTheCircumference() {
		Airport here = new Airport("A", "", "", "", "", 12.5, 30);
		Airport there = new Airport("B", "", "", "", "", -12.5, -150);
		assertThat(here.milesTo(there)).isCloseTo(Math.PI * 3958.7613, within(0.001));
	}

}
