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

package io.github.flightspring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the application's Arrow memory.
 *
 * @param limit Maximum Arrow memory of all calls together. It is outside of the heap. By
 * default the maximum size of the heap.
 * @param shutdownTimeout Maximum time to wait at shutdown until calls have released their
 * memory.
 */
@ConfigurationProperties(prefix = "flight.allocator", ignoreUnknownFields = false)
public record FlightAllocatorProperties(@Nullable DataSize limit, @DefaultValue("5s") Duration shutdownTimeout) {

	public FlightAllocatorProperties {
		PropertyValues.positive("flight.allocator.limit", limit);
		PropertyValues.notNegative("flight.allocator.shutdown-timeout", shutdownTimeout);
	}

	long limitBytes() {
		return (this.limit != null) ? this.limit.toBytes() : Runtime.getRuntime().maxMemory();
	}

}
