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

package io.github.flightspring.autoconfigure.security;

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.handler.Flight;

import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;

/**
 * Flights for some and not for others.
 */
@FlightEndpoint("data")
class AuthorizedService {

	record Row(String value) {
	}

	@DoGet("free")
	List<Row> free() {
		return List.of(new Row("free"));
	}

	@DoGet("open")
	List<Row> open() {
		return List.of(new Row("open"));
	}

	@DoGet("payroll")
	List<Row> payroll() {
		return List.of(new Row("payroll"));
	}

	@DoGet("payroll/{month}")
	List<Row> payrollOf(String month) {
		return List.of(new Row(month));
	}

	@DoGet("deeply/{a}/{b}")
	List<Row> deeply(String a, String b) {
		return List.of(new Row(a + b));
	}

	@DoGet("of/{user}")
	List<Row> of(String user) {
		return List.of(new Row(user));
	}

	@FlightQuery("query")
	Stream<Row> query() {
		return Stream.of(new Row(String.valueOf(SecuredService.current())));
	}

	@DoGet("guarded")
	@PreAuthorize("hasRole('WRITER')")
	public List<Row> guarded() {
		return List.of(new Row("guarded"));
	}

	@DoGet("afterwards")
	@PostAuthorize("hasRole('WRITER')")
	public List<Row> afterwards() {
		return List.of(new Row("afterwards"));
	}

	@FlightQuery("guarded-query")
	@PreAuthorize("hasRole('WRITER')")
	public Stream<Row> guardedQuery() {
		return Stream.of(new Row("guarded"));
	}

	@GetFlightInfo("described")
	public Flight describe() {
		return Flight.of(Row.class);
	}

	@DoGet("described")
	@PreAuthorize("hasRole('WRITER')")
	public List<Row> described() {
		return List.of(new Row("described"));
	}

	@DoGet(command = "report")
	List<Row> report() {
		return List.of(new Row("report"));
	}

	@DoPut("upload")
	long upload(Stream<Row> rows) {
		return 0;
	}

	@ListFlights
	List<Flight> more() {
		return List.of(Flight.of(Row.class).path("data", "listed"),
				Flight.of(Row.class).path("data", "payroll", "2026"));
	}

	@DoAction("compact")
	String compact() {
		return "compacted";
	}

	@DoAction("ping")
	String ping() {
		return "pong";
	}

}
