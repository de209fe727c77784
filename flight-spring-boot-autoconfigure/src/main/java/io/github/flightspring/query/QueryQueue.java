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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who may run: a number of queries in total and for each caller. Further ones wait in the
 * order in which they came; one whose caller has too many waits on while others pass it.
 */
final class QueryQueue {

	private final QueryLimits limits;

	private final Deque<Entry> queue = new ArrayDeque<>();

	private final Map<String, Integer> running = new HashMap<>();

	private int runningInTotal;

	QueryQueue(QueryLimits limits) {
		this.limits = limits;
	}

	/**
	 * Let a query run as soon as it may.
	 * @param query the query
	 * @param launch starts it; called at once or by the thread that ends another query
	 */
	void submit(Query query, Runnable launch) {
		synchronized (this) {
			if (!mayRun(query)) {
				enqueue(query, launch);
				return;
			}
			count(query, 1);
		}
		launch.run();
	}

	private void enqueue(Query query, Runnable launch) {
		long own = this.queue.stream().filter((entry) -> name(entry.query()).equals(name(query))).count();
		if (this.queue.size() >= this.limits.maxQueued()) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription(
						"%d queries run and %d wait: try again later".formatted(this.runningInTotal, this.queue.size()))
				.toRuntimeException();
		}
		if (own >= this.limits.maxQueuedPerPrincipal()) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("%d of your queries wait: let one end or cancel one".formatted(own))
				.toRuntimeException();
		}
		this.queue.add(new Entry(query, launch));
	}

	/**
	 * Take a query that waits out of the queue.
	 * @return whether it was waiting
	 */
	synchronized boolean remove(Query query) {
		return this.queue.removeIf((entry) -> entry.query() == query);
	}

	/**
	 * A query has ended: the next ones may run.
	 */
	void ended(Query query) {
		Entry next;
		synchronized (this) {
			count(query, -1);
			next = next();
		}
		if (next != null) {
			next.launch().run();
		}
	}

	private @Nullable Entry next() {
		for (Iterator<Entry> entries = this.queue.iterator(); entries.hasNext();) {
			Entry entry = entries.next();
			if (mayRun(entry.query())) {
				entries.remove();
				count(entry.query(), 1);
				return entry;
			}
		}
		return null;
	}

	private boolean mayRun(Query query) {
		return this.runningInTotal < this.limits.maxConcurrent()
				&& this.running.getOrDefault(name(query), 0) < this.limits.maxConcurrentPerPrincipal();
	}

	private void count(Query query, int change) {
		this.runningInTotal += change;
		this.running.merge(name(query), change, (one, other) -> (one + other != 0) ? one + other : null);
	}

	// nobody in particular counts as one caller
	private static String name(Query query) {
		return Objects.requireNonNullElse(query.request().principal(), "");
	}

	private record Entry(Query query, Runnable launch) {

	}

}
