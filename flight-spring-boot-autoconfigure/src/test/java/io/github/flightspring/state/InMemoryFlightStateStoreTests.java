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
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InMemoryFlightStateStoreTests extends FlightStateStoreContract {

	private Instant now = Instant.EPOCH;

	@Override
	protected FlightStateStore store() {
		return new InMemoryFlightStateStore(MAX_ENTRIES, clock());
	}

	@Override
	protected void setTime(Instant now) {
		this.now = now;
	}

	private Clock clock() {
		InstantSource source = () -> this.now;
		return source.withZone(ZoneOffset.UTC);
	}

	@Test
	void whenThereIsNoRoomAtAllThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryFlightStateStore(0, clock()));
	}

}
