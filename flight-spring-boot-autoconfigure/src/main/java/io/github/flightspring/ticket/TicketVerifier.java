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

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a ticket is valid for a caller. The checks run in this order: format,
 * signature, expiry, principal, cancellation. The first failed check determines the
 * status for the client.
 */
public final class TicketVerifier {

	private final TicketCodec codec;

	private final Clock clock;

	private final TicketRevocations revocations;

	private final TicketRenewals renewals;

	/**
	 * Create a verifier.
	 * @param codec the codec of tickets
	 * @param clock the clock
	 * @param revocations the cancelled tickets
	 */
	public TicketVerifier(TicketCodec codec, Clock clock, TicketRevocations revocations) {
		this(codec, clock, revocations, TicketRenewals.none());
	}

	/**
	 * Create a verifier.
	 * @param codec the codec of tickets
	 * @param clock the clock
	 * @param revocations the cancelled tickets
	 * @param renewals the renewed tickets
	 */
	public TicketVerifier(TicketCodec codec, Clock clock, TicketRevocations revocations, TicketRenewals renewals) {
		this.codec = codec;
		this.clock = clock;
		this.revocations = revocations;
		this.renewals = renewals;
	}

	/**
	 * Decode and verify a ticket.
	 * @param ticket the bytes from the client
	 * @param principal the name of the caller, or {@code null} for an anonymous one
	 * @return the content of the ticket
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the ticket is refused,
	 * see {@link TicketRefusal}
	 */
	public FlightTicket verify(byte[] ticket, @Nullable String principal) {
		FlightTicket content = identify(ticket, principal);
		checkNotCancelled(content);
		return content;
	}

	/**
	 * Decode and verify a ticket, without the check for cancellation.
	 * @param ticket the bytes from the client
	 * @param principal the name of the caller, or {@code null} for an anonymous one
	 * @return the content of the ticket, with the expiry of its last renewal
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the ticket is refused,
	 * see {@link TicketRefusal}
	 */
	public FlightTicket identify(byte[] ticket, @Nullable String principal) {
		FlightTicket content = renewed(this.codec.decode(ticket));
		Instant expiresAt = content.expiresAt();
		if (expiresAt != null && !this.clock.instant().isBefore(expiresAt)) {
			// an expired renewal is no longer stored
			String when = (content.renewal() != null) ? "has expired" : "expired at " + expiresAt;
			throw TicketRefusal.EXPIRED
				.toException("The ticket %s: ask for a new one with GetFlightInfo".formatted(when));
		}
		if (content.principal() != null && !content.principal().equals(principal)) {
			if (principal == null) {
				throw TicketRefusal.OTHER_PRINCIPAL.toException(CallStatus.UNAUTHENTICATED,
						"The ticket was issued to an authenticated caller: send the same credentials as with GetFlightInfo");
			}
			throw TicketRefusal.OTHER_PRINCIPAL
				.toException("The ticket was issued to another caller: get one with GetFlightInfo");
		}
		return content;
	}

	private FlightTicket renewed(FlightTicket content) {
		Instant expiresAt = content.expiresAt();
		if (expiresAt == null || content.renewal() == null || this.clock.instant().isBefore(expiresAt)) {
			return content;
		}
		Instant renewedUntil = this.renewals.renewedUntil(content.id(), content.index());
		return (renewedUntil != null) ? content.withExpiresAt(renewedUntil) : content;
	}

	/**
	 * Check that a ticket was not cancelled after it was decoded.
	 * @param content the content of the ticket
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the ticket was cancelled
	 */
	public void checkNotCancelled(FlightTicket content) {
		if (this.revocations.isRevoked(content.id())) {
			throw TicketRefusal.CANCELLED.toException("The ticket was cancelled: ask for a new one with GetFlightInfo");
		}
	}

}
