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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.signing.SigningKeys;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TicketVerifier}.
 */
class TicketVerifierTests {

	private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.123456789Z");

	private final TicketCodec codec = new TicketCodec(SigningKeys.random());

	private final List<String> askedFor = new ArrayList<>();

	private boolean revoked;

	private final TicketVerifier verifier = new TicketVerifier(this.codec, Clock.fixed(NOW, ZoneOffset.UTC), (id) -> {
		this.askedFor.add(id);
		return this.revoked;
	});

	private final FlightTicket ticket = FlightTicket.of(FlightRef.path(List.of("departures")));

	@Test
	void whenGoodThenReturned() {
		FlightTicket good = this.ticket.withExpiresAt(NOW.plusNanos(1)).withPrincipal("alice");
		assertThat(verify(good, "alice")).isEqualTo(good);
		assertThat(this.askedFor).containsExactly(good.id());
	}

	@Test
	void whenIssuedToNobodyThenGoodForAnyone() {
		assertThat(verify(this.ticket, null)).isEqualTo(this.ticket);
		assertThat(verify(this.ticket, "alice")).isEqualTo(this.ticket);
	}

	@Test
	void whenExpiredThenNotFoundWithTheInstant() {
		refused(this.ticket.withExpiresAt(NOW), null, TicketRefusal.EXPIRED, FlightStatusCode.NOT_FOUND,
				"The ticket expired at 2026-11-01T10:00:00.123456789Z");
	}

	@Test
	void whenIssuedToAnotherThenUnauthorizedWithoutTheName() {
		FlightTicket hers = this.ticket.withPrincipal("alice");
		for (String principal : new String[] { "bob", "Alice", "" }) {
			refused(hers, principal, TicketRefusal.OTHER_PRINCIPAL, FlightStatusCode.UNAUTHORIZED,
					"The ticket was issued to another caller");
		}
		refused(hers, null, TicketRefusal.OTHER_PRINCIPAL, FlightStatusCode.UNAUTHENTICATED,
				"The ticket was issued to an authenticated caller");
	}

	@Test
	void whenCancelledThenCancelled() {
		this.revoked = true;
		refused(this.ticket, null, TicketRefusal.CANCELLED, FlightStatusCode.CANCELLED, "The ticket was cancelled");
	}

	@Test
	void whenSeveralThingsAreWrongThenTheFirstCheckSpeaks() {
		this.revoked = true;
		FlightTicket all = this.ticket.withExpiresAt(NOW.minusSeconds(1)).withPrincipal("alice");
		byte[] altered = this.codec.encode(all).getBytes();
		altered[altered.length - 1]++;
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.verifier.verify(altered, "bob"))
			.satisfies((ex) -> assertThat(TicketRefusal.of(ex)).isEqualTo(TicketRefusal.FORGED));
		refused(all, "bob", TicketRefusal.EXPIRED, FlightStatusCode.NOT_FOUND, "expired");
		refused(all.withExpiresAt(null), "bob", TicketRefusal.OTHER_PRINCIPAL, FlightStatusCode.UNAUTHORIZED,
				"another caller");
		assertThat(this.askedFor).isEmpty();
		refused(all.withExpiresAt(null), "alice", TicketRefusal.CANCELLED, FlightStatusCode.CANCELLED, "cancelled");
	}

	@Test
	void whenNothingIsRevokedThenGood() {
		TicketVerifier plain = new TicketVerifier(this.codec, Clock.systemUTC(), TicketRevocations.none());
		assertThat(plain.verify(this.codec.encode(this.ticket).getBytes(), null)).isEqualTo(this.ticket);
	}

	@Test
	void whenThrownByOthersThenNoRefusal() {
		assertThat(TicketRefusal.of(new IllegalStateException(new IllegalArgumentException()))).isNull();
		assertThat(TicketRefusal.of(new IllegalStateException())).isNull();
	}

	private FlightTicket verify(FlightTicket ticket, String principal) {
		return this.verifier.verify(this.codec.encode(ticket).getBytes(), principal);
	}

	private void refused(FlightTicket ticket, String principal, TicketRefusal refusal, FlightStatusCode code,
			String description) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> verify(ticket, principal))
			.satisfies((ex) -> {
				assertThat(ex.status().code()).isEqualTo(code);
				assertThat(ex.status().description()).contains(description, "GetFlightInfo").doesNotContain("alice");
				assertThat(TicketRefusal.of(ex)).isEqualTo(refusal);
				assertThat(ex.getStackTrace()).isNotEmpty();
			});
	}

}
