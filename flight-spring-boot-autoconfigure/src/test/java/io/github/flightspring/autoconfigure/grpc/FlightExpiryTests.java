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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.github.flightspring.annotation.CancelFlightInfo;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.RenewFlightEndpoint;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor.DescriptorType;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Expiry, cancellation and renewal of flights, end to end.
 */
class FlightExpiryTests {

	private static RunningApplication application;

	private static FlightClient client;

	private static FlightServiceGrpc.FlightServiceBlockingStub stub;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Rows.class, "flight.ticket.max-lifetime=3s", "test.time-to-live=PT1M");
		client = application.client();
		stub = FlightServiceGrpc.newBlockingStub(application.channel());
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenAFlightDeclaresATimeToLiveThenItsEndpointsExpireToTheNanosecond() {
		Instant before = Instant.now();
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "minute");
		Instant after = Instant.now();
		Instant expiry = expiry(endpoint);
		assertThat(expiry).isBetween(before.plus(Duration.ofMinutes(1)), after.plus(Duration.ofMinutes(1)));
		TicketCodec codec = application.context().getBean(TicketCodec.class);
		assertThat(codec.decode(endpoint.getTicket().getTicket().toByteArray()).expiresAt()).isEqualTo(expiry);
	}

	@Test
	void whenTheTimeToLiveIsAPlaceholderThenItIsResolved() {
		assertThat(expiry(endpoint("rows", "placeholder"))).isAfter(Instant.now().plusSeconds(50));
	}

	@Test
	void whenTheFlightBuilderHasATimeToLiveThenItGoesBeforeThatOfTheAnnotation() {
		assertThat(expiry(endpoint("rows", "built"))).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
		assertThat(expiry(endpoint("rows", "described"))).isBefore(Instant.now().plusSeconds(61));
	}

	@Test
	void whenAFlightHasNoTimeToLiveThenItsEndpointDoesNotExpire() {
		assertThat(endpoint("rows").hasExpirationTime()).isFalse();
	}

	@Test
	void whenATicketIsUsedUntilItsExpiryThenItIsServedAndAfterwardsNotFound() throws Exception {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "second");
		Ticket ticket = ticket(endpoint);
		assertThat(count(ticket)).isEqualTo(10);
		assertThat(count(ticket)).isEqualTo(10);
		sleepUntil(expiry(endpoint));
		assertStatus(() -> count(ticket), FlightStatusCode.NOT_FOUND, "expired");
	}

	@Test
	void whenAnEndpointIsRenewedThenItsOldAndItsNewTicketLiveOn() throws Exception {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint first = endpoint("rows", "second");
		Thread.sleep(500);
		org.apache.arrow.flight.impl.Flight.FlightEndpoint renewed = renew(first);
		assertThat(expiry(renewed)).isAfter(expiry(first));
		sleepUntil(expiry(first));
		assertThat(count(ticket(renewed))).isEqualTo(10);
		assertThat(count(ticket(first))).isEqualTo(10);
		sleepUntil(expiry(renewed));
		assertStatus(() -> count(ticket(renewed)), FlightStatusCode.NOT_FOUND, "expired");
		assertStatus(() -> count(ticket(first)), FlightStatusCode.NOT_FOUND, "expired");
		assertStatus(() -> renew(renewed), FlightStatusCode.NOT_FOUND, "expired");
	}

	@Test
	void whenAnEndpointIsRenewedAgainAndAgainThenNeverBeyondTheMaximum() throws Exception {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "second");
		Instant last = expiry(endpoint).plusSeconds(2);
		for (int i = 0; i < 5; i++) {
			Thread.sleep(500);
			endpoint = renew(endpoint);
			assertThat(expiry(endpoint)).isBeforeOrEqualTo(last);
		}
		assertThat(expiry(endpoint)).isEqualTo(last);
	}

	@Test
	void whenAFlightsOwnMethodRenewsThenItDecidesAndSeesTheExpiryThatWasSent() {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "decided");
		Instant renewed = expiry(renew(endpoint));
		assertThat(renewed).isBetween(Instant.now().plusMillis(1500), Instant.now().plusMillis(2001));
		assertThat(Rows.seen).isEqualTo(expiry(endpoint));
		assertStatus(() -> renew(endpoint("rows", "undying")), FlightStatusCode.UNAUTHORIZED, "never");
	}

	@Test
	void whenWhatCannotBeRenewedIsThenItIsRefused() {
		assertStatus(() -> renew(endpoint("rows")), FlightStatusCode.INVALID_ARGUMENT, "does not expire");
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "minute");
		byte[] ticket = endpoint.getTicket().getTicket().toByteArray();
		ticket[ticket.length - 1] ^= 1;
		assertStatus(() -> renew(endpoint.toBuilder()
			.setTicket(org.apache.arrow.flight.impl.Flight.Ticket.newBuilder().setTicket(ByteString.copyFrom(ticket)))
			.build()), FlightStatusCode.INVALID_ARGUMENT, "altered");
		assertStatus(() -> renew(org.apache.arrow.flight.impl.Flight.FlightEndpoint.newBuilder().build()),
				FlightStatusCode.INVALID_ARGUMENT, "no ticket of this server");
		assertStatus(() -> client.doAction(new Action("RenewFlightEndpoint", new byte[] { 1, 2, 3 })).next(),
				FlightStatusCode.INVALID_ARGUMENT, "RenewFlightEndpointRequest");
	}

	@Test
	void whenAFlightIsCancelledThenItsTicketsAreRefusedAndToCancelAgainIsNoError() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("rows", "minute"));
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
		Ticket ticket = info.getEndpoints().get(0).getTicket();
		assertStatus(() -> count(ticket), FlightStatusCode.CANCELLED, "cancelled");
		assertThat(cancel(info)).isEqualTo(CancelStatus.CANCELLED);
		assertStatus(() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(info.getEndpoints().get(0))),
				FlightStatusCode.CANCELLED, "cancelled");
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
			assertStatus(() -> {
				while (stream.next()) {
					assertThat(stream.getRoot().getRowCount()).isPositive();
				}
			}, FlightStatusCode.CANCELLED, "");
			assertThat(untouched.next()).isTrue();
			untouched.cancel("enough", null);
		}
	}

	@Test
	void whenAnInfoIsUnknownThenToCancelItIsNotFound() {
		assertStatus(() -> cancelProto(org.apache.arrow.flight.impl.Flight.FlightInfo.newBuilder().build()),
				FlightStatusCode.NOT_FOUND, "not known");
		FlightInfo made = new FlightInfo(null, FlightDescriptor.path("nowhere"), List
			.of(new org.apache.arrow.flight.FlightEndpoint(new Ticket("made up".getBytes(StandardCharsets.UTF_8)))), -1,
				-1);
		assertStatus(() -> cancel(made), FlightStatusCode.NOT_FOUND, "not known");
		byte[] forged = client.getInfo(FlightDescriptor.path("rows")).getEndpoints().get(0).getTicket().getBytes();
		forged[forged.length - 1] ^= 1;
		assertStatus(
				() -> cancel(new FlightInfo(null, FlightDescriptor.path("rows"),
						List.of(new org.apache.arrow.flight.FlightEndpoint(new Ticket(forged))), -1, -1)),
				FlightStatusCode.NOT_FOUND, "not known");
		assertStatus(() -> client.doAction(new Action("CancelFlightInfo", new byte[] { 1, 2, 3 })).next(),
				FlightStatusCode.INVALID_ARGUMENT, "CancelFlightInfoRequest");
	}

	@Test
	void whenAnInfoIsSomebodyElsesThenToCancelOrRenewItIsUnauthorized() throws Exception {
		FlightTicket ticket = FlightTicket.of(FlightRef.path(List.of("rows", "minute")))
			.withExpiresAt(Instant.now().plusSeconds(60))
			.withPrincipal("alice");
		org.apache.arrow.flight.FlightEndpoint endpoint = new org.apache.arrow.flight.FlightEndpoint(
				application.context().getBean(TicketCodec.class).encode(ticket));
		FlightInfo info = new FlightInfo(null, FlightDescriptor.path("rows", "minute"), List.of(endpoint), -1, -1);
		assertStatus(() -> cancel(info), FlightStatusCode.UNAUTHORIZED, "another caller");
		assertStatus(() -> client.renewFlightEndpoint(new RenewFlightEndpointRequest(endpoint)),
				FlightStatusCode.UNAUTHORIZED, "another caller");
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
		assertThat(Rows.told).isNotNull();
		assertThat(Rows.told.getSchemaOptional()).isPresent();
		assertStatus(() -> count(told.getEndpoints().get(0).getTicket()), FlightStatusCode.CANCELLED, "cancelled");
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

	private static CancelStatus cancel(FlightInfo info) {
		return client.cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus();
	}

	private static void cancelProto(org.apache.arrow.flight.impl.Flight.FlightInfo info) {
		client
			.doAction(new Action("CancelFlightInfo",
					org.apache.arrow.flight.impl.Flight.CancelFlightInfoRequest.newBuilder()
						.setInfo(info)
						.build()
						.toByteArray()))
			.next();
	}

	private static org.apache.arrow.flight.impl.Flight.FlightEndpoint renew(
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

	private static org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint(String... path) {
		return stub
			.getFlightInfo(org.apache.arrow.flight.impl.Flight.FlightDescriptor.newBuilder()
				.setType(DescriptorType.PATH)
				.addAllPath(List.of(path))
				.build())
			.getEndpoint(0);
	}

	private static Ticket ticket(org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint) {
		return new Ticket(endpoint.getTicket().getTicket().toByteArray());
	}

	private static Instant expiry(org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint) {
		Timestamp timestamp = endpoint.getExpirationTime();
		return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
	}

	private static void sleepUntil(Instant instant) throws InterruptedException {
		Thread.sleep(Math.max(0, Duration.between(Instant.now(), instant).toMillis()) + 2);
	}

	private static long count(Ticket ticket) throws Exception {
		long rows = 0;
		try (FlightStream stream = client.getStream(ticket)) {
			while (stream.next()) {
				rows += stream.getRoot().getRowCount();
			}
		}
		return rows;
	}

	private static void assertStatus(ThrowingCallable call, FlightStatusCode code, String text) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(code);
			assertThat(ex.status().description()).contains(text);
		});
	}

	@FlightEndpoint("rows")
	static class Rows {

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

}
