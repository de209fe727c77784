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

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * A quota of spooled bytes. The quota of one query lies within the quota of its caller,
 * and that within the total.
 */
final class SpoolQuota {

	private final @Nullable SpoolQuota parent;

	private final String name;

	private final long limit;

	private long used;

	private boolean closed;

	SpoolQuota(@Nullable SpoolQuota parent, String name, long limit) {
		this.parent = parent;
		this.name = name;
		this.limit = limit;
	}

	synchronized void reserve(long bytes) {
		if (this.closed) {
			throw CallStatus.CANCELLED.withDescription("The query has ended").toRuntimeException();
		}
		if (this.used + bytes > this.limit) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription(
						"The result is larger than %s may be, which is %d bytes".formatted(this.name, this.limit))
				.toRuntimeException();
		}
		if (this.parent != null) {
			this.parent.reserve(bytes);
		}
		this.used += bytes;
	}

	synchronized void release(long bytes) {
		long given = Math.min(bytes, this.used);
		this.used -= given;
		if (this.parent != null) {
			this.parent.release(given);
		}
	}

	/**
	 * Release all bytes and refuse further reservations. A writer that has not yet
	 * noticed the end could otherwise reserve bytes that are never released.
	 */
	synchronized void close() {
		this.closed = true;
		release(this.used);
	}

	synchronized long used() {
		return this.used;
	}

}
