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
import java.util.function.Supplier;

import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each caller. Only so many callers are remembered: the one that was
 * away longest starts anew.
 */
final class CallerRates {

	private static final int MOST_CALLERS = 10_000;

	private final Supplier<Bucket> maker;

	private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > MOST_CALLERS;
		}

	};

	private CallerRates(Supplier<Bucket> maker) {
		this.maker = maker;
	}

	/**
	 * Limit a rate.
	 * @param perSecond the tokens that come in a second, zero for no limit
	 * @param capacity the most tokens that there are
	 * @return the rates, or {@code null} for no limit
	 */
	static @Nullable CallerRates of(long perSecond, long capacity) {
		if (perSecond <= 0) {
			return null;
		}
		long most = Math.max(1, capacity);
		return new CallerRates(() -> Bucket.builder()
			.addLimit((limit) -> limit.capacity(most).refillGreedy(perSecond, Duration.ofSeconds(1)))
			.build());
	}

	Bucket of(String caller) {
		synchronized (this.buckets) {
			return this.buckets.computeIfAbsent(caller, (name) -> this.maker.get());
		}
	}

}
