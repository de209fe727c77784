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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.flightspring.handler.running.FlightAdmission.Place;
import io.github.flightspring.handler.running.RunningCall;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that have a place, and lets others wait for one: first come, first
 * served, except that nobody waits for a caller who has as many as he may.
 */
final class CallQueue {

	private final int maxCalls;

	private final int maxPerCaller;

	private final int maxQueued;

	private final Deque<Waiter> waiters = new ArrayDeque<>();

	private final Map<String, Integer> byCaller = new HashMap<>();

	private int calls;

	CallQueue(AdmissionLimits limits) {
		this.maxCalls = limits.maxCalls();
		this.maxPerCaller = limits.maxCallsPerPrincipal();
		this.maxQueued = limits.maxQueued();
	}

	/**
	 * Take a place or wait for one.
	 * @return {@code null} if there is no place and none to wait in
	 */
	synchronized @Nullable Waiter enter(RunningCall call, String caller) {
		Waiter waiter = new Waiter(call, caller);
		if (mayRun(caller)) {
			count(caller, 1);
			waiter.granted = true;
			return waiter;
		}
		if (this.waiters.size() >= this.maxQueued) {
			return null;
		}
		this.waiters.add(waiter);
		return waiter;
	}

	/**
	 * Stop to wait.
	 */
	synchronized void leave(Waiter waiter) {
		this.waiters.remove(waiter);
	}

	synchronized List<Waiter> clear() {
		List<Waiter> all = List.copyOf(this.waiters);
		this.waiters.clear();
		return all;
	}

	/**
	 * Give a place back.
	 * @return those who get one for it, to be told
	 */
	synchronized List<Waiter> release(String caller) {
		count(caller, -1);
		List<Waiter> next = new ArrayList<>(1);
		for (Iterator<Waiter> all = this.waiters.iterator(); all.hasNext() && this.calls < this.maxCalls;) {
			Waiter waiter = all.next();
			if (mayRun(waiter.caller)) {
				all.remove();
				count(waiter.caller, 1);
				next.add(waiter);
			}
		}
		return next;
	}

	synchronized boolean isCallerFull(String caller) {
		return this.maxPerCaller > 0 && this.byCaller.getOrDefault(caller, 0) >= this.maxPerCaller;
	}

	synchronized int calls() {
		return this.calls;
	}

	synchronized int waiting() {
		return this.waiters.size();
	}

	private boolean mayRun(String caller) {
		return this.calls < this.maxCalls && !isCallerFull(caller);
	}

	private void count(String caller, int change) {
		this.calls += change;
		this.byCaller.merge(caller, change, (one, other) -> (one + other != 0) ? one + other : null);
	}

	/**
	 * A call that has a place or waits for one.
	 */
	static final class Waiter extends CompletableFuture<Place> {

		private final RunningCall call;

		private final String caller;

		private boolean granted;

		private Waiter(RunningCall call, String caller) {
			this.call = call;
			this.caller = caller;
		}

		RunningCall call() {
			return this.call;
		}

		String caller() {
			return this.caller;
		}

		/**
		 * Whether there was a place at once.
		 */
		boolean isGranted() {
			return this.granted;
		}

	}

}
