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

package io.github.flightspring.limit;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * Token buckets that refill evenly. They use the elapsed time of the process, so that
 * they refill even when the system clock is set back. The default meter of Bucket4j does
 * not.
 */
public final class Buckets {

	private Buckets() {
	}

	/**
	 * Create a full bucket.
	 * @param capacity the maximum number of tokens
	 * @param refill the number of tokens that are added in each period
	 * @param period the period
	 * @param nanoTime a source of the elapsed time in nanoseconds
	 * @return the bucket
	 */
	public static Bucket bucket(long capacity, long refill, Duration period, LongSupplier nanoTime) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(capacity).refillGreedy(refill, period))
			.withCustomTimePrecision(new ElapsedTime(nanoTime))
			.build();
	}

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
