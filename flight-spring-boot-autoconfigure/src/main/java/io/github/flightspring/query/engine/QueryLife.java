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
 * When a query expires. Used under the query's lock.
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
	 * It runs, and somebody is interested: it expires its time to live from now.
	 */
	void touch() {
		extend(this.clock.instant().plus(this.timeToLive));
	}

	/**
	 * It has ended.
	 * @param readable whether there is a result: then what was promised by a renewal
	 * holds
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
	 * @param wanted the expiry that is wanted, or {@code null} for the time to live from
	 * now
	 * @param maxLifetime how long after its end a result may be kept
	 * @return the new expiry, never earlier than it was
	 */
	Instant renew(@Nullable Instant wanted, Duration maxLifetime) {
		Instant now = this.clock.instant();
		Instant until = Objects.requireNonNullElse(this.endedAt, now).plus(maxLifetime);
		Instant extended = (wanted != null) ? wanted : now.plus(this.timeToLive);
		extend(extended.isAfter(until) ? until : extended);
		return this.expiresAt;
	}

	/**
	 * Let one more share it, who comes now.
	 * @param maxLifetime how long after its end a result may be kept
	 * @return whether enough of its life is left for him
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
