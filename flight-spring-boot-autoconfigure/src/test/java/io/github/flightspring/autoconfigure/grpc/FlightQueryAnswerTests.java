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

import com.google.protobuf.ByteString;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.Flight.PollInfo;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages that polls of a query are answered with, as they are on the wire.
 */
class FlightQueryAnswerTests extends FlightQueryFixture {

	@Test
	void whenTheMethodHasSentNoRowsYetThenEveryAnswerHasTheDeclaredSchema() {
		start();
		PollInfo first = poll(path("steps", "late-rows"));
		assertThat(first.getInfo().getSchema().isEmpty()).isFalse();
		QuerySteps.permits.release(1);
		PollInfo second = poll(first.getFlightDescriptor());
		assertThat(second.getInfo().getSchema()).isEqualTo(first.getInfo().getSchema());
		assertThat(second.getProgress()).isEqualTo(0.5);
		assertThat(stub().getSchema(second.getFlightDescriptor()).getSchema()).isEqualTo(first.getInfo().getSchema());
		QuerySteps.permits.release(1);
		assertThat(end(second).getInfo().getSchema()).isEqualTo(first.getInfo().getSchema());
	}

	@Test
	void whenTheMethodTakesProgressThenItIsZeroAtFirst() {
		start();
		PollInfo first = poll(path("steps"));
		assertThat(first.hasProgress()).isTrue();
		assertThat(first.getProgress()).isZero();
		assertThat(first.hasExpirationTime()).isTrue();
		assertThat(poll(path("steps", "stubborn")).hasProgress()).isFalse();
	}

	@Test
	void whenTheQueryIsCompleteThenTheAnswerHasNeitherDescriptorNorExpiry() {
		start();
		QuerySteps.permits.release(6);
		for (String name : new String[] { "one", "stubborn", "empty", "words" }) {
			PollInfo end = end(poll(path("steps", name)));
			assertThat(end.hasFlightDescriptor()).isFalse();
			assertThat(end.hasExpirationTime()).isFalse();
			assertThat(end.hasProgress()).isTrue();
			assertThat(end.getProgress()).isEqualTo(1);
			assertThat(end.getInfo().getEndpoint(0).hasExpirationTime()).isTrue();
		}
	}

	@Test
	void whenTheQueryIsCompleteAtOnceThenItMayBeAskedAgain() {
		start();
		for (int i = 0; i < 50; i++) {
			PollInfo first = poll(path("steps", "empty"));
			assertThat(first.hasFlightDescriptor()).isTrue();
			assertThat(first.hasExpirationTime()).isTrue();
			PollInfo end = end(first);
			PollInfo again = poll(first.getFlightDescriptor());
			assertThat(again.hasFlightDescriptor()).isFalse();
			assertThat(again.getInfo().getEndpointList()).isEqualTo(end.getInfo().getEndpointList());
		}
	}

	@Test
	void whenASharedResultIsThereThenTheFirstAnswerIsTheLast() {
		start();
		QuerySteps.permits.release(3);
		FlightDescriptor shared = command("{\"type\":\"shared\",\"count\":3}".getBytes());
		PollInfo end = end(poll(shared));
		for (int i = 0; i < 2; i++) {
			PollInfo again = poll(shared);
			assertThat(again.hasFlightDescriptor()).isFalse();
			assertThat(again.hasExpirationTime()).isFalse();
			assertThat(again.getInfo().getSchema()).isEqualTo(end.getInfo().getSchema());
			assertThat(again.getInfo().getEndpointList()).hasSize(3);
		}
		assertThat(QuerySteps.runs).hasValue(1);
	}

	private PollInfo end(PollInfo first) {
		PollInfo poll = first;
		while (poll.hasFlightDescriptor()) {
			poll = poll(poll.getFlightDescriptor());
		}
		return poll;
	}

	private PollInfo poll(FlightDescriptor descriptor) {
		return stub().pollFlightInfo(descriptor);
	}

	private FlightServiceGrpc.FlightServiceBlockingStub stub() {
		return FlightServiceGrpc.newBlockingStub(this.application.channel());
	}

	private static FlightDescriptor path(String... path) {
		return FlightDescriptor.newBuilder().setType(DescriptorType.PATH).addAllPath(java.util.List.of(path)).build();
	}

	private static FlightDescriptor command(byte[] command) {
		return FlightDescriptor.newBuilder().setType(DescriptorType.CMD).setCmd(ByteString.copyFrom(command)).build();
	}

}
