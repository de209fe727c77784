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

package io.github.flightspring.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

import io.github.flightspring.signing.SigningKeys;
import io.github.flightspring.state.InMemoryFlightStateStore;
import org.apache.arrow.flight.FlightRuntimeException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TicketLedgerTests {

	private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123456789Z");

	private Instant now = NOW;

	private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

	private final TicketLedger ledger = new TicketLedger(new InMemoryFlightStateStore(10, 1 << 20, this.clock));

	private final TicketCodec codec = new TicketCodec(SigningKeys.random());

	private final TicketVerifier verifier = new TicketVerifier(this.codec, this.clock, this.ledger, this.ledger);

	private final FlightTicket ticket = FlightTicket.of(FlightRef.path(List.of("rows")))
		.withExpiresAt(NOW.plusSeconds(60))
		.withRenewal(new FlightTicket.Renewal(Duration.ofSeconds(60, 5), NOW.plusSeconds(100)));

	@Test
	void whenATicketIsEncodedThenItsRenewalAndPurposeComeBack() {
		FlightTicket poll = this.ticket.withPurpose(FlightTicket.Purpose.POLL, 17);
		assertThat(this.codec.decode(this.codec.encode(poll).getBytes())).isEqualTo(poll);
		assertThat(this.codec.decode(this.codec.encode(this.ticket).getBytes())).isEqualTo(this.ticket)
			.isNotEqualTo(poll);
	}

	@Test
	void whenOneCallerFloodsWithEndlessTicketsThenOnlyTheOldestOfThatCallerMakeRoom() {
		FlightTicket of = FlightTicket.of(FlightRef.path(List.of("rows"))).withPrincipal("ada");
		this.ledger.revoke(of);
		FlightTicket first = FlightTicket.of(FlightRef.path(List.of("rows")));
		this.ledger.revoke(first);
		FlightTicket last = first;
		for (int i = 0; i < 30; i++) {
			last = FlightTicket.of(FlightRef.path(List.of("rows")));
			this.ledger.revoke(last);
		}
		assertThat(this.ledger.isRevoked(last.id())).isTrue();
		assertThat(this.ledger.isRevoked(of.id())).isTrue();
		assertThat(this.ledger.isRevoked(first.id())).isFalse();
	}

	@Test
	void whenATicketIsRenewedThenItLivesForItsTimeButNotBeyondTheLastInstant() {
		FlightTicket.Renewal renewal = this.ticket.renewal();
		assertThat(renewal.extend(NOW.plusSeconds(10), NOW.plusSeconds(60)))
			.isEqualTo(NOW.plusSeconds(70).plusNanos(5));
		assertThat(renewal.extend(NOW.plusSeconds(50), NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(100));
		assertThat(renewal.extend(NOW, NOW.plusSeconds(200))).isEqualTo(NOW.plusSeconds(200));
	}

	@Test
	void whenATicketWasRenewedThenItIsGoodUntilThenToTheNanosecond() {
		byte[] bytes = this.codec.encode(this.ticket).getBytes();
		Instant until = NOW.plusSeconds(90).plusNanos(1);
		this.ledger.renew(this.ticket, until);
		this.now = until.minusNanos(1);
		assertThat(this.verifier.verify(bytes, null).expiresAt()).isEqualTo(until);
		byte[] other = this.codec.encode(this.ticket.withPartition(1, null)).getBytes();
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.verifier.verify(other, null));
		this.now = until;
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.verifier.verify(bytes, null))
			.satisfies((ex) -> assertThat(TicketRefusal.of(ex)).isEqualTo(TicketRefusal.EXPIRED));
	}

	@Test
	void whenATicketIsRevokedThenAllOfItsIdAreForAsLongAsOneCouldLive() {
		this.ledger.revoke(this.ticket);
		byte[] other = this.codec.encode(this.ticket.withPartition(1, null).withExpiresAt(NOW.plusSeconds(99)))
			.getBytes();
		this.now = NOW.plusSeconds(98);
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.verifier.verify(other, null))
			.satisfies((ex) -> assertThat(TicketRefusal.of(ex)).isEqualTo(TicketRefusal.CANCELLED));
		this.now = NOW.plusSeconds(100);
		assertThat(this.ledger.isRevoked(this.ticket.id())).isFalse();
	}

	@Test
	void whenATicketNeverExpiresThenItsRevocationDoesNotEither() {
		this.ledger.revoke(this.ticket);
		this.ledger.revoke(this.ticket.withExpiresAt(null).withRenewal(null));
		this.ledger.revoke(this.ticket);
		this.now = NOW.plus(Duration.ofDays(100_000));
		assertThat(this.ledger.isRevoked(this.ticket.id())).isTrue();
	}

}
