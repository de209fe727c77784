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

import org.jspecify.annotations.Nullable;

/**
 * When a batch is full.
 *
 * @param bytes the size of a batch's body from which on it is full: it exceeds this by
 * less than its last row
 * @param rows the number of rows from which on it is full
 * @param maxDelay how long after its first row a batch is full whatever its size, or
 * {@code null} for never; looked at when a row arrives
 */
public record BatchLimits(long bytes, int rows, @Nullable Duration maxDelay) {

	public BatchLimits {
		if (bytes < 1 || rows < 1) {
			throw new IllegalArgumentException(
					"The limits of a batch must be positive, not " + bytes + " bytes and " + rows + " rows");
		}
	}

	/**
	 * Create limits without a delay.
	 * @param bytes the size of a batch's body
	 * @param rows the number of rows
	 * @return the limits
	 */
	public static BatchLimits of(long bytes, int rows) {
		return new BatchLimits(bytes, rows, null);
	}

}
