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

package io.github.flightspring.session.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The index of sessions by caller, which limits the sessions of each caller. All
 * anonymous callers count as one. Each entry has an expiry that is extended while the
 * session is used.
 */
final class SessionIndex {

	private static final String KIND = "session-index";

	// the limit of look-ups for a caller with too many sessions
	private static final int LOOKS = 32;

	private final FlightStateStore store;

	private final SessionLimits limits;

	private final Predicate<String> exists;

	SessionIndex(FlightStateStore store, SessionLimits limits, Predicate<String> exists) {
		this.store = store;
		this.limits = limits;
		this.exists = exists;
	}

	void add(@Nullable String principal, String key, Instant until, Instant now) {
		int most = (principal != null) ? this.limits.maxPerPrincipal() : this.limits.maxAnonymous();
		change(principal, now, (known) -> {
			if (known.size() >= most) {
				removeEnded(known);
			}
			if (known.size() >= most) {
				throw CallStatus.RESOURCE_EXHAUSTED
					.withDescription((principal != null)
							? "The caller has %d sessions: close one".formatted(known.size())
							: "There are %d sessions of anonymous callers: try again later".formatted(known.size()))
					.toRuntimeException();
			}
			known.put(key, until);
			return known;
		});
	}

	/**
	 * Remove the entries of sessions that ended before the expiry of their entry.
	 */
	private void removeEnded(Map<String, Instant> known) {
		known.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue())
			.limit(LOOKS)
			.map(Map.Entry::getKey)
			.filter(this.exists.negate())
			.toList()
			.forEach(known::remove);
	}

	/**
	 * Extend the entry of a session.
	 */
	void extend(@Nullable String principal, String key, Instant until, Instant now) {
		change(principal, now, (known) -> {
			known.put(key, until);
			return known;
		});
	}

	void remove(@Nullable String principal, String key, Instant now) {
		change(principal, now, (known) -> {
			known.remove(key);
			return known;
		});
	}

	private void change(@Nullable String principal, Instant now, UnaryOperator<Map<String, Instant>> change) {
		String id = (principal != null) ? "user:" + principal : "anonymous";
		while (true) {
			byte[] stored = this.store.get(KIND, id);
			Map<String, Instant> known = read(stored);
			known.values().removeIf((until) -> !now.isBefore(until));
			Map<String, Instant> changed = change.apply(known);
			if (stored == null && changed.isEmpty()) {
				return;
			}
			// an entry without sessions expires at once
			Instant forgottenAt = changed.values().stream().max(Comparator.naturalOrder()).orElse(now);
			if (this.store.compareAndPut(KIND, id, stored, write(changed), forgottenAt)) {
				return;
			}
		}
	}

	private static Map<String, Instant> read(byte @Nullable [] bytes) {
		Map<String, Instant> known = new LinkedHashMap<>();
		if (bytes != null && bytes.length > 0) {
			for (String entry : new String(bytes, StandardCharsets.US_ASCII).split(",")) {
				int at = entry.indexOf('@');
				known.put(entry.substring(0, at), Instant.ofEpochMilli(Long.parseLong(entry.substring(at + 1))));
			}
		}
		return known;
	}

	private static byte[] write(Map<String, Instant> known) {
		StringBuilder text = new StringBuilder();
		known.forEach((key,
				until) -> text.append(text.isEmpty() ? "" : ",").append(key).append('@').append(until.toEpochMilli()));
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

}
