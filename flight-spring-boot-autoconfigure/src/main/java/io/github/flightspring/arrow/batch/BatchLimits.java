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
 * The limits from which on a batch is full.
 *
 * @param bytes the size in bytes of a full batch's body; a batch exceeds it by less than
 * its last row
 * @param rows the number of rows of a full batch
 * @param maxDelay the time after its first row from which on a batch of any size is full,
 * or {@code null} for no limit; checked when a row is added
 */
public record BatchLimits(long bytes, int rows, @Nullable Duration maxDelay) {

	/**
	 * The largest number of rows of a batch that is collected row by row.
	 */
	public static final int MAX_ROWS = 1 << 16;

	private static final Duration MAX_DELAY = Duration.ofMillis(500);

	public BatchLimits {
		if (bytes < 1 || rows < 1) {
			throw new IllegalArgumentException(
					"The limits of a batch must be positive, not " + bytes + " bytes and " + rows + " rows");
		}
	}

	/**
	 * Create limits without a delay.
	 * @param bytes the size in bytes of a full batch's body
	 * @param rows the number of rows of a full batch
	 * @return the limits
	 */
	public static BatchLimits of(long bytes, int rows) {
		return new BatchLimits(bytes, rows, null);
	}

	/**
	 * Create the limits of batches that are collected row by row on their way to a
	 * client: {@link #MAX_ROWS} rows and half a second.
	 * @param bytes the size in bytes of a full batch's body
	 * @return the limits
	 */
	public static BatchLimits ofRows(long bytes) {
		return new BatchLimits(bytes, MAX_ROWS, MAX_DELAY);
	}

}
