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

import com.google.protobuf.ByteString;
import io.github.flightspring.ticket.TicketCodec;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Ticket;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expiry and renewal of flights, end to end.
 */
class FlightExpiryTests extends FlightExpiryFixture {

	@Test
	void whenAFlightDeclaresATimeToLiveThenItsEndpointsExpireToTheNanosecond() {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "minute");
		Instant expiry = expiry(endpoint);
		assertThat(expiry).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
		TicketCodec codec = application.context().getBean(TicketCodec.class);
		assertThat(codec.decode(endpoint.getTicket().getTicket().toByteArray()).expiresAt()).isEqualTo(expiry);
	}

	@Test
	void whenTheTimeToLiveIsAPlaceholderThenItIsResolved() {
		assertThat(expiry(endpoint("rows", "placeholder"))).isEqualTo(clock.instant().plusSeconds(60));
	}

	@Test
	void whenTheFlightBuilderHasATimeToLiveThenItGoesBeforeThatOfTheAnnotation() {
		assertThat(expiry(endpoint("rows", "built"))).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
		assertThat(expiry(endpoint("rows", "described"))).isEqualTo(clock.instant().plusSeconds(60));
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
		clock.set(expiry(endpoint).minusNanos(1));
		assertThat(count(ticket)).isEqualTo(10);
		clock.set(expiry(endpoint));
		assertFails(FlightStatusCode.NOT_FOUND, () -> count(ticket)).contains("expired");
	}

	@Test
	void whenAnEndpointIsRenewedThenItsOldAndItsNewTicketLiveOn() throws Exception {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint first = endpoint("rows", "second");
		clock.advance(Duration.ofMillis(800));
		org.apache.arrow.flight.impl.Flight.FlightEndpoint renewed = renew(first);
		assertThat(expiry(renewed)).isAfter(expiry(first));
		clock.set(expiry(first));
		assertThat(count(ticket(renewed))).isEqualTo(10);
		assertThat(count(ticket(first))).isEqualTo(10);
		clock.set(expiry(renewed).minusNanos(1));
		assertThat(count(ticket(first))).isEqualTo(10);
		clock.set(expiry(renewed));
		assertFails(FlightStatusCode.NOT_FOUND, () -> count(ticket(renewed))).contains("expired");
		assertFails(FlightStatusCode.NOT_FOUND, () -> count(ticket(first))).contains("expired");
		assertFails(FlightStatusCode.NOT_FOUND, () -> renew(renewed)).contains("expired");
	}

	@Test
	void whenAnEndpointIsRenewedAgainAndAgainThenNeverBeyondTheMaximum() {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "second");
		Instant last = expiry(endpoint).plusSeconds(2);
		for (int i = 0; i < 8; i++) {
			clock.advance(Duration.ofMillis(300));
			endpoint = renew(endpoint);
			assertThat(expiry(endpoint)).isBeforeOrEqualTo(last);
		}
		assertThat(expiry(endpoint)).isEqualTo(last);
	}

	@Test
	void whenAFlightsOwnMethodRenewsThenItDecidesAndSeesTheExpiryThatWasSent() {
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "decided");
		Instant renewed = expiry(renew(endpoint));
		assertThat(renewed).isEqualTo(clock.instant().plusSeconds(2));
		assertThat(ExpiringRows.seen).isEqualTo(expiry(endpoint));
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> renew(endpoint("rows", "undying"))).contains("never");
	}

	@Test
	void whenWhatCannotBeRenewedIsThenItIsRefused() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> renew(endpoint("rows"))).contains("does not expire");
		org.apache.arrow.flight.impl.Flight.FlightEndpoint endpoint = endpoint("rows", "minute");
		byte[] ticket = endpoint.getTicket().getTicket().toByteArray();
		ticket[ticket.length - 1] ^= 1;
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> renew(endpoint.toBuilder()
			.setTicket(org.apache.arrow.flight.impl.Flight.Ticket.newBuilder().setTicket(ByteString.copyFrom(ticket)))
			.build())).contains("altered");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> renew(org.apache.arrow.flight.impl.Flight.FlightEndpoint.newBuilder().build()))
			.contains("no ticket of this server");
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> client.doAction(new Action("RenewFlightEndpoint", new byte[] { 1, 2, 3 })).next())
			.contains("RenewFlightEndpointRequest");
	}

}
