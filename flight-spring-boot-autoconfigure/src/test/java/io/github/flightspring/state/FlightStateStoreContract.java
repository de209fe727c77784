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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The contract of every {@link FlightStateStore}. The test of a store extends this class.
 * It needs JUnit Jupiter and AssertJ.
 */
public abstract class FlightStateStoreContract {

	protected static final int MAX_ENTRIES = 100;

	private static final int ROUNDS = 200;

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
	void whenAValueIsEmptyThenItIsNotTheSameAsNone() {
		FlightStateStore store = startedStore();
		store.put("kind", "id", new byte[0], null);
		assertThat(store.get("kind", "id")).isNotNull().isEmpty();
		assertThat(store.compareAndPut("kind", "id", null, bytes("value"), null)).isFalse();
		assertThat(store.compareAndPut("kind", "other", new byte[0], bytes("value"), null)).isFalse();
		assertThat(store.compareAndPut("kind", "id", new byte[0], bytes("value"), null)).isTrue();
		assertThat(store.compareAndPut("kind", "id", bytes("value"), new byte[0], null)).isTrue();
		assertThat(store.get("kind", "id")).isNotNull().isEmpty();
		assertThat(store.remove("kind", "id")).isTrue();
	}

	@Test
	void whenAValueHasAnyBytesThenTheyAreKept() {
		FlightStateStore store = startedStore();
		byte[] value = new byte[64 * 1024];
		for (int i = 0; i < value.length; i++) {
			value[i] = (byte) i;
		}
		store.put("kind", "id", value, null);
		assertThat(store.get("kind", "id")).isEqualTo(value);
		assertThat(store.compareAndPut("kind", "id", value, bytes("value"), null)).isTrue();
	}

	@Test
	void whenIdsHaveAnyCharactersThenTheyAreToldFromEachOther() {
		FlightStateStore store = startedStore();
		List<String> ids = List.of("a", "A", "a ", " a", "a:b", "a/b", "a\0b", "a\nb", "a*", "a?", "[a]", "{a}",
				"a%3Ab", "user:ä", "user:a\u0308", "\uD83D\uDE00", "'; --", "x".repeat(1000), "x".repeat(1001));
		ids.forEach((id) -> store.put("kind", id, bytes("value of " + id), null));
		assertThat(ids).allSatisfy((id) -> assertThat(store.get("kind", id)).isEqualTo(bytes("value of " + id)));
		// a store need not be able to tell
		assertThat(Set.copyOf(store.ids("kind"))).isIn(Set.of(), Set.copyOf(ids));
		// the border between kind and id is not a character
		store.put("k:a", "b", bytes("one"), null);
		store.put("k", "a:b", bytes("two"), null);
		assertThat(store.get("k:a", "b")).isEqualTo(bytes("one"));
		assertThat(store.get("k", "a:b")).isEqualTo(bytes("two"));
		assertThat(store.remove("kind", "a")).isTrue();
		assertThat(store.get("kind", "A")).isNotNull();
	}

	@Test
	void whenAnEntryHasExpiredAlreadyWhenItIsWrittenThenItIsGone() {
		FlightStateStore store = startedStore();
		store.put("kind", "id", bytes("value"), null);
		assertThat(store.compareAndPut("kind", "id", bytes("value"), bytes("next"), NOW)).isTrue();
		assertThat(store.get("kind", "id")).isNull();
		store.put("kind", "id", bytes("value"), NOW.minusSeconds(1));
		assertThat(store.get("kind", "id")).isNull();
		assertThat(store.compareAndPut("kind", "id", null, bytes("value"), null)).isTrue();
	}

	@Test
	void whenEntriesExpireThenTheyAreNotListed() {
		FlightStateStore store = startedStore();
		store.put("kind", "short", bytes("value"), NOW.plusSeconds(1));
		store.put("kind", "long", bytes("value"), NOW.plusSeconds(60));
		setTime(NOW.plusSeconds(1));
		assertThat(store.ids("kind")).isIn(List.of(), List.of("long"));
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
	void whenAnEntryIsPutWhileAnotherExpectsTheOldOneThenWhatWasPutStands() throws Exception {
		FlightStateStore store = startedStore();
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				store.put("kind", "id", bytes("old"), null);
				CyclicBarrier start = new CyclicBarrier(2);
				Future<Boolean> changed = threads.submit(() -> {
					start.await(60, TimeUnit.SECONDS);
					return store.compareAndPut("kind", "id", bytes("old"), bytes("changed"), null);
				});
				Future<?> put = threads.submit(() -> {
					start.await(60, TimeUnit.SECONDS);
					store.put("kind", "id", bytes("put"), null);
					return null;
				});
				put.get();
				changed.get();
				// first or last, but never undone by who has not seen it
				assertThat(store.get("kind", "id")).isEqualTo(bytes("put"));
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenAnEntryIsRemovedWhileAnotherExpectsItThenOneOfThemHasIt() throws Exception {
		FlightStateStore store = startedStore();
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				store.put("kind", "id", bytes("old"), null);
				CyclicBarrier start = new CyclicBarrier(2);
				Future<Boolean> changed = threads.submit(() -> {
					start.await(60, TimeUnit.SECONDS);
					return store.compareAndPut("kind", "id", bytes("old"), bytes("changed"), null);
				});
				Future<Boolean> removed = threads.submit(() -> {
					start.await(60, TimeUnit.SECONDS);
					return store.remove("kind", "id");
				});
				assertThat(removed.get()).isTrue();
				changed.get();
				assertThat(store.get("kind", "id")).isNull();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenManyCountInOneEntryThenNoStepIsLost() throws Exception {
		FlightStateStore store = startedStore();
		store.put("kind", "id", bytes("0"), null);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Object>> counters = IntStream.range(0, 4).<Callable<Object>>mapToObj((i) -> () -> {
				for (int step = 0; step < ROUNDS; step++) {
					byte[] known = store.get("kind", "id");
					while (!store.compareAndPut("kind", "id", known,
							bytes("" + (Integer.parseInt(new String(known, StandardCharsets.UTF_8)) + 1)), null)) {
						known = store.get("kind", "id");
					}
				}
				return null;
			}).toList();
			for (Future<Object> counter : threads.invokeAll(counters)) {
				counter.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(store.get("kind", "id")).isEqualTo(bytes("" + 4 * ROUNDS));
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
