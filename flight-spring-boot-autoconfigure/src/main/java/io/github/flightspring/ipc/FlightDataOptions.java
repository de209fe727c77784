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

package io.github.flightspring.ipc;

import org.springframework.util.Assert;

/**
 * Options of writing batches.
 *
 * @param maxBatchBytes the largest body of one message in bytes, before compression. A
 * larger batch is sent in slices. A single row above it is sent alone
 * @param compression the compression of bodies
 */
public record FlightDataOptions(long maxBatchBytes, Compression compression) {

	public FlightDataOptions {
		Assert.isTrue(maxBatchBytes > 0, () -> "maxBatchBytes must be positive, but is " + maxBatchBytes);
	}

	/**
	 * Compression of bodies, buffer by buffer.
	 *
	 * @see <a href=
	 * "https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">Arrow
	 * columnar format, Compression</a>
	 */
	public enum Compression {

		/**
		 * No compression.
		 */
		NONE,

		/**
		 * Zstandard.
		 */
		ZSTD

	}

}
