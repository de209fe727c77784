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

package io.github.flightspring.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Durations in nanoseconds, for waits. The longest is 146 years. It can be added to the
 * system's nanosecond clock without overflow.
 */
public final class Nanos {

	private static final long LONGEST = Long.MAX_VALUE / 2;

	private Nanos() {
	}

	/**
	 * Convert a duration.
	 * @param duration the duration, of any length
	 * @return the duration in nanoseconds, at most 146 years
	 */
	public static long of(Duration duration) {
		return Math.max(-LONGEST, Math.min(LONGEST, TimeUnit.NANOSECONDS.convert(duration)));
	}

}
