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

package io.github.flightspring.arrow.batch;

import java.time.Duration;

import io.github.flightspring.internal.Nanos;

/**
 * The decision whether a batch is full. It is asked after each row.
 */
public final class BatchGauge {

	// the clock is read for each of this many rows, then for one row in CLOCK_STRIDE
	private static final int CLOCK_ROWS = 64;

	private static final int CLOCK_STRIDE = 16;

	private final long bytes;

	private final int rows;

	private final long maxDelayNanos;

	private long firstRowAt;

	/**
	 * Create a gauge.
	 * @param limits the limits of a batch
	 */
	public BatchGauge(BatchLimits limits) {
		this.bytes = limits.bytes();
		this.rows = limits.rows();
		Duration maxDelay = limits.maxDelay();
		this.maxDelayNanos = (maxDelay != null) ? Nanos.of(maxDelay) : -1;
	}

	/**
	 * Whether the batch is full.
	 * @param byteCount the size of the batch's body in bytes
	 * @param rowCount the number of its rows, with the last one
	 * @return {@code true} if it takes no further row
	 */
	public boolean isFull(long byteCount, int rowCount) {
		return byteCount >= this.bytes || rowCount >= this.rows || (this.maxDelayNanos >= 0 && isLate(rowCount));
	}

	private boolean isLate(int count) {
		if (count == 1) {
			this.firstRowAt = System.nanoTime();
			return this.maxDelayNanos == 0;
		}
		return (count < CLOCK_ROWS || count % CLOCK_STRIDE == 0)
				&& System.nanoTime() - this.firstRowAt >= this.maxDelayNanos;
	}

}
