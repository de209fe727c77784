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

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that were cancelled or renewed, in the {@link FlightStateStore}. Each is
 * remembered for as long as it could still be used. Those that could be used for ever
 * make room when the store is full: the caller who has cancelled the most of them loses
 * the oldest of his, so that a flood of one takes nothing from another.
 */
public final class TicketLedger implements TicketRevocations, TicketRenewals {

	private static final String REVOCATION = "revocation";

	private static final String RENEWAL = "renewal";

	private final FlightStateStore store;

	private final Map<String, Deque<String>> endless = new HashMap<>();

	/**
	 * Create a ledger.
	 * @param store keeps it
	 */
	public TicketLedger(FlightStateStore store) {
		this.store = store;
	}

	/**
	 * Cancel a ticket, and all others of its flight's info: they have the same id.
	 * @param ticket the ticket
	 */
	public void revoke(FlightTicket ticket) {
		FlightTicket.Renewal renewal = ticket.renewal();
		Instant expiresAt = ticket.expiresAt();
		Instant forgotten = (renewal != null && expiresAt != null && renewal.until().isAfter(expiresAt))
				? renewal.until() : expiresAt;
		// the other tickets of the info may live longer than this one, by an expiry of
		// their own
		byte[] known = this.store.get(REVOCATION, ticket.id());
		if (known == null || forgotten == null || forgotten.isAfter(decode(known))) {
			remember(ticket.id(), encode((forgotten != null) ? forgotten : Instant.MAX), forgotten);
			if (forgotten == null) {
				endless(ticket);
			}
		}
	}

	private void remember(String id, byte[] value, @Nullable Instant forgotten) {
		try {
			this.store.put(REVOCATION, id, value, forgotten);
		}
		catch (FlightRuntimeException ex) {
			if (ex.status().code() != FlightStatusCode.RESOURCE_EXHAUSTED || !makeRoom()) {
				throw ex;
			}
			this.store.put(REVOCATION, id, value, forgotten);
		}
	}

	private void endless(FlightTicket ticket) {
		String caller = Objects.requireNonNullElse(ticket.principal(), "");
		synchronized (this.endless) {
			this.endless.computeIfAbsent(caller, (name) -> new ArrayDeque<>()).add(ticket.id());
		}
	}

	private boolean makeRoom() {
		synchronized (this.endless) {
			return this.endless.values()
				.stream()
				.max(Comparator.comparingInt(Deque::size))
				.map(Deque::poll)
				.filter((oldest) -> this.store.remove(REVOCATION, oldest))
				.isPresent();
		}
	}

	/**
	 * Extend the expiry of a ticket.
	 * @param ticket the ticket
	 * @param expiresAt the new expiry
	 */
	public void renew(FlightTicket ticket, Instant expiresAt) {
		this.store.put(RENEWAL, key(ticket.id(), ticket.index()), encode(expiresAt), expiresAt);
	}

	@Override
	public boolean isRevoked(String id) {
		return this.store.get(REVOCATION, id) != null;
	}

	@Override
	public @Nullable Instant renewedUntil(String id, int index) {
		byte[] value = this.store.get(RENEWAL, key(id, index));
		return (value != null) ? decode(value) : null;
	}

	private static String key(String id, int index) {
		return id + "/" + index;
	}

	private static byte[] encode(Instant instant) {
		return ByteBuffer.allocate(12).putLong(instant.getEpochSecond()).putInt(instant.getNano()).array();
	}

	private static Instant decode(byte[] value) {
		ByteBuffer buffer = ByteBuffer.wrap(value);
		return Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
	}

}
