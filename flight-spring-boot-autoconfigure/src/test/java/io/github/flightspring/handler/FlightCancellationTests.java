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

package io.github.flightspring.handler;

import java.util.concurrent.TimeUnit;

import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.Jobs;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Flights that the application cancels.
 */
class FlightCancellationTests {

	private static FlightCalls calls;

	private static FlightCancellation cancellation;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Jobs.class);
		cancellation = calls.application().context().getBean(FlightCancellation.class);
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenAFlightIsCancelledThenItsTicketsAreRefusedAndOthersAreNot() throws Exception {
		Ticket one = calls.ticket(path("jobs", "1"));
		Ticket again = calls.ticket(path("jobs", "1"));
		Ticket two = calls.ticket(path("jobs", "2"));
		assertThat(calls.rows(one)).containsExactly("1");
		cancellation.cancel("job-1");
		assertFails(FlightStatusCode.CANCELLED, () -> calls.rows(one)).contains("cancelled");
		assertFails(FlightStatusCode.CANCELLED, () -> calls.rows(again)).contains("cancelled");
		assertThat(calls.rows(two)).containsExactly("2");
	}

	@Test
	void whenADownloadRunsThenItIsCancelled() throws Exception {
		try (FlightStream stream = calls.client().getStream(calls.ticket(path("jobs", "endless")))) {
			assertThat(stream.next()).isTrue();
			cancellation.cancel("job-endless");
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> {
				while (stream.next()) {
					stream.getRoot().getRowCount();
				}
			}).satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
		}
		assertThat(calls.application().context().getBean(Jobs.class).ended().await(60, TimeUnit.SECONDS)).isTrue();
	}

}
