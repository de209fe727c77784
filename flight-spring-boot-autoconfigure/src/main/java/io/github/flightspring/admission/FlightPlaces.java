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

import org.jspecify.annotations.Nullable;

/**
 * The places of each limited flight.
 */
final class FlightPlaces {

	private final AdmissionLimits limits;

	private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

	FlightPlaces(AdmissionLimits limits) {
		this.limits = limits;
		limits.flights().forEach((flight, limit) -> {
			if (limit.maxCalls() > 0) {
				this.places.put(flight, new Semaphore(limit.maxCalls(), true));
			}
		});
	}

	/**
	 * Take a place, and wait for it if there is room to wait.
	 * @return what gives it back, or {@code null} if there is none
	 */
	@Nullable Runnable enter(String flight) throws InterruptedException {
		Semaphore semaphore = this.places.get(flight);
		if (semaphore == null) {
			return () -> {
			};
		}
		Duration patience = (semaphore.getQueueLength() < this.limits.maxQueued()) ? this.limits.queueTimeout()
				: Duration.ZERO;
		return semaphore.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS) ? semaphore::release : null;
	}

}
