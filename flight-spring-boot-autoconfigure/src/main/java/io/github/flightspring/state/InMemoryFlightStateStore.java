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

package io.github.flightspring.state;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Keeps state in memory. The state is lost when the process ends, and is not shared
 * between instances.
 */
public final class InMemoryFlightStateStore implements FlightStateStore {

	private static final int PURGE_EVERY = 256;

	// the approximate overhead of an entry, besides its value and its id
	private static final int OVERHEAD = 128;

	private final int maxEntries;

	private final long maxBytes;

	private final Clock clock;

	private final Map<String, Entries> kinds = new ConcurrentHashMap<>();

	/**
	 * Create a store.
	 * @param maxEntries the limit of entries of each kind
	 * @param maxBytes the limit in bytes of the memory of each kind
	 * @param clock the clock
	 */
	public InMemoryFlightStateStore(int maxEntries, long maxBytes, Clock clock) {
		if (maxEntries < 1) {
			throw new IllegalArgumentException("A store has room for at least one entry, not " + maxEntries);
		}
		if (maxBytes < 1) {
			throw new IllegalArgumentException("A store has room for at least one byte, not " + maxBytes);
		}
		this.maxEntries = maxEntries;
		this.maxBytes = maxBytes;
		this.clock = clock;
	}

	@Override
	public byte @Nullable [] get(String kind, String id) {
		return entries(kind).get(id);
	}

	@Override
	public void put(String kind, String id, byte[] value, @Nullable Instant expiresAt) {
		entries(kind).put(id, value, expiresAt);
	}

	@Override
	public boolean compareAndPut(String kind, String id, byte @Nullable [] expected, byte[] value,
			@Nullable Instant expiresAt) {
		return entries(kind).compareAndPut(id, expected, value, expiresAt);
	}

	@Override
	public boolean remove(String kind, String id) {
		return entries(kind).remove(id);
	}

	@Override
	public List<String> ids(String kind) {
		return entries(kind).ids();
	}

	private Entries entries(String kind) {
		return this.kinds.computeIfAbsent(kind, (name) -> new Entries());
	}

	/**
	 * The entries of one kind. Each kind has its own limits, so that many entries of one
	 * kind take no room from another.
	 */
	private final class Entries {

		private final Map<String, Entry> byId = new HashMap<>();

		private int untilPurge = PURGE_EVERY;

		private long bytes;

		// no entry expires before this time, so that a full store is not searched in vain
		private Instant firstExpiry = Instant.MAX;

		synchronized byte @Nullable [] get(String id) {
			Entry entry = live(id);
			return (entry != null) ? entry.value().clone() : null;
		}

		synchronized void put(String id, byte[] value, @Nullable Instant expiresAt) {
			Entry present = live(id);
			long more = size(id, value) - ((present != null) ? size(id, present.value()) : 0);
			makeRoom((present == null) ? 1 : 0, more);
			this.byId.put(id, new Entry(value.clone(), expiresAt));
			this.bytes += more;
			if (expiresAt != null && expiresAt.isBefore(this.firstExpiry)) {
				this.firstExpiry = expiresAt;
			}
		}

		private static long size(String id, byte[] value) {
			return OVERHEAD + (long) Character.BYTES * id.length() + value.length;
		}

		synchronized boolean compareAndPut(String id, byte @Nullable [] expected, byte[] value,
				@Nullable Instant expiresAt) {
			Entry entry = live(id);
			byte[] current = (entry != null) ? entry.value() : null;
			if (!Arrays.equals(current, expected)) {
				return false;
			}
			put(id, value, expiresAt);
			return true;
		}

		synchronized boolean remove(String id) {
			boolean present = live(id) != null;
			forget(id);
			return present;
		}

		private void forget(String id) {
			Entry entry = this.byId.remove(id);
			if (entry != null) {
				this.bytes -= size(id, entry.value());
			}
		}

		synchronized List<String> ids() {
			purge();
			return List.copyOf(this.byId.keySet());
		}

		private @Nullable Entry live(String id) {
			Entry entry = this.byId.get(id);
			if (entry != null && entry.isExpired(InMemoryFlightStateStore.this.clock.instant())) {
				forget(id);
				return null;
			}
			return entry;
		}

		private void makeRoom(int entries, long more) {
			if (more <= 0) {
				return;
			}
			if (isFull(entries, more) || --this.untilPurge <= 0) {
				this.untilPurge = Math.max(PURGE_EVERY, this.byId.size() / 4);
				purge();
			}
			if (isFull(entries, more)) {
				throw CallStatus.RESOURCE_EXHAUSTED
					.withDescription("The server's store of state is full: try again later")
					.toRuntimeException();
			}
		}

		private boolean isFull(int entries, long more) {
			return this.byId.size() + entries > InMemoryFlightStateStore.this.maxEntries
					|| this.bytes + more > InMemoryFlightStateStore.this.maxBytes;
		}

		private void purge() {
			Instant now = InMemoryFlightStateStore.this.clock.instant();
			if (now.isBefore(this.firstExpiry)) {
				return;
			}
			this.byId.entrySet().removeIf((entry) -> {
				boolean expired = entry.getValue().isExpired(now);
				this.bytes -= expired ? size(entry.getKey(), entry.getValue().value()) : 0;
				return expired;
			});
			this.firstExpiry = this.byId.values()
				.stream()
				.map(Entry::expiresAt)
				.filter(Objects::nonNull)
				.min(Comparator.naturalOrder())
				.orElse(Instant.MAX);
		}

	}

	private record Entry(byte[] value, @Nullable Instant expiresAt) {

		boolean isExpired(Instant now) {
			return this.expiresAt != null && !now.isBefore(this.expiresAt);
		}

	}

}
