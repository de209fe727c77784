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

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Per-caller spool quotas within the total. Anonymous callers share one quota.
 */
final class PrincipalQuotas {

	private final SpoolQuota total;

	private final long limit;

	private final Map<String, Held> byPrincipal = new HashMap<>();

	PrincipalQuotas(SpoolQuota total, long limit) {
		this.total = total;
		this.limit = limit;
	}

	/**
	 * Return the quota of a caller and count one more result within it.
	 */
	synchronized SpoolQuota take(@Nullable String principal) {
		Held held = this.byPrincipal.computeIfAbsent(name(principal),
				(name) -> new Held(new SpoolQuota(this.total, "the results of one caller together", this.limit)));
		held.results++;
		return held.quota;
	}

	/**
	 * Count one result less within the quota of a caller.
	 */
	synchronized void give(@Nullable String principal) {
		this.byPrincipal.computeIfPresent(name(principal), (name, held) -> (--held.results > 0) ? held : null);
	}

	synchronized int size() {
		return this.byPrincipal.size();
	}

	private static String name(@Nullable String principal) {
		return Objects.requireNonNullElse(principal, "");
	}

	/**
	 * The quota of a caller, and the number of results within it.
	 */
	private static final class Held {

		private final SpoolQuota quota;

		private int results;

		Held(SpoolQuota quota) {
			this.quota = quota;
		}

	}

}
