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

package io.github.flightspring.autoconfigure.grpc;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.CancelFlightInfo;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.RenewFlightEndpoint;
import io.github.flightspring.handler.Flight;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightInfo;

/**
 * Flights that expire in different ways.
 */
@FlightEndpoint("rows")
class ExpiringRows {

	static volatile Instant seen;

	static volatile FlightInfo told;

	record Row(int value) {
	}

	@DoGet
	Stream<Row> rows() {
		return IntStream.range(0, 10).mapToObj(Row::new);
	}

	@DoGet(path = "second", expiresAfter = "1s")
	Stream<Row> second() {
		return rows();
	}

	@DoGet(path = "minute", expiresAfter = "1m")
	Stream<Row> minute() {
		return rows();
	}

	@DoGet(path = "placeholder", expiresAfter = "${test.time-to-live}")
	Stream<Row> placeholder() {
		return rows();
	}

	@GetFlightInfo("built")
	Flight builtInfo() {
		return Flight.of(Row.class).expiresAfter(Duration.ofHours(1));
	}

	@DoGet(path = "built", expiresAfter = "1m")
	Stream<Row> built() {
		return rows();
	}

	@GetFlightInfo("described")
	Flight describedInfo() {
		return Flight.of(Row.class);
	}

	@DoGet(path = "described", expiresAfter = "1m")
	Stream<Row> described() {
		return rows();
	}

	@DoGet("endless")
	Stream<Row> endless() {
		return IntStream.iterate(0, (i) -> i + 1).mapToObj(Row::new);
	}

	@DoGet("kept")
	Stream<Row> kept() {
		return rows();
	}

	@CancelFlightInfo("kept")
	CancelStatus keep(FlightInfo info) {
		return CancelStatus.NOT_CANCELLABLE;
	}

	@DoGet(command = "told")
	Stream<Row> told() {
		return rows();
	}

	@CancelFlightInfo(command = "told")
	void tell(FlightInfo info) {
		told = info;
	}

	@DoGet(path = "decided", expiresAfter = "1m")
	Stream<Row> decided() {
		return rows();
	}

	@RenewFlightEndpoint("decided")
	Duration decide(org.apache.arrow.flight.FlightEndpoint endpoint) {
		seen = endpoint.getExpirationTime().orElseThrow();
		return Duration.ofSeconds(2);
	}

	@DoGet(path = "undying", expiresAfter = "1m")
	Stream<Row> undying() {
		return rows();
	}

	@RenewFlightEndpoint("undying")
	Instant refuse() {
		throw CallStatus.UNAUTHORIZED.withDescription("It is never renewed").toRuntimeException();
	}

}
