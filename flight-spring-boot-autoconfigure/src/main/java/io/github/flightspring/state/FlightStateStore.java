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
 * Keeps state that outlives a call: cancelled and renewed tickets, who runs a query,
 * sessions. By default it is kept in memory, see {@link InMemoryFlightStateStore}; a bean
 * of this type takes its place, so that several instances can share their state.
 * <p>
 * An entry is a few bytes, or none, under a kind and an id of any characters. It is gone
 * at the instant it expires, not before and not after. What one call has written the next
 * one sees, on any thread and, with a shared store, on any instance. A store is bounded:
 * when there is no room it refuses what is new rather than forget one that has not
 * expired, because a cancelled ticket that is forgotten would work again.
 */
public interface FlightStateStore {

	/**
	 * Read an entry.
	 * @param kind what it is, such as "revocation"
	 * @param id its id among those of the kind
	 * @return a copy of its value, or {@code null} if there is none or it has expired
	 */
	byte @Nullable [] get(String kind, String id);

	/**
	 * Write an entry in place of the one that is there, if any.
	 * @param kind what it is
	 * @param id its id among those of the kind
	 * @param value its value, which is copied
	 * @param expiresAt when it is forgotten, or {@code null} for never
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there is no room for it
	 */
	void put(String kind, String id, byte[] value, @Nullable Instant expiresAt);

	/**
	 * Write an entry if it still is as expected. Of several callers that expect the same,
	 * one succeeds.
	 * @param kind what it is
	 * @param id its id among those of the kind
	 * @param expected the value that was read, or {@code null} if there was none
	 * @param value the new value, which is copied
	 * @param expiresAt when it is forgotten, or {@code null} for never
	 * @return whether it was written
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there is no room for it
	 */
	boolean compareAndPut(String kind, String id, byte @Nullable [] expected, byte[] value,
			@Nullable Instant expiresAt);

	/**
	 * Remove an entry.
	 * @param kind what it is
	 * @param id its id among those of the kind
	 * @return whether there was one that had not expired
	 */
	boolean remove(String kind, String id);

	/**
	 * The ids of a kind, for operators. A store that cannot tell has none.
	 * @param kind what the entries are
	 * @return the ids of those that have not expired; a copy, in no order
	 */
	default List<String> ids(String kind) {
		return List.of();
	}

}
