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
 * Heap limits of one {@code FlightData} message. The body is not counted. It is allocated
 * from the call's allocator, which has its own limit.
 *
 * @param maxHeaderBytes the largest header in bytes: a schema with its metadata, or the
 * description of a batch. It also limits the text of a schema, which may exceed the
 * header because a header may refer to the same text many times
 * @param maxMetadataBytes the largest application metadata of one message in bytes
 * @param maxDescriptorBytes the largest flight descriptor in bytes
 * @param maxFields the largest number of fields of a schema, including nested ones
 * @param maxDepth the deepest nesting of types
 */
public record FlightDataLimits(int maxHeaderBytes, int maxMetadataBytes, int maxDescriptorBytes, int maxFields,
		int maxDepth) {

	private static final FlightDataLimits DEFAULTS = new FlightDataLimits(16 << 20, 16 << 20, 1 << 20, 16_384, 64);

	public FlightDataLimits {
		Assert.isTrue(
				maxHeaderBytes > 0 && maxMetadataBytes >= 0 && maxDescriptorBytes >= 0 && maxFields > 0 && maxDepth > 0,
				"Limits must be positive");
		Assert.isTrue(maxDepth <= 256, "A schema is read by recursion: at most 256 levels");
	}

	/**
	 * The largest limits, for streams that this application has written itself.
	 * @return the limits
	 */
	static FlightDataLimits largest() {
		return new FlightDataLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 256);
	}

	/**
	 * The default limits: 16 MiB of header, 16 MiB of metadata, 1 MiB of descriptor,
	 * 16,384 fields, 64 levels.
	 * @return the limits
	 */
	public static FlightDataLimits defaults() {
		return DEFAULTS;
	}

}
