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

package io.github.flightspring.query.engine;

import java.time.Duration;

import io.github.flightspring.limit.CallerCounts;

/**
 * The limits of queries.
 *
 * @param running the number of queries that run at a time; further ones wait
 * @param queued the number of queries that wait to run; further ones are refused
 * @param results the number of known queries: waiting, running, or ended and not expired
 * @param polls the number of calls that wait for queries
 * @param maxRunTime the longest run time of one query, zero for no limit
 * @param timeToLive the default time that a query is kept after its last poll or its end
 * @param maxLifetime the longest time that a result may be renewed, counted from the
 * query's end
 */
public record QueryLimits(Share running, Share queued, Share results, Share polls, Duration maxRunTime,
		Duration timeToLive, Duration maxLifetime) {

	public QueryLimits {
		check(running, 1, "max-concurrent");
		check(queued, 0, "max-queued");
		check(results, 1, "max-results");
		check(polls, 1, "max-waiting-polls");
		if (timeToLive.isNegative() || timeToLive.isZero()) {
			throw new IllegalArgumentException("time-to-live %s is not more than nothing".formatted(timeToLive));
		}
	}

	private static void check(Share share, int least, String name) {
		check(share.total(), least, name);
		check(share.perPrincipal(), least, name + "-per-principal");
	}

	private static void check(int value, int least, String name) {
		if (value < least) {
			throw new IllegalArgumentException("%s %d is less than %d".formatted(name, value, least));
		}
	}

	/**
	 * A limit for all callers and for each caller.
	 *
	 * @param total the limit of all callers together
	 * @param perPrincipal the limit of one caller; all anonymous callers count as one
	 */
	public record Share(int total, int perPrincipal) {

		CallerCounts counts() {
			return new CallerCounts(this.total, this.perPrincipal);
		}

	}

}
