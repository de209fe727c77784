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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link FlightStateStore} does. A test of a store extends it.
 */
public abstract class FlightStateStoreContract {

	protected static final int MAX_ENTRIES = 100;

	private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

	/**
	 * A new, empty store with room for {@link #MAX_ENTRIES} of each kind.
	 * @return the store
	 */
	protected abstract FlightStateStore store();

	/**
	 * Let the time of the store be this.
	 * @param now the time
	 */
	protected abstract void setTime(Instant now);

	private FlightStateStore startedStore() {
		setTime(NOW);
		return store();
	}

	@Test
	void whenNothingWasPutThenThereIsNothing() {
		FlightStateStore store = startedStore();
		assertThat(store.get("kind", "id")).isNull();
		assertThat(store.remove("kind", "id")).isFalse();
	}

	@Test
	void whenAnEntryIsPutThenItIsThereUnderItsKindAndIdAlone() {
		FlightStateStore store = startedStore();
		store.put("kind", "id", bytes("value"), null);
		assertThat(store.get("kind", "id")).isEqualTo(bytes("value"));
		assertThat(store.get("kind", "other")).isNull();
		assertThat(store.get("other", "id")).isNull();
	}

	@Test
	void whenAnEntryIsPutAgainThenTheLastOneStands() {
		FlightStateStore store = startedStore();
		store.put("kind", "id", bytes("one"), NOW.plusSeconds(1));
		store.put("kind", "id", bytes("two"), null);
		setTime(NOW.plusSeconds(10));
		assertThat(store.get("kind", "id")).isEqualTo(bytes("two"));
	}

	@Test
	void whenAnArrayIsChangedLaterThenTheEntryIsNot() {
		FlightStateStore store = startedStore();
		byte[] value = bytes("value");
		store.put("kind", "id", value, null);
		value[0] = 'X';
		byte[] read = store.get("kind", "id");
		assertThat(read).isEqualTo(bytes("value"));
		read[0] = 'Y';
		assertThat(store.get("kind", "id")).isEqualTo(bytes("value"));
	}

	@Test
	void whenAnEntryExpiresThenItIsThereUntilThatInstantAndNotFromItOn() {
		FlightStateStore store = startedStore();
		Instant expiresAt = NOW.plus(Duration.ofMinutes(1));
		store.put("kind", "id", bytes("value"), expiresAt);
		setTime(expiresAt.minusMillis(1));
		assertThat(store.get("kind", "id")).isNotNull();
		setTime(expiresAt);
		assertThat(store.get("kind", "id")).isNull();
		assertThat(store.remove("kind", "id")).isFalse();
		assertThat(store.compareAndPut("kind", "id", null, bytes("new"), null)).isTrue();
	}

	@Test
	void whenAnEntryIsRemovedThenItIsGone() {
		FlightStateStore store = startedStore();
		store.put("kind", "id", bytes("value"), null);
		assertThat(store.remove("kind", "id")).isTrue();
		assertThat(store.get("kind", "id")).isNull();
	}

	@Test
	void whenAnEntryIsAsExpectedThenItIsReplacedAndNotOtherwise() {
		FlightStateStore store = startedStore();
		assertThat(store.compareAndPut("kind", "id", bytes("one"), bytes("two"), null)).isFalse();
		assertThat(store.compareAndPut("kind", "id", null, bytes("one"), null)).isTrue();
		assertThat(store.compareAndPut("kind", "id", null, bytes("two"), null)).isFalse();
		assertThat(store.compareAndPut("kind", "id", bytes("one"), bytes("two"), NOW.plusSeconds(1))).isTrue();
		assertThat(store.get("kind", "id")).isEqualTo(bytes("two"));
		setTime(NOW.plusSeconds(1));
		assertThat(store.get("kind", "id")).isNull();
	}

	@Test
	void whenManyExpectTheSameThenOneSucceeds() throws Exception {
		FlightStateStore store = startedStore();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			for (int round = 0; round < 50; round++) {
				String id = "id" + round;
				List<Callable<Boolean>> attempts = IntStream.range(0, 4)
					.<Callable<Boolean>>mapToObj(
							(i) -> () -> store.compareAndPut("kind", id, null, bytes("" + i), null))
					.toList();
				int succeeded = 0;
				for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
					succeeded += attempt.get() ? 1 : 0;
				}
				assertThat(succeeded).isEqualTo(1);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenTheStoreIsFullThenItRefusesAndForgetsNothing() {
		FlightStateStore store = startedStore();
		for (int i = 0; i < MAX_ENTRIES; i++) {
			store.put("kind", "id" + i, bytes("value"), NOW.plusSeconds(60));
		}
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> store.put("kind", "more", bytes("value"), null))
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED));
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> store.compareAndPut("kind", "more", null, bytes("value"), null));
		store.put("kind", "id0", bytes("changed"), NOW.plusSeconds(60));
		store.put("other", "id", bytes("value"), null);
		assertThat(IntStream.range(0, MAX_ENTRIES)).allMatch((i) -> store.get("kind", "id" + i) != null);
	}

	@Test
	void whenEntriesOfAFullStoreExpireThenThereIsRoom() {
		FlightStateStore store = startedStore();
		for (int i = 0; i < MAX_ENTRIES; i++) {
			store.put("kind", "id" + i, bytes("value"), NOW.plusSeconds(60));
		}
		setTime(NOW.plusSeconds(60));
		store.put("kind", "more", bytes("value"), null);
		assertThat(store.get("kind", "more")).isNotNull();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
