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

import org.jspecify.annotations.Nullable;

/**
 * The progress of a query. Decides which changes are worth a notification of the clients
 * that poll. Used under the query's lock.
 */
final class Progress {

	private static final double NOTABLE = 0.01;

	private static final long NOTABLE_NANOS = Duration.ofSeconds(1).toNanos();

	private @Nullable Double value;

	private double toldValue = -1;

	private long toldAt;

	Progress(boolean known) {
		this.value = known ? Double.valueOf(0) : null;
	}

	@Nullable Double value() {
		return this.value;
	}

	/**
	 * Set a new value.
	 * @return whether to notify the clients
	 */
	boolean update(double fraction) {
		this.value = fraction;
		long now = System.nanoTime();
		boolean notable = Math.abs(fraction - this.toldValue) >= NOTABLE || now - this.toldAt >= NOTABLE_NANOS;
		if (!notable || fraction == this.toldValue) {
			return false;
		}
		this.toldValue = fraction;
		this.toldAt = now;
		return true;
	}

	/**
	 * Set the progress of a query that reports it to 1, whatever was reported before.
	 */
	void complete() {
		if (this.value != null) {
			this.value = 1.0;
		}
	}

}
