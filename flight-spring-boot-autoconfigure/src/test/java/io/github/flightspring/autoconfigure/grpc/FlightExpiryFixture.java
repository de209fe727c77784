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

import java.time.Instant;
import java.util.List;

import com.google.protobuf.Timestamp;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.TestClock;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * An application with flights that expire.
 */
abstract class FlightExpiryFixture {

	static RunningApplication application;

	static TestClock clock;

	static FlightClient client;

	static FlightServiceGrpc.FlightServiceBlockingStub stub;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(new Class<?>[] { ExpiringRows.class, TestClock.Setting.class },
				"flight.ticket.max-lifetime=3s", "test.time-to-live=PT1M");
		clock = application.context().getBean(TestClock.class);
		client = application.client();
		stub = FlightServiceGrpc.newBlockingStub(application.channel());
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	static CancelStatus cancel(FlightInfo info) {
		return client.cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus();
	}

	static void cancelProto(org.apache.arrow.flight.impl.Flight.FlightInfo info) {
		client
			.doAction(new Action("CancelFlightInfo",
					org.apache.arrow.flight.impl.Flight.CancelFlightInfoRequest.newBuilder()
						.setInfo(info)
						.build()
						.toByteArray()))
			.next();
	}

	static org.apache.arrow.flight.impl.Flight.FlightEndpoint renew(
			org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint) {
		byte[] body = org.apache.arrow.flight.impl.Flight.RenewFlightEndpointRequest.newBuilder()
			.setEndpoint(endpoint)
			.build()
			.toByteArray();
		try {
			return org.apache.arrow.flight.impl.Flight.FlightEndpoint
				.parseFrom(client.doAction(new Action("RenewFlightEndpoint", body)).next().getBody());
		}
		catch (com.google.protobuf.InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint(String... path) {
		return stub
			.getFlightInfo(org.apache.arrow.flight.impl.Flight.FlightDescriptor.newBuilder()
				.setType(DescriptorType.PATH)
				.addAllPath(List.of(path))
				.build())
			.getEndpoint(0);
	}

	static Ticket ticket(org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint) {
		return new Ticket(endpoint.getTicket().getTicket().toByteArray());
	}

	static Instant expiry(org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint) {
		Timestamp timestamp = endpoint.getExpirationTime();
		return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
	}

	static long count(Ticket ticket) throws Exception {
		long rows = 0;
		try (FlightStream stream = client.getStream(ticket)) {
			while (stream.next()) {
				rows += stream.getRoot().getRowCount();
			}
		}
		return rows;
	}

}
