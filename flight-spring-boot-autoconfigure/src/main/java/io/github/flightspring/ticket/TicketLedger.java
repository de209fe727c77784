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
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The cancelled and renewed tickets, in the {@link FlightStateStore}. Each ticket is
 * stored for as long as it could still be used. Cancelled tickets without an expiry are
 * removed when the store is full: the oldest one of the caller with the most of them is
 * removed first. Many cancellations of one caller therefore do not affect the tickets of
 * another.
 */
public final class TicketLedger implements TicketRevocations, TicketRenewals {

	private static final String REVOCATION = "revocation";

	private static final String RENEWAL = "renewal";

	/**
	 * The number of tickets without an expiry whose order is kept for each caller. A
	 * store may have room for more.
	 */
	private static final int MAX_ENDLESS = 100_000;

	private final FlightStateStore store;

	private final Map<String, Set<String>> endless = new HashMap<>();

	/**
	 * Create a ledger.
	 * @param store the store of the tickets
	 */
	public TicketLedger(FlightStateStore store) {
		this.store = store;
	}

	/**
	 * Cancel a ticket, and with it all tickets of the same flight info, which share its
	 * id.
	 * @param ticket the ticket
	 */
	public void revoke(FlightTicket ticket) {
		FlightTicket.Renewal renewal = ticket.renewal();
		Instant expiresAt = ticket.expiresAt();
		Instant forgotten = (renewal != null && expiresAt != null && renewal.until().isAfter(expiresAt))
				? renewal.until() : expiresAt;
		// another ticket of the flight info may have a later expiry of its own
		remember(ticket.id(), forgotten);
		if (forgotten == null) {
			endless(ticket);
		}
	}

	private void remember(String id, @Nullable Instant forgotten) {
		try {
			extend(REVOCATION, id, forgotten);
		}
		catch (FlightRuntimeException ex) {
			if (ex.status().code() != FlightStatusCode.RESOURCE_EXHAUSTED || !makeRoom()) {
				throw ex;
			}
			extend(REVOCATION, id, forgotten);
		}
	}

	private void endless(FlightTicket ticket) {
		String caller = Objects.requireNonNullElse(ticket.principal(), "");
		synchronized (this.endless) {
			Set<String> ids = this.endless.computeIfAbsent(caller, (name) -> new LinkedHashSet<>());
			if (ids.add(ticket.id()) && ids.size() > MAX_ENDLESS) {
				removeOldest(ids);
			}
		}
	}

	private boolean makeRoom() {
		synchronized (this.endless) {
			this.endless.values().removeIf(Set::isEmpty);
			return this.endless.values()
				.stream()
				.max(Comparator.comparingInt(Set::size))
				.filter((ids) -> this.store.remove(REVOCATION, removeOldest(ids)))
				.isPresent();
		}
	}

	private static String removeOldest(Set<String> ids) {
		Iterator<String> oldest = ids.iterator();
		String id = oldest.next();
		oldest.remove();
		return id;
	}

	/**
	 * Extend the expiry of a ticket.
	 * @param ticket the ticket
	 * @param expiresAt the new expiry
	 */
	public void renew(FlightTicket ticket, Instant expiresAt) {
		extend(RENEWAL, key(ticket.id(), ticket.index()), expiresAt);
	}

	/**
	 * Write an entry with an expiry, unless the existing entry has a later one. Another
	 * thread or instance may write the same entry at the same time.
	 */
	private void extend(String kind, String id, @Nullable Instant until) {
		byte[] value = encode((until != null) ? until : Instant.MAX);
		byte[] known = this.store.get(kind, id);
		while (known == null || decode(value).isAfter(decode(known))) {
			if (this.store.compareAndPut(kind, id, known, value, until)) {
				return;
			}
			known = this.store.get(kind, id);
		}
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
