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

package io.github.flightspring.query.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import io.github.flightspring.state.FlightStateStore;

/**
 * The instances that run or have run queries. Instances that share a store see each
 * other's entries.
 */
final class QueryHomes {

	private static final String KIND = "query";

	private final FlightStateStore store;

	private final byte[] instance = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

	QueryHomes(FlightStateStore store) {
		this.store = store;
	}

	/**
	 * Store that this instance runs a query.
	 * @param id the query's id
	 * @param latest the expiry of the entry, in case this instance dies before it can
	 * remove the entry
	 */
	void remember(String id, Instant latest) {
		this.store.put(KIND, id, this.instance, latest);
	}

	void forget(String id) {
		this.store.remove(KIND, id);
	}

	boolean isElsewhere(String id) {
		byte[] home = this.store.get(KIND, id);
		return home != null && !Arrays.equals(home, this.instance);
	}

}
