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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;
import io.github.flightspring.limit.Buckets;
import io.github.flightspring.limit.RecentlyUsed;
import org.jspecify.annotations.Nullable;

/**
 * One rate for each caller. The rates that were used least recently are dropped. A caller
 * whose rate was dropped starts with a full rate again.
 *
 * @param <T> the type of one caller's rate
 */
final class CallerRates<T> {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Supplier<T> maker;

	private final RecentlyUsed<String, T> rates = new RecentlyUsed<>(RecentlyUsed.MOST_CALLERS);

	private CallerRates(Supplier<T> maker) {
		this.maker = maker;
	}

	/**
	 * Create rates of the calls that each caller starts.
	 * @param perSecond the number in a second, zero for no limit
	 * @param burst the most calls that start at once
	 * @param nanoTime the clock in nanoseconds
	 * @return the rates, or {@code null} for no limit
	 */
	static @Nullable CallerRates<Bucket> calls(long perSecond, long burst, LongSupplier nanoTime) {
		return (perSecond > 0)
				? new CallerRates<>(() -> Buckets.bucket(Math.max(1, burst), perSecond, SECOND, nanoTime)) : null;
	}

	/**
	 * Create rates of the bytes that each caller moves.
	 * @param perSecond the number in a second, zero for no limit
	 * @param nanoTime the clock in nanoseconds
	 * @return the rates, or {@code null} for no limit
	 */
	static @Nullable CallerRates<ByteRate> bytes(long perSecond, LongSupplier nanoTime) {
		return (perSecond > 0) ? new CallerRates<>(
				() -> new ByteRate(Buckets.bucket(perSecond, perSecond, SECOND, nanoTime), perSecond)) : null;
	}

	T of(String caller) {
		return this.rates.get(caller, this.maker);
	}

}
