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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.interop.flights.Numbers.Numeral;
import org.apache.arrow.flight.Location;

/**
 * Flights of eight partitions with ten rows each, and with everything else that a flight
 * can say of itself.
 */
@FlightEndpoint("described")
class Described {

	static final Instant EXPIRY = Instant.parse("2100-01-02T03:04:05.123456789Z");

	private static final int PARTITIONS = 8;

	private static final int ROWS = 10;

	@GetFlightInfo("{kind}")
	Flight describe(String kind) {
		Flight flight = Flight.of(Numeral.class)
			.totalRecords((long) PARTITIONS * ROWS)
			.totalBytes(4321)
			.appMetadata("info of " + kind);
		for (int number = 0; number < PARTITIONS; number++) {
			byte[] metadata = ("endpoint " + number).getBytes(StandardCharsets.UTF_8);
			flight.partition(new Part(number), (partition) -> {
				partition.appMetadata(metadata);
				if (kind.equals("expiring")) {
					partition.expiresAt(EXPIRY);
				}
				if (kind.equals("expired")) {
					partition.expiresAt(Instant.now().minusSeconds(1));
				}
			});
		}
		if (kind.equals("reuse")) {
			flight.locations(Location.reuseConnection());
		}
		return kind.equals("ordered") ? flight.ordered() : flight;
	}

	@DoGet("{kind}")
	Stream<Numeral> rows(String kind, @FlightPartition Part part) {
		return IntStream.range(part.number() * ROWS, (part.number() + 1) * ROWS)
			.mapToObj((id) -> new Numeral(id, kind));
	}

	/**
	 * The value of a partition.
	 *
	 * @param number which one
	 */
	record Part(int number) {

	}

}
