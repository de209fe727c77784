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

package io.github.flightspring.admission;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * The rate of each caller. Only so many callers are remembered: the one that was away
 * longest starts anew.
 */
final class CallerRates<T> {

	private static final int MOST_CALLERS = 10_000;

	private final Supplier<T> maker;

	private final Map<String, T> buckets = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
			return size() > MOST_CALLERS;
		}

	};

	private CallerRates(Supplier<T> maker) {
		this.maker = maker;
	}

	/**
	 * Limit how many calls start.
	 * @param perSecond how many in a second, zero for no limit
	 * @param burst the most that start at once
	 * @param nanoTime tells the time in nanoseconds
	 * @return the rates, or {@code null} for no limit
	 */
	static @Nullable CallerRates<Bucket> calls(long perSecond, long burst, LongSupplier nanoTime) {
		return (perSecond > 0) ? new CallerRates<>(() -> bucket(perSecond, Math.max(1, burst), nanoTime)) : null;
	}

	/**
	 * Limit how many bytes are moved.
	 * @param perSecond how many in a second, zero for no limit
	 * @param nanoTime tells the time in nanoseconds
	 * @return the rates, or {@code null} for no limit
	 */
	static @Nullable CallerRates<ByteRate> bytes(long perSecond, LongSupplier nanoTime) {
		return (perSecond > 0)
				? new CallerRates<>(() -> new ByteRate(bucket(perSecond, perSecond, nanoTime), perSecond)) : null;
	}

	private static Bucket bucket(long perSecond, long capacity, LongSupplier nanoTime) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
			.withCustomTimePrecision(new ElapsedTime(nanoTime))
			.build();
	}

	T of(String caller) {
		synchronized (this.buckets) {
			return this.buckets.computeIfAbsent(caller, (name) -> this.maker.get());
		}
	}

	/**
	 * Time that goes on when the clock is set back, unlike the meter that Bucket4j takes
	 * by default.
	 */
	private record ElapsedTime(LongSupplier nanoTime) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.nanoTime.getAsLong();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
