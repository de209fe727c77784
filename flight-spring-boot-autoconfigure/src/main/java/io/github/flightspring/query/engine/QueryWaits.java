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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.internal.Nanos;
import io.github.flightspring.limit.CallerCounts;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for queries. A waiting call occupies no thread. The number of
 * waiting calls is limited.
 */
final class QueryWaits {

	private final ScheduledExecutorService timer;

	private final CallerCounts waiting;

	QueryWaits(QueryLimits limits, ScheduledExecutorService timer) {
		this.waiting = limits.polls().counts();
		this.timer = timer;
	}

	/**
	 * Wait for a change.
	 * @param query the query
	 * @param seen the last known version
	 * @param principal the name of the waiting caller, or {@code null} for an anonymous
	 * one
	 * @param timeout the longest wait, or {@code null} for no limit
	 * @return a future that completes with the state after the change or after the
	 * timeout; completing it from outside ends the wait
	 */
	CompletableFuture<QuerySnapshot> await(Query query, int seen, @Nullable String principal,
			@Nullable Duration timeout) {
		CompletableFuture<QuerySnapshot> change = query.await(seen);
		if (change.isDone()) {
			return change;
		}
		try {
			enter(principal);
		}
		catch (FlightRuntimeException ex) {
			query.forget(change);
			throw ex;
		}
		ScheduledFuture<?> end = (timeout != null) ? limit(query, change, timeout) : null;
		change.whenComplete((state, failure) -> {
			query.forget(change);
			leave(principal);
			if (end != null) {
				end.cancel(false);
			}
		});
		return change;
	}

	private @Nullable ScheduledFuture<?> limit(Query query, CompletableFuture<QuerySnapshot> change, Duration timeout) {
		try {
			return this.timer.schedule(() -> change.complete(query.touch()), Nanos.of(timeout), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			change.complete(query.touch());
			return null;
		}
	}

	private synchronized void enter(@Nullable String principal) {
		if (this.waiting.isFull() || this.waiting.isFull(principal)) {
			throw CallStatus.RESOURCE_EXHAUSTED.withDescription(
					this.waiting.isFull() ? "%d calls wait for queries: try again later".formatted(this.waiting.total())
							: "The caller has %d calls that wait for queries: wait until one ends"
								.formatted(this.waiting.of(principal)))
				.toRuntimeException();
		}
		this.waiting.add(principal);
	}

	private synchronized void leave(@Nullable String principal) {
		this.waiting.remove(principal);
	}

	synchronized int size() {
		return this.waiting.total();
	}

}
