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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import com.google.protobuf.Timestamp;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one endpoint of a flight without partitions.
 */
class WholeFlightTests {

	private static final Instant EXPIRY = Instant.now().plus(Duration.ofHours(7));

	record Row(String text) {
	}

	@Test
	void whenTheEndpointIsDescribedThenTheInfoHasIt() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Whole.class)) {
			org.apache.arrow.flight.FlightEndpoint endpoint = calls.client()
				.getInfo(path("whole"))
				.getEndpoints()
				.get(0);
			assertThat(endpoint.getAppMetadata()).isEqualTo("about the endpoint".getBytes(StandardCharsets.UTF_8));
			// Arrow's own class reads the seconds of an expiry twice
			Timestamp expiry = FlightServiceGrpc.newBlockingStub(calls.channel())
				.getFlightInfo(org.apache.arrow.flight.impl.Flight.FlightDescriptor.newBuilder()
					.setType(DescriptorType.PATH)
					.addPath("whole")
					.build())
				.getEndpoint(0)
				.getExpirationTime();
			assertThat(Instant.ofEpochSecond(expiry.getSeconds(), expiry.getNanos())).isEqualTo(EXPIRY);
			assertThat(endpoint.getLocations()).containsExactly(Location.reuseConnection());
			assertThat(calls.rows(endpoint.getTicket())).containsExactly("row");
			assertFails(FlightStatusCode.INTERNAL, () -> calls.client().getInfo(path("both")));
		}
	}

	@FlightEndpoint
	static class Whole {

		@GetFlightInfo("whole")
		Flight whole() {
			return Flight.of(Row.class)
				.expiresAfter(Duration.ofMinutes(1))
				.endpoint((endpoint) -> endpoint.appMetadata("about the endpoint").expiresAt(EXPIRY))
				.endpoint((endpoint) -> endpoint.locations(Location.reuseConnection()));
		}

		@DoGet("whole")
		Stream<Row> rows() {
			return Stream.of(new Row("row"));
		}

		@GetFlightInfo("both")
		Flight both() {
			return Flight.of(Row.class).partition("part").endpoint((endpoint) -> endpoint.appMetadata("whole"));
		}

	}

}
