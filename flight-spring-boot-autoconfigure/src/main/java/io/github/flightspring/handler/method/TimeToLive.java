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

package io.github.flightspring.handler.method;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * The times to live that annotations declare.
 */
final class TimeToLive {

	private TimeToLive() {
	}

	/**
	 * Read a time to live.
	 * @param text the text, or {@code null} for none
	 * @return the duration, or {@code null} for none
	 * @throws IllegalArgumentException if it is not a duration, or zero or negative
	 */
	static @Nullable Duration parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Duration duration;
		try {
			duration = DurationFormatterUtils.detectAndParse(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"Its expiresAfter '%s' is not a duration such as '10m' or 'PT10M'".formatted(text), ex);
		}
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException("Its expiresAfter '%s' is not more than nothing".formatted(text));
		}
		return duration;
	}

}
