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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The lifetime of a query. Used under the query's lock.
 */
final class QueryLife {

	private final Clock clock;

	private final Instant startedAt;

	private final Duration timeToLive;

	private Instant expiresAt;

	private @Nullable Instant endedAt;

	QueryLife(Clock clock, Duration timeToLive) {
		this.clock = clock;
		this.timeToLive = timeToLive;
		this.startedAt = clock.instant();
		this.expiresAt = this.startedAt.plus(timeToLive);
	}

	Instant startedAt() {
		return this.startedAt;
	}

	Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * Keep the query alive. Its expiry moves to its time to live from now. Called for a
	 * running query that a caller is interested in.
	 */
	void touch() {
		extend(this.clock.instant().plus(this.timeToLive));
	}

	/**
	 * End the query.
	 * @param readable whether there is a result. The expiry of a readable result is not
	 * moved to an earlier time, so that a renewal stays valid.
	 */
	void end(boolean readable) {
		this.endedAt = this.clock.instant();
		Instant expiry = this.endedAt.plus(this.timeToLive);
		if (readable) {
			extend(expiry);
		}
		else {
			this.expiresAt = expiry;
		}
	}

	/**
	 * Extend the expiry of the result.
	 * @param wanted the requested expiry, or {@code null} for the time to live from now
	 * @param maxLifetime the longest time that a result may be kept after its end
	 * @return the new expiry, never earlier than before
	 */
	Instant renew(@Nullable Instant wanted, Duration maxLifetime) {
		Instant now = this.clock.instant();
		Instant until = Objects.requireNonNullElse(this.endedAt, now).plus(maxLifetime);
		Instant extended = (wanted != null) ? wanted : now.plus(this.timeToLive);
		extend(extended.isAfter(until) ? until : extended);
		return this.expiresAt;
	}

	/**
	 * Extend the expiry for one more request that shares the query.
	 * @param maxLifetime the longest time that a result may be kept after its end
	 * @return whether the remaining lifetime is long enough for the new request
	 */
	boolean share(Duration maxLifetime) {
		Instant now = this.clock.instant();
		return now.isBefore(this.expiresAt)
				&& !renew(null, maxLifetime).isBefore(now.plus(this.timeToLive.dividedBy(2)));
	}

	private void extend(Instant expiry) {
		if (expiry.isAfter(this.expiresAt)) {
			this.expiresAt = expiry;
		}
	}

}
