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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import io.github.flightspring.state.InMemoryFlightStateStore;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FlightSessionsTests {

	private Instant now = Instant.parse("2030-01-01T00:00:00Z");

	private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

	private final FlightSessions sessions = new FlightSessions(new InMemoryFlightStateStore(100, this.clock),
			new SessionLimits(Duration.ofMinutes(10), Duration.ofHours(1), 2, 1000), this.clock);

	@Test
	void whenASessionIsSomebodyElsesThenItIsNotThere() {
		String id = this.sessions.create("alice");
		assertThat(this.sessions.set(id, "alice", "a", SessionValues.write("x"))).isTrue();
		assertThat(this.sessions.options(id, "bob")).isNull();
		assertThat(this.sessions.options(id, null)).isNull();
		assertThat(this.sessions.set(id, "bob", "a", SessionValues.write("y"))).isFalse();
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
	void whenAValueIsOfNoKnownTypeThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> SessionValues.write(new Object()));
	}

}
