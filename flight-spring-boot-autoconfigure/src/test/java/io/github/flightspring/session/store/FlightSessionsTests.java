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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.state.FlightStateStore;
import io.github.flightspring.state.InMemoryFlightStateStore;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight.SessionOptionValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlightSessionsTests {

	private Instant now = Instant.parse("2030-01-01T00:00:00Z");

	private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

	private final CountingStore store = new CountingStore(new InMemoryFlightStateStore(100, 1 << 20, this.clock));

	private final FlightSessions sessions = new FlightSessions(this.store,
			new SessionLimits(Duration.ofMinutes(10), Duration.ofHours(1), 2, 3, 1000), this.clock);

	@Test
	void whenASessionIsSomebodyElsesThenItIsNotThere() {
		String id = this.sessions.create("alice");
		assertThat(this.sessions.set(id, "alice", Map.of("a", SessionValues.write("x")))).isEmpty();
		assertThat(this.sessions.options(id, "bob")).isNull();
		assertThat(this.sessions.options(id, null)).isNull();
		assertThat(this.sessions.set(id, "bob", Map.of("a", SessionValues.write("y")))).isNull();
		assertThat(this.sessions.close(id, "bob")).isFalse();
		assertThat(this.sessions.options(id, "alice")).containsEntry("a", SessionValues.write("x"));
	}

	@Test
	void whenACallerHasTooManySessionsThenTheNextIsRefusedUntilOneEnds() {
		String first = this.sessions.create("alice");
		this.sessions.create("alice");
		this.sessions.create("bob");
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.sessions.create("alice"))
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED));
		assertThat(this.sessions.close(first, "alice")).isTrue();
		this.sessions.create("alice");
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.sessions.create("alice"));
		this.now = this.now.plus(Duration.ofMinutes(10));
		assertThat(this.sessions.create("alice")).isNotNull();
	}

	@Test
	void whenASessionIsUsedThenItLivesOnButNotBeyondItsAge() {
		String id = this.sessions.create(null);
		for (int i = 0; i < 6; i++) {
			this.now = this.now.plus(Duration.ofMinutes(9));
			assertThat(this.sessions.options(id, null)).isEmpty();
		}
		this.now = this.now.plus(Duration.ofMinutes(6));
		assertThat(this.sessions.options(id, null)).isNull();
	}

	@Test
	void whenCallersWhoAreNotAuthenticatedHaveTooManySessionsTogetherThenOthersStillGetOne() {
		String first = this.sessions.create(null);
		this.sessions.create(null);
		this.sessions.create(null);
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.sessions.create(null))
			.satisfies((ex) -> {
				assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
				assertThat(ex.status().description()).contains("3 sessions of anonymous callers");
			});
		assertThat(this.sessions.size()).isEqualTo(3);
		// even one that is called as the others are
		assertThat(this.sessions.create("anonymous")).isNotNull();
		this.now = this.now.plus(Duration.ofMinutes(9));
		assertThat(this.sessions.options(first, null)).isNotNull();
		this.now = this.now.plus(Duration.ofMinutes(9));
		this.sessions.create(null);
		this.sessions.create(null);
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.sessions.create(null));
	}

	@Test
	void whenASessionIsUsedForLongThenItStillCountsAndWhenItIsClosedNothingIsLeft() {
		String first = this.sessions.create("alice");
		String second = this.sessions.create("alice");
		for (int i = 0; i < 5; i++) {
			this.now = this.now.plus(Duration.ofMinutes(9));
			assertThat(this.sessions.options(first, "alice")).isNotNull();
			assertThat(this.sessions.options(second, "alice")).isNotNull();
			assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> this.sessions.create("alice"));
		}
		assertThat(this.store.ids("session-index")).hasSize(1);
		assertThat(this.sessions.close(first, "alice")).isTrue();
		assertThat(this.sessions.close(second, "alice")).isTrue();
		assertThat(this.store.ids("session-index")).isEmpty();
	}

	@Test
	void whenASessionHasEndedIdleThenItsCallerIsForgottenSoonAfterIt() {
		this.sessions.create("alice");
		assertThat(this.store.ids("session-index")).hasSize(1);
		this.now = this.now.plus(Duration.ofMinutes(20));
		assertThat(this.store.ids("session-index")).isEmpty();
	}

	@Test
	void whenManyOptionsAreSetThenTheSessionIsReadAndWrittenOnce() {
		String id = this.sessions.create("alice");
		Map<String, SessionOptionValue> options = new TreeMap<>();
		for (int i = 0; i < 20; i++) {
			options.put("option" + i, SessionValues.write(i));
		}
		this.store.calls.set(0);
		assertThat(this.sessions.set(id, "alice", options)).isEmpty();
		assertThat(this.store.calls).hasValue(2);
		assertThat(this.sessions.options(id, "alice")).isEqualTo(options);
	}

	@Test
	void whenThereIsNoRoomForAnOptionThenThoseThatFitAreSet() {
		String id = this.sessions.create("alice");
		this.sessions.set(id, "alice", Map.of("gone", SessionValues.write("x".repeat(900))));
		Map<String, SessionOptionValue> options = new TreeMap<>();
		options.put("a", SessionValues.write("x".repeat(600)));
		options.put("b", SessionValues.write("x".repeat(600)));
		options.put("c", SessionValues.write("x".repeat(300)));
		options.put("gone", SessionOptionValue.getDefaultInstance());
		assertThat(this.sessions.set(id, "alice", options)).containsExactly("b");
		assertThat(this.sessions.options(id, "alice")).containsOnlyKeys("a", "c");
		// what is there may be as large as it was
		assertThat(this.sessions.set(id, "alice", Map.of("a", SessionValues.write("y".repeat(600))))).isEmpty();
	}

	@Test
	void whenThereAreTooManyOptionsThenTheRestIsRefused() {
		FlightSessions roomy = new FlightSessions(this.store,
				new SessionLimits(Duration.ofMinutes(10), Duration.ofHours(1), 2, 3, 1 << 20), this.clock);
		String id = roomy.create("alice");
		Map<String, SessionOptionValue> options = new TreeMap<>();
		for (int i = 0; i < SessionLimits.MAX_OPTIONS + 5; i++) {
			options.put("option" + i, SessionValues.write(i));
		}
		assertThat(roomy.set(id, "alice", options)).hasSize(5);
		assertThat(roomy.options(id, "alice")).hasSize(SessionLimits.MAX_OPTIONS);
	}

	@Test
	void whenTheStoreHasNoRoomForASessionThenItDoesNotCount() {
		FlightSessions crowded = new FlightSessions(new InMemoryFlightStateStore(100, 300, this.clock),
				new SessionLimits(Duration.ofMinutes(10), Duration.ofHours(1), 2, 3, 1000), this.clock);
		String first = crowded.create("alice");
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> crowded.create("bob"));
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> crowded.create("bob"));
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> crowded.create("bob"));
		assertThat(crowded.close(first, "alice")).isTrue();
		assertThat(crowded.create("bob")).isNotNull();
	}

	@Test
	void whenAValueIsOfNoKnownTypeThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.write(new Object()));
	}

	/**
	 * Counts the calls.
	 */
	private static final class CountingStore implements FlightStateStore {

		private final FlightStateStore delegate;

		private final AtomicInteger calls = new AtomicInteger();

		CountingStore(FlightStateStore delegate) {
			this.delegate = delegate;
		}

		@Override
		public byte[] get(String kind, String id) {
			this.calls.incrementAndGet();
			return this.delegate.get(kind, id);
		}

		@Override
		public void put(String kind, String id, byte[] value, Instant expiresAt) {
			this.calls.incrementAndGet();
			this.delegate.put(kind, id, value, expiresAt);
		}

		@Override
		public boolean compareAndPut(String kind, String id, byte[] expected, byte[] value, Instant expiresAt) {
			this.calls.incrementAndGet();
			return this.delegate.compareAndPut(kind, id, expected, value, expiresAt);
		}

		@Override
		public boolean remove(String kind, String id) {
			this.calls.incrementAndGet();
			return this.delegate.remove(kind, id);
		}

		@Override
		public List<String> ids(String kind) {
			return this.delegate.ids(kind);
		}

	}

}
