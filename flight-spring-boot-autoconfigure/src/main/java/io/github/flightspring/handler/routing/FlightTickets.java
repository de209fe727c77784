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

package io.github.flightspring.handler.routing;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightCancellation;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.ticket.FlightRef;
import io.github.flightspring.ticket.FlightTicket;
import io.github.flightspring.ticket.TicketLedger;
import io.github.flightspring.ticket.TicketRefusal;
import io.github.flightspring.ticket.TicketVerifier;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that come back from clients, and the downloads that run on them.
 */
public final class FlightTickets implements FlightCancellation {

	private final TicketVerifier verifier;

	private final TicketLedger ledger;

	private final boolean acceptPaths;

	private final DownloadsByTicket downloads = new DownloadsByTicket();

	/**
	 * Create the tickets.
	 * @param verifier the verifier of tickets
	 * @param ledger the record of cancelled and renewed tickets
	 * @param acceptPaths whether a plain path is accepted in place of a ticket
	 */
	public FlightTickets(TicketVerifier verifier, TicketLedger ledger, boolean acceptPaths) {
		this.verifier = verifier;
		this.ledger = ledger;
		this.acceptPaths = acceptPaths;
	}

	/**
	 * Whether a plain path is accepted in place of a ticket.
	 * @return {@code true} if it is
	 */
	public boolean acceptPaths() {
		return this.acceptPaths;
	}

	/**
	 * Check a ticket.
	 * @param ticket the ticket
	 * @param call the call
	 * @return the ticket
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the ticket is refused
	 */
	public FlightTicket verify(byte[] ticket, FlightCall call) {
		return watched(call, () -> this.verifier.verify(ticket, principal(call)));
	}

	/**
	 * Check a ticket that may be cancelled.
	 */
	public FlightTicket identify(byte[] ticket, FlightCall call) {
		return watched(call, () -> this.verifier.identify(ticket, principal(call)));
	}

	/**
	 * Register a download on a ticket. From now on the cancellation of the ticket ends
	 * the call.
	 */
	public DownloadsByTicket.Registration use(FlightTicket ticket, FlightCall call) {
		DownloadsByTicket.Registration registration = this.downloads.register(ticket.id(), call);
		try {
			this.verifier.checkNotCancelled(ticket);
			return registration;
		}
		catch (RuntimeException ex) {
			registration.close();
			notifyRefused(call, ex);
			throw ex;
		}
	}

	private static FlightTicket watched(FlightCall call, Supplier<FlightTicket> check) {
		try {
			return check.get();
		}
		catch (RuntimeException ex) {
			notifyRefused(call, ex);
			throw ex;
		}
	}

	private static void notifyRefused(FlightCall call, RuntimeException failure) {
		TicketRefusal refusal = TicketRefusal.of(failure);
		TrackedCall running = (call instanceof DispatchedCall dispatched) ? dispatched.running() : null;
		if (refusal != null && running != null) {
			running.notifyWatches((watch) -> watch.ticketRefused(refusal.name()));
		}
	}

	/**
	 * Revoke a ticket, and end the downloads that run on it.
	 * @param ticket the ticket
	 */
	public void revoke(FlightTicket ticket) {
		this.ledger.revoke(ticket);
		end(ticket);
	}

	@Override
	public void cancel(String id) {
		revoke(FlightTicket.of(FlightRef.path(List.of())).withId(FlightTicket.idOf(id)));
	}

	/**
	 * End the downloads that run on a ticket.
	 */
	public void end(FlightTicket ticket) {
		this.downloads.cancel(ticket.id());
	}

	/**
	 * Record that a ticket was renewed.
	 * @param ticket the ticket
	 * @param expiresAt the new expiry
	 */
	public void renew(FlightTicket ticket, Instant expiresAt) {
		this.ledger.renew(ticket, expiresAt);
	}

	/**
	 * The name of the caller.
	 * @param call the call
	 * @return the name, or {@code null} for an anonymous caller
	 */
	public static @Nullable String principal(FlightCall call) {
		Principal principal = call.principal();
		return (principal != null) ? principal.getName() : null;
	}

}
