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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.flightspring.call.FlightAdmission.Place;
import io.github.flightspring.call.RunningCall;
import io.github.flightspring.limit.CallerCounts;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have a place, and the queue of calls that wait for one. A free place
 * goes to the waiting caller that has the fewest places. Callers with equally few places
 * take turns. A caller at its limit gets no further place, and its waiting calls do not
 * hold up those of other callers. One caller cannot fill the queue for the others: when
 * the queue is full, a call of a caller with fewer waiting calls displaces the last
 * waiting call of the caller that has the most.
 */
final class CallQueue {

	private final int maxQueued;

	private final WaitingCalls waiting = new WaitingCalls();

	private final CallerCounts running;

	CallQueue(AdmissionLimits limits) {
		this.running = new CallerCounts(limits.maxCalls(),
				(limits.maxCallsPerPrincipal() > 0) ? limits.maxCallsPerPrincipal() : Integer.MAX_VALUE);
		this.maxQueued = limits.maxQueued();
	}

	/**
	 * Take a place or wait for one.
	 * @return the call with its place or in the queue, or {@code null} if there is no
	 * place and the queue is full
	 */
	synchronized @Nullable Waiter enter(RunningCall call, String caller) {
		if (mayRun(caller)) {
			this.running.add(caller);
			return new Waiter(call, caller, true, null);
		}
		Waiter displaced = null;
		if (this.waiting.size() >= this.maxQueued) {
			displaced = this.waiting.displaceFor(caller);
			if (displaced == null) {
				return null;
			}
		}
		Waiter waiter = new Waiter(call, caller, false, displaced);
		this.waiting.add(waiter);
		return waiter;
	}

	/**
	 * Remove a call from the queue.
	 */
	synchronized void leave(Waiter waiter) {
		this.waiting.remove(waiter);
	}

	synchronized List<Waiter> clear() {
		return this.waiting.clear();
	}

	/**
	 * Return a place.
	 * @return the waiting calls that have got a place, to be completed with it
	 */
	synchronized List<Waiter> release(String caller) {
		this.running.remove(caller);
		List<Waiter> next = new ArrayList<>(1);
		while (!this.running.isFull()) {
			Waiter waiter = this.waiting.take((one) -> !isCallerFull(one), this.running::of);
			if (waiter == null) {
				break;
			}
			this.running.add(waiter.caller);
			next.add(waiter);
		}
		return next;
	}

	synchronized boolean isCallerFull(String caller) {
		return this.running.isFull(caller);
	}

	synchronized int calls() {
		return this.running.total();
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	private boolean mayRun(String caller) {
		return !this.running.isFull() && !this.running.isFull(caller);
	}

	/**
	 * A call that has a place or waits for one.
	 */
	static final class Waiter extends CompletableFuture<Place> {

		private final RunningCall call;

		private final String caller;

		private final boolean granted;

		private final @Nullable Waiter displaced;

		private Waiter(RunningCall call, String caller, boolean granted, @Nullable Waiter displaced) {
			this.call = call;
			this.caller = caller;
			this.granted = granted;
			this.displaced = displaced;
		}

		RunningCall call() {
			return this.call;
		}

		String caller() {
			return this.caller;
		}

		/**
		 * Return whether the call got a place at once.
		 */
		boolean isGranted() {
			return this.granted;
		}

		/**
		 * Return the call that this one has displaced from the queue, to be completed
		 * with a refusal.
		 */
		@Nullable Waiter displaced() {
			return this.displaced;
		}

	}

}
