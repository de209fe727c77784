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

package io.github.flightspring.admission;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import io.github.flightspring.admission.CallQueue.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a place, by caller. The calls of one caller are in the order in
 * which they came. The callers take turns. Not thread-safe.
 */
final class WaitingCalls {

	private final Map<String, Deque<Waiter>> byCaller = new LinkedHashMap<>();

	private int size;

	int size() {
		return this.size;
	}

	void add(Waiter waiter) {
		this.byCaller.computeIfAbsent(waiter.caller(), (caller) -> new ArrayDeque<>()).addLast(waiter);
		this.size++;
	}

	void remove(Waiter waiter) {
		Deque<Waiter> line = this.byCaller.get(waiter.caller());
		if (line != null && line.remove(waiter)) {
			this.size--;
			if (line.isEmpty()) {
				this.byCaller.remove(waiter.caller());
			}
		}
	}

	/**
	 * Remove the next call from the queue.
	 * @param mayRun whether a caller may have another place
	 * @param places the places that a caller has
	 * @return the first call of the caller with the fewest places, or {@code null} if no
	 * caller may have another place
	 */
	@Nullable Waiter take(Predicate<String> mayRun, ToIntFunction<String> places) {
		String caller = this.byCaller.keySet()
			.stream()
			.filter(mayRun)
			.min(Comparator.comparingInt(places))
			.orElse(null);
		if (caller == null) {
			return null;
		}
		Deque<Waiter> line = Objects.requireNonNull(this.byCaller.remove(caller));
		Waiter first = line.removeFirst();
		this.size--;
		if (!line.isEmpty()) {
			// callers with equally many places come first the next time
			this.byCaller.put(caller, line);
		}
		return first;
	}

	/**
	 * Make room for one more call of a caller. A call is displaced only if another caller
	 * has more waiting calls than this caller would have.
	 * @param caller the caller
	 * @return the last call of the caller with the most waiting calls, which is removed,
	 * or {@code null} if there is no room
	 */
	@Nullable Waiter displaceFor(String caller) {
		Deque<Waiter> own = this.byCaller.get(caller);
		int with = ((own != null) ? own.size() : 0) + 1;
		Deque<Waiter> most = this.byCaller.values()
			.stream()
			.max(Comparator.comparingInt(Deque::size))
			.filter((line) -> line.size() > with)
			.orElse(null);
		if (most == null) {
			return null;
		}
		Waiter last = most.getLast();
		remove(last);
		return last;
	}

	List<Waiter> clear() {
		List<Waiter> all = this.byCaller.values().stream().flatMap(Deque::stream).toList();
		this.byCaller.clear();
		this.size = 0;
		return all;
	}

}
