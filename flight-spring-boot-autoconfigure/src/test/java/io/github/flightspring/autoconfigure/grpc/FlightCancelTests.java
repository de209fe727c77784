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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.google.protobuf.Any;
import com.google.protobuf.Int32Value;
import com.google.protobuf.StringValue;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CancelFlightInfoResult;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.Ticket;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cancellation of flights, end to end.
 */
class FlightCancelTests extends FlightExpiryFixture {

	@Test
	void whenAFlightIsCancelledThenItsTicketsAreRefusedAndToCancelAgainIsNoError() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("rows", "minute"));
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
		Ticket ticket = info.getEndpoints().get(0).getTicket();
		assertFails(FlightStatusCode.CANCELLED, () -> count(ticket)).contains("cancelled");
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
		assertFails(FlightStatusCode.CANCELLED,
				() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0))))
			.contains("cancelled");
	}

	@Test
	void whenAFlightIsCancelledThenItsRunningStreamsEnd() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("rows", "endless"));
		FlightInfo other = client.getInfo(FlightDescriptor.path("rows", "endless"));
		try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket());
				FlightStream untouched = client.getStream(other.getEndpoints().get(0).getTicket())) {
			assertThat(stream.next()).isTrue();
			assertThat(untouched.next()).isTrue();
			assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
			assertFails(FlightStatusCode.CANCELLED, () -> {
				while (stream.next()) {
					assertThat(stream.getRoot().getRowCount()).isPositive();
				}
			});
			assertThat(untouched.next()).isTrue();
			untouched.cancel("enough", null);
		}
	}

	@Test
	void whenAnInfoIsUnknownThenToCancelItIsNotFound() {
		assertFails(FlightStatusCode.NOT_FOUND,
				() -> cancelProto(org.apache.arrow.flight.impl.Flight.FlightInfo.newBuilder().build()))
			.contains("not known");
		FlightInfo made = new FlightInfo(null, FlightDescriptor.path("nowhere"), List
			.of(new org.apache.arrow.flight.FlightEndpoint(new Ticket("made up".getBytes(StandardCharsets.UTF_8)))), -1,
				-1);
		assertFails(FlightStatusCode.NOT_FOUND, () -> cancel(made)).contains("not known");
		byte[] forged = client.getInfo(FlightDescriptor.path("rows")).getEndpoints().get(0).getTicket().getBytes();
		forged[forged.length - 1] ^= 1;
		assertFails(FlightStatusCode.NOT_FOUND,
				() -> cancel(new FlightInfo(null, FlightDescriptor.path("rows"),
						List.of(new org.apache.arrow.flight.FlightEndpoint(new Ticket(forged))), -1, -1)))
			.contains("not known");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> client.doAction(new Action("CancelFlightInfo", new byte[] { 1, 2, 3 })).next())
			.contains("CancelFlightInfoRequest");
	}

	@Test
	void whenTheRequestIsPackedInAnAnyThenItIsUnpacked() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("rows", "minute"));
		org.apache.arrow.flight.impl.Flight.FlightInfo message = org.apache.arrow.flight.impl.Flight.FlightInfo
			.parseFrom(info.serialize());
		Any renewal = Any.pack(org.apache.arrow.flight.impl.Flight.RenewFlightEndpointRequest.newBuilder()
			.setEndpoint(message.getEndpoint(0))
			.build());
		assertThat(client.doAction(new Action("RenewFlightEndpoint", renewal.toByteArray())).next().getBody())
			.isNotEmpty();
		Any cancellation = Any
			.pack(org.apache.arrow.flight.impl.Flight.CancelFlightInfoRequest.newBuilder().setInfo(message).build());
		byte[] result = client.doAction(new Action("CancelFlightInfo", cancellation.toByteArray())).next().getBody();
		assertThat(CancelFlightInfoResult.deserialize(ByteBuffer.wrap(result)).getStatus())
			.isEqualTo(CancelStatus.CANCELLED);
		assertFails(FlightStatusCode.CANCELLED, () -> count(info.getEndpoints().get(0).getTicket()))
			.contains("cancelled");
	}

	@Test
	void whenTheRequestIsAnotherTypeThenBothAreNamed() {
		byte[] other = Any.pack(StringValue.of("x")).toByteArray();
		for (String type : List.of("CancelFlightInfo", "RenewFlightEndpoint")) {
			assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> client.doAction(new Action(type, other)).next())
				.contains(
						"The body is a protobuf Any of google.protobuf.StringValue, where one of arrow.flight.protocol."
								+ type + "Request is expected");
			assertFails(FlightStatusCode.INVALID_ARGUMENT,
					() -> client.doAction(new Action(type, Int32Value.of(7).toByteArray())).next())
				.contains("The body has no field of the protobuf message arrow.flight.protocol." + type + "Request");
		}
	}

	@Test
	void whenAnInfoIsSomebodyElsesThenToCancelOrRenewItIsRefused() throws Exception {
		FlightTicket ticket = FlightTicket.of(FlightRef.path(List.of("rows", "minute")))
			.withExpiresAt(clock.instant().plusSeconds(60))
			.withPrincipal("alice");
		org.apache.arrow.flight.FlightEndpoint endpoint = new org.apache.arrow.flight.FlightEndpoint(
				application.context().getBean(TicketCodec.class).encode(ticket));
		FlightInfo info = new FlightInfo(null, FlightDescriptor.path("rows", "minute"), List.of(endpoint), -1, -1);
		assertFails(FlightStatusCode.UNAUTHENTICATED, () -> cancel(info)).contains("an authenticated caller");
		assertFails(FlightStatusCode.UNAUTHENTICATED,
				() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(endpoint)))
			.contains("an authenticated caller");
	}

	@Test
	void whenAFlightIsServedByATicketMadeElsewhereThenItIsNotCancellable() {
		FlightInfo info = new FlightInfo(null, FlightDescriptor.path("rows"), List
			.of(new org.apache.arrow.flight.FlightEndpoint(new Ticket("made up".getBytes(StandardCharsets.UTF_8)))), -1,
				-1);
		assertThat(cancel(info)).isEqualTo(CancelStatus.NOT_CANCELLABLE);
	}

	@Test
	void whenAFlightsOwnMethodCancelsThenItsAnswerStands() throws Exception {
		FlightInfo kept = client.getInfo(FlightDescriptor.path("rows", "kept"));
		assertThat(cancel(kept)).isEqualTo(CancelStatus.NOT_CANCELLABLE);
		assertThat(count(kept.getEndpoints().get(0).getTicket())).isEqualTo(10);
		FlightInfo told = client.getInfo(FlightDescriptor.command("told".getBytes(StandardCharsets.UTF_8)));
		assertThat(cancel(told)).isEqualTo(CancelStatus.CANCELLED);
		assertThat(ExpiringRows.told).isNotNull();
		assertThat(ExpiringRows.told.getSchemaOptional()).isPresent();
		assertFails(FlightStatusCode.CANCELLED, () -> count(told.getEndpoints().get(0).getTicket()))
			.contains("cancelled");
	}

	@Test
	void whenActionsAreListedThenBothAreThereWithTheirStandardDescriptions() {
		assertThat(client.listActions()).extracting(ActionType::getType, ActionType::getDescription)
			.contains(
					org.assertj.core.groups.Tuple.tuple(FlightConstants.CANCEL_FLIGHT_INFO.getType(),
							FlightConstants.CANCEL_FLIGHT_INFO.getDescription()),
					org.assertj.core.groups.Tuple.tuple(FlightConstants.RENEW_FLIGHT_ENDPOINT.getType(),
							FlightConstants.RENEW_FLIGHT_ENDPOINT.getDescription()));
	}

}
