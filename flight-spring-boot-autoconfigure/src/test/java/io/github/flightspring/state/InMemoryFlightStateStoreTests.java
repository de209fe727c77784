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

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InMemoryFlightStateStoreTests extends FlightStateStoreContract {

	private Instant now = Instant.EPOCH;

	@Override
	protected FlightStateStore store() {
		return new InMemoryFlightStateStore(MAX_ENTRIES, 1 << 20, clock());
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
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryFlightStateStore(0, 1, clock()));
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryFlightStateStore(1, 0, clock()));
	}

	@Test
	void whenTheBytesOfAKindAreTooManyThenItIsRefusedUntilOthersShrinkExpireOrGo() {
		InMemoryFlightStateStore store = new InMemoryFlightStateStore(MAX_ENTRIES, 4096, clock());
		store.put("kind", "one", new byte[1500], this.now.plusSeconds(60));
		store.put("kind", "two", new byte[1500], null);
		assertFull(() -> store.put("kind", "three", new byte[1500], null));
		assertFull(() -> store.compareAndPut("kind", "two", new byte[1500], new byte[3000], null));
		assertThat(store.get("kind", "two")).hasSize(1500);
		store.put("other", "three", new byte[1500], null);
		store.put("kind", "two", new byte[10], null);
		store.put("kind", "three", new byte[1500], null);
		assertFull(() -> store.put("kind", "four", new byte[1500], null));
		setTime(this.now.plusSeconds(60));
		store.put("kind", "four", new byte[1500], null);
		assertFull(() -> store.put("kind", "five", new byte[1500], null));
		assertThat(store.remove("kind", "three")).isTrue();
		store.put("kind", "five", new byte[1500], null);
	}

	@Test
	void whenEntriesAreTurnedOverManyTimesThenTheirBytesAreStillKnown() {
		InMemoryFlightStateStore store = new InMemoryFlightStateStore(MAX_ENTRIES, 64 * 1024, clock());
		for (int i = 0; i < 10_000; i++) {
			store.put("kind", "id" + i % 50, new byte[i % 700], this.now.plusSeconds(i % 3));
			setTime(this.now.plusMillis(500));
			store.remove("kind", "id" + (i + 7) % 50);
		}
		setTime(this.now.plusSeconds(10));
		assertThat(store.ids("kind")).isEmpty();
		store.put("kind", "large", new byte[64 * 1024 - 256], null);
	}

	private static void assertFull(ThrowingCallable call) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED));
	}

}
