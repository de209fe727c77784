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

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import com.google.protobuf.Timestamp;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.PollFlightInfo;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Polls that an application answers with a {@link Flight}.
 */
class FlightPollTests {

	private static final Instant EXPIRY = Instant.now().plus(Duration.ofHours(1));

	private static FlightCalls calls;

	record Row(String text) {
	}

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Polls.class);
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	private static PollInfo poll(FlightDescriptor descriptor) {
		return calls.client().pollInfo(descriptor);
	}

	@Test
	void whenAFlightRunsThenItsPartitionsCanBeDownloaded() {
		PollInfo poll = poll(path("report", "2"));
		assertThat(poll.getFlightDescriptor()).contains(path("report", "2"));
		assertThat(poll.getProgress()).contains(0.5);
		Timestamp expiry = FlightServiceGrpc.newBlockingStub(calls.channel())
			.pollFlightInfo(org.apache.arrow.flight.impl.Flight.FlightDescriptor.newBuilder()
				.setType(DescriptorType.PATH)
				.addPath("report/2")
				.build())
			.getExpirationTime();
		assertThat(Instant.ofEpochSecond(expiry.getSeconds(), expiry.getNanos())).isEqualTo(EXPIRY);
		assertThat(poll.getFlightInfo().getEndpoints()).hasSize(2);
		assertThat(calls.rows(poll.getFlightInfo().getEndpoints().get(1).getTicket())).containsExactly("report/2 1");
	}

	@Test
	void whenNothingIsThereYetThenThereIsNoEndpoint() {
		PollInfo poll = poll(path("report", "0"));
		assertThat(poll.getFlightDescriptor()).isPresent();
		assertThat(poll.getFlightInfo().getEndpoints()).isEmpty();
		assertThat(poll.getFlightInfo().getSchemaOptional()).isPresent();
	}

	@Test
	void whenAFlightIsCompleteThenNothingIsPolledNext() {
		PollInfo poll = poll(path("report", "4"));
		assertThat(poll.getFlightDescriptor()).isEmpty();
		assertThat(poll.getProgress()).contains(1.0);
		assertThat(poll.getFlightInfo().getEndpoints()).hasSize(4);
		PollInfo whole = poll(command("whole"));
		assertThat(whole.getFlightInfo().getEndpoints()).hasSize(1);
	}

	@Test
	void whenAnotherDescriptorIsPolledNextThenItIsGiven() {
		assertThat(poll(command("begin")).getFlightDescriptor()).contains(path("report", "1"));
	}

	@Test
	void whenAValueMakesNoSenseThenItIsRefused() {
		FlightPoll complete = FlightPoll.complete(Flight.of(Row.class));
		assertThatIllegalArgumentException().isThrownBy(() -> complete.progress(1.5));
		assertThatIllegalArgumentException().isThrownBy(() -> complete.progress(Double.NaN));
		assertThatIllegalStateException().isThrownBy(() -> complete.next(path("x")));
	}

	@FlightEndpoint
	static class Polls {

		@PollFlightInfo("report/{parts}")
		FlightPoll poll(int parts) {
			Flight flight = Flight.of(Row.class);
			for (int i = 0; i < parts; i++) {
				flight.partition(i);
			}
			return (parts == 4) ? FlightPoll.complete(flight)
					: FlightPoll.running(flight).progress(parts / 4.0).expiresAt(EXPIRY);
		}

		@DoGet("report/{parts}")
		Stream<Row> rows(int parts, @FlightPartition Integer part) {
			return Stream.of(new Row("report/" + parts + " " + part));
		}

		@PollFlightInfo(command = "whole")
		FlightPoll whole() {
			return FlightPoll.complete(Flight.of(Row.class));
		}

		@PollFlightInfo(command = "begin")
		FlightPoll begin() {
			return FlightPoll.running(Flight.of(Row.class)).next(FlightDescriptor.path("report", "1"));
		}

	}

}
