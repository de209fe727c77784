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

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Stores state that outlives a call: cancelled and renewed tickets, the instances that
 * run queries, and sessions. The default is {@link InMemoryFlightStateStore}. A bean of
 * this type replaces it, so that several instances can share their state.
 * <p>
 * An entry has a value of a few bytes, or none, under a kind and an id of any characters.
 * It expires exactly at its expiry, not before and not after. A write is visible to the
 * next call on any thread and, with a shared store, on any instance. A store is bounded.
 * A full store refuses new entries and never removes an entry that has not expired,
 * because a cancelled ticket would otherwise work again.
 */
public interface FlightStateStore {

	/**
	 * Read an entry.
	 * @param kind the kind of the entry, such as "revocation"
	 * @param id the id of the entry within its kind
	 * @return a copy of the value, or {@code null} if there is no such entry or it has
	 * expired
	 */
	byte @Nullable [] get(String kind, String id);

	/**
	 * Write an entry. An existing entry is replaced.
	 * @param kind the kind of the entry
	 * @param id the id of the entry within its kind
	 * @param value the value, which is copied
	 * @param expiresAt the expiry, or {@code null} for none
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there is no room for it
	 */
	void put(String kind, String id, byte[] value, @Nullable Instant expiresAt);

	/**
	 * Write an entry if its current value is the expected one. Of several callers that
	 * expect the same value, one succeeds.
	 * @param kind the kind of the entry
	 * @param id the id of the entry within its kind
	 * @param expected the expected value, or {@code null} for no entry
	 * @param value the new value, which is copied
	 * @param expiresAt the expiry, or {@code null} for none
	 * @return whether the entry was written
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there is no room for it
	 */
	boolean compareAndPut(String kind, String id, byte @Nullable [] expected, byte[] value,
			@Nullable Instant expiresAt);

	/**
	 * Remove an entry.
	 * @param kind the kind of the entry
	 * @param id the id of the entry within its kind
	 * @return whether there was an entry that had not expired
	 */
	boolean remove(String kind, String id);

	/**
	 * Return the ids of a kind, for operators. A store that cannot list its entries
	 * returns an empty list.
	 * @param kind the kind of the entries
	 * @return a copy of the ids of the entries that have not expired, in no order
	 */
	default List<String> ids(String kind) {
		return List.of();
	}

}
