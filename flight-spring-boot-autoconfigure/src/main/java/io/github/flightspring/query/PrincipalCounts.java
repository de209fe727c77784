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

package io.github.flightspring.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Counts things of callers against a limit. Nobody in particular counts as one caller.
 * Used under the lock of its owner.
 */
final class PrincipalCounts {

	private final QueryLimits.Share most;

	private final Map<String, Integer> counts = new HashMap<>();

	private int total;

	PrincipalCounts(QueryLimits.Share most) {
		this.most = most;
	}

	boolean isFull() {
		return this.total >= this.most.total();
	}

	boolean isFull(@Nullable String principal) {
		return of(principal) >= this.most.perPrincipal();
	}

	int total() {
		return this.total;
	}

	int of(@Nullable String principal) {
		return this.counts.getOrDefault(name(principal), 0);
	}

	void add(@Nullable String principal) {
		count(principal, 1);
	}

	void remove(@Nullable String principal) {
		count(principal, -1);
	}

	private void count(@Nullable String principal, int change) {
		this.total += change;
		this.counts.merge(name(principal), change, (one, other) -> (one + other != 0) ? one + other : null);
	}

	private static String name(@Nullable String principal) {
		return Objects.requireNonNullElse(principal, "");
	}

}
