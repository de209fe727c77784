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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import io.github.flightspring.limit.CallerCounts;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The queue of the queries that wait to run. It limits the queries that run, in total and
 * for each caller. Further queries wait in the order of their arrival. A query whose
 * caller has reached its limit keeps waiting while others pass it.
 */
final class QueryQueue {

	private final Deque<Entry> queue = new ArrayDeque<>();

	private final CallerCounts running;

	private final CallerCounts waiting;

	QueryQueue(QueryLimits limits) {
		this.running = limits.running().counts();
		this.waiting = limits.queued().counts();
	}

	/**
	 * Launch a query, or queue it until it may run.
	 * @param query the query
	 * @param launch the launch of the query; called at once or by the thread that ends
	 * another query
	 */
	void submit(Query query, Runnable launch) {
		synchronized (this) {
			if (!mayRun(query)) {
				enqueue(query, launch);
				return;
			}
			this.running.add(query.request().principal());
		}
		launch.run();
	}

	private void enqueue(Query query, Runnable launch) {
		String principal = query.request().principal();
		if (this.waiting.isFull()) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("%d queries run and %d wait: try again later".formatted(this.running.total(),
						this.waiting.total()))
				.toRuntimeException();
		}
		if (this.waiting.isFull(principal)) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("The caller has %d queries that wait to run: wait until one ends, or cancel one"
					.formatted(this.waiting.of(principal)))
				.toRuntimeException();
		}
		this.queue.add(new Entry(query, launch));
		this.waiting.add(principal);
	}

	/**
	 * Remove a waiting query from the queue.
	 * @return whether the query was waiting
	 */
	synchronized boolean remove(Query query) {
		boolean removed = this.queue.removeIf((entry) -> entry.query() == query);
		if (removed) {
			this.waiting.remove(query.request().principal());
		}
		return removed;
	}

	/**
	 * Record the end of a running query and launch the next one that may run.
	 */
	void ended(Query query) {
		Entry next;
		synchronized (this) {
			this.running.remove(query.request().principal());
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
				this.waiting.remove(entry.query().request().principal());
				this.running.add(entry.query().request().principal());
				return entry;
			}
		}
		return null;
	}

	private boolean mayRun(Query query) {
		return !this.running.isFull() && !this.running.isFull(query.request().principal());
	}

	private record Entry(Query query, Runnable launch) {

	}

}
