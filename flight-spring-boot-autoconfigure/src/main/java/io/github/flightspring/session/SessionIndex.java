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

package io.github.flightspring.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of each caller, so that none has too many. Callers that nobody can tell
 * from each other are not counted.
 */
final class SessionIndex {

	private static final String KIND = "session-index";

	private final FlightStateStore store;

	private final int most;

	private final Predicate<String> exists;

	SessionIndex(FlightStateStore store, int most, Predicate<String> exists) {
		this.store = store;
		this.most = most;
		this.exists = exists;
	}

	void add(@Nullable String principal, String key, Instant forgottenAt) {
		if (principal == null) {
			return;
		}
		while (true) {
			byte[] known = this.store.get(KIND, principal);
			List<String> keys = read(known);
			keys.removeIf(this.exists.negate());
			if (keys.size() >= this.most) {
				throw CallStatus.RESOURCE_EXHAUSTED
					.withDescription("You have %d sessions: close one of them".formatted(keys.size()))
					.toRuntimeException();
			}
			keys.add(key);
			if (this.store.compareAndPut(KIND, principal, known, write(keys), forgottenAt)) {
				return;
			}
		}
	}

	void remove(@Nullable String principal, String key, Instant forgottenAt) {
		if (principal == null) {
			return;
		}
		while (true) {
			byte[] known = this.store.get(KIND, principal);
			List<String> keys = read(known);
			if (known == null || !keys.remove(key)
					|| this.store.compareAndPut(KIND, principal, known, write(keys), forgottenAt)) {
				return;
			}
		}
	}

	private static List<String> read(byte @Nullable [] bytes) {
		List<String> keys = new ArrayList<>();
		if (bytes != null && bytes.length > 0) {
			keys.addAll(List.of(new String(bytes, StandardCharsets.US_ASCII).split(",")));
		}
		return keys;
	}

	private static byte[] write(List<String> keys) {
		return String.join(",", keys).getBytes(StandardCharsets.US_ASCII);
	}

}
