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

package io.github.flightspring.sample.departures;

import java.io.IOException;
import java.sql.SQLException;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.sample.airports.AirportFile;
import io.github.flightspring.sample.duckdb.DuckDb;
import jakarta.validation.Valid;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * US domestic departures of the first half of 2001, as Arrow from the file to the client:
 * no row is ever a Java object.
 */
@FlightEndpoint("departures")
class Departures {

	private final DuckDb duckDb;

	private final AirportFile airports;

	private final DepartureMonths months;

	Departures(DuckDb duckDb, AirportFile airports, DepartureMonths months) {
		this.duckDb = duckDb;
		this.airports = airports;
		this.months = months;
	}

	@DoGet(description = "All departures, in the order of their dates")
	ArrowReader all(@FlightPartition @Nullable Month month, FlightCall call) throws SQLException {
		if (month == null) {
			return this.duckDb.query(call, "FROM departures");
		}
		return this.duckDb.query(call, "FROM departures WHERE date >= ? AND date < ?", month.start(), month.end());
	}

	@GetFlightInfo
	Flight describe(FlightCall call) throws SQLException, IOException {
		try (ArrowReader none = this.duckDb.query(call, "FROM departures LIMIT 0")) {
			Flight flight = Flight.of(none.getVectorSchemaRoot().getSchema());
			this.months.all().forEach(flight::partition);
			return flight.totalRecords(this.months.departures()).ordered();
		}
	}

	@DoGet(path = "{origin}", description = "The departures of one airport")
	ArrowReader from(String origin, FlightCall call) throws SQLException {
		if (this.airports.find(origin) == null) {
			throw CallStatus.NOT_FOUND
				.withDescription("No airport '" + origin + "', the flight 'airports' lists those that there are")
				.toRuntimeException();
		}
		return this.duckDb.query(call, "FROM departures WHERE origin = ?", origin);
	}

	@DoGet(command = "delays-by-airport", description = "Flights and mean delay in minutes of each airport")
	ArrowReader delays(@FlightCommand @Valid DelaysByAirport command, FlightCall call) throws SQLException {
		return this.duckDb.query(call, """
				SELECT origin, count(*) AS flights, avg(delay) AS mean_delay
				FROM departures GROUP BY origin HAVING flights >= ?
				ORDER BY mean_delay DESC, origin""", command.minFlights());
	}

}
