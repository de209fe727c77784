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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.internal.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * The places of each limited flight. A call that waits for a place of its flight already
 * holds one of the places of all calls. At most a quarter of those may be held by such
 * waiting calls, so that many calls for limited flights leave the other places to the
 * rest.
 */
final class FlightPlaces {

	private static final int PART_THAT_WAITS = 4;

	private final Duration patience;

	private final Semaphore room;

	private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

	FlightPlaces(AdmissionLimits limits) {
		this.patience = limits.queueTimeout();
		this.room = new Semaphore(Math.min(limits.maxQueued(), Math.max(1, limits.maxCalls() / PART_THAT_WAITS)));
		limits.flights().forEach((flight, limit) -> {
			if (limit.maxCalls() > 0) {
				this.places.put(flight, new Semaphore(limit.maxCalls(), true));
			}
		});
	}

	/**
	 * Take a place of a flight. Wait for it if no more than the allowed number of calls
	 * wait.
	 * @return the action that gives the place back, or {@code null} if there is no place
	 */
	@Nullable Runnable enter(String flight) throws InterruptedException {
		Semaphore semaphore = this.places.get(flight);
		if (semaphore == null) {
			return () -> {
			};
		}
		if (!semaphore.tryAcquire(0, TimeUnit.NANOSECONDS) && !await(semaphore)) {
			return null;
		}
		return semaphore::release;
	}

	private boolean await(Semaphore semaphore) throws InterruptedException {
		if (!this.room.tryAcquire()) {
			return false;
		}
		try {
			return semaphore.tryAcquire(Nanos.of(this.patience), TimeUnit.NANOSECONDS);
		}
		finally {
			this.room.release();
		}
	}

}
