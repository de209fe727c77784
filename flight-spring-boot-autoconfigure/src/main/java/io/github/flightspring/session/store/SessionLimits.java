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

package io.github.flightspring.session.store;

import java.time.Duration;

/**
 * The limits of sessions.
 *
 * @param idleTimeout the time after the last call at which a session ends
 * @param maxAge the longest lifetime of a session
 * @param maxPerPrincipal the limit of sessions of one caller
 * @param maxAnonymous the limit of sessions of all anonymous callers together
 * @param maxBytes the limit in bytes of the options of one session
 */
public record SessionLimits(Duration idleTimeout, Duration maxAge, int maxPerPrincipal, int maxAnonymous,
		int maxBytes) {

	/**
	 * The limit of options of one session.
	 */
	public static final int MAX_OPTIONS = 256;

	public SessionLimits {
		if (idleTimeout.isNegative() || idleTimeout.isZero()) {
			throw new IllegalArgumentException("idle-timeout %s is not more than nothing".formatted(idleTimeout));
		}
		if (maxAge.isNegative() || maxAge.isZero()) {
			throw new IllegalArgumentException("max-age %s is not more than nothing".formatted(maxAge));
		}
		if (maxPerPrincipal < 1) {
			throw new IllegalArgumentException("max-per-principal %d is less than 1".formatted(maxPerPrincipal));
		}
		if (maxAnonymous < 0) {
			throw new IllegalArgumentException("max-anonymous %d is less than 0".formatted(maxAnonymous));
		}
	}

}
