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

package io.github.flightspring.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Counts per caller within a total. Not thread-safe.
 */
public final class CallerCounts {

	private final int most;

	private final int mostPerCaller;

	private final Map<String, Integer> counts = new HashMap<>();

	private int total;

	/**
	 * Create counts that start at zero.
	 * @param most the limit of all callers together
	 * @param mostPerCaller the limit of one caller
	 */
	public CallerCounts(int most, int mostPerCaller) {
		this.most = most;
		this.mostPerCaller = mostPerCaller;
	}

	/**
	 * Return whether all callers together have reached the limit.
	 * @return whether the limit is reached
	 */
	public boolean isFull() {
		return this.total >= this.most;
	}

	/**
	 * Return whether one caller has reached the limit of a caller.
	 * @param caller the caller; all callers without a name count as one
	 * @return whether the limit is reached
	 */
	public boolean isFull(@Nullable String caller) {
		return of(caller) >= this.mostPerCaller;
	}

	/**
	 * Return the count of all callers.
	 * @return the total
	 */
	public int total() {
		return this.total;
	}

	/**
	 * Return the count of one caller.
	 * @param caller the caller; all callers without a name count as one
	 * @return the count
	 */
	public int of(@Nullable String caller) {
		return this.counts.getOrDefault(name(caller), 0);
	}

	/**
	 * Increment the count of a caller.
	 * @param caller the caller
	 */
	public void add(@Nullable String caller) {
		count(caller, 1);
	}

	/**
	 * Decrement the count of a caller.
	 * @param caller the caller
	 */
	public void remove(@Nullable String caller) {
		count(caller, -1);
	}

	private void count(@Nullable String caller, int change) {
		this.total += change;
		this.counts.merge(name(caller), change, (one, other) -> (one + other != 0) ? one + other : null);
	}

	private static String name(@Nullable String caller) {
		return Objects.requireNonNullElse(caller, "");
	}

}
