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

package io.github.flightspring.query;

import java.time.Duration;

/**
 * What queries may take.
 *
 * @param maxConcurrent the most that run at a time
 * @param maxConcurrentPerPrincipal the most that run at a time for one caller
 * @param maxQueued the most that wait to run; further ones are refused
 * @param maxQueuedPerPrincipal the most that wait to run for one caller
 * @param maxResults the most queries that are known at a time: waiting, running, or ended
 * and not expired
 * @param maxRunTime the longest that one may run, zero for no limit
 * @param timeToLive how long one lives on after its last poll or its end, where it does
 * not say itself
 * @param maxLifetime how long a result may be renewed, counted from the query's end
 */
public record QueryLimits(int maxConcurrent, int maxConcurrentPerPrincipal, int maxQueued, int maxQueuedPerPrincipal,
		int maxResults, Duration maxRunTime, Duration timeToLive, Duration maxLifetime) {

	public QueryLimits {
		check(maxConcurrent, 1, "max-concurrent");
		check(maxConcurrentPerPrincipal, 1, "max-concurrent-per-principal");
		check(maxQueued, 0, "max-queued");
		check(maxQueuedPerPrincipal, 0, "max-queued-per-principal");
		check(maxResults, 1, "max-results");
		if (timeToLive.isNegative() || timeToLive.isZero()) {
			throw new IllegalArgumentException("time-to-live %s is not more than nothing".formatted(timeToLive));
		}
	}

	private static void check(int value, int least, String name) {
		if (value < least) {
			throw new IllegalArgumentException("%s %d is less than %d".formatted(name, value, least));
		}
	}

}
