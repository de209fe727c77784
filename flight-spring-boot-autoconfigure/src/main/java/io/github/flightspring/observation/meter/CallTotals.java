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

package io.github.flightspring.observation.meter;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.flightspring.call.CallTraffic;
import io.github.flightspring.call.RunningCall;

/**
 * The totals of all calls with the same tags, running and ended, in both directions.
 * Totals are computed when they are read, not when rows are moved.
 */
final class CallTotals {

	private final Set<RunningCall> unsettled = ConcurrentHashMap.newKeySet();

	private final Set<RunningCall> running = ConcurrentHashMap.newKeySet();

	private final Total received = new Total();

	private final Total sent = new Total();

	/**
	 * Add a running call whose flight is not known yet. Its traffic is counted only at
	 * its end, because it may move to the totals of another flight and a counter must
	 * never decrease.
	 */
	void addUnsettled(RunningCall call) {
		this.unsettled.add(call);
	}

	void add(RunningCall call) {
		this.running.add(call);
	}

	/**
	 * Remove a call that belongs to other totals.
	 */
	void removeUnsettled(RunningCall call) {
		this.unsettled.remove(call);
	}

	/**
	 * Add the traffic of a call that has ended.
	 */
	synchronized void end(RunningCall call) {
		if (this.running.remove(call) | this.unsettled.remove(call)) {
			this.received.add(call.received());
			this.sent.add(call.sent());
		}
	}

	int running() {
		return this.running.size() + this.unsettled.size();
	}

	synchronized Total received() {
		return total(this.received, RunningCall::received);
	}

	synchronized Total sent() {
		return total(this.sent, RunningCall::sent);
	}

	private Total total(Total ended, Function<RunningCall, CallTraffic> traffic) {
		Total total = ended.copy();
		this.running.forEach((call) -> total.add(traffic.apply(call)));
		return total;
	}

	/**
	 * The totals of one direction.
	 */
	static final class Total {

		private long rows;

		private long batches;

		private long bytes;

		private long wireBytes;

		private long waitedNanos;

		private void add(CallTraffic traffic) {
			this.rows += traffic.rows();
			this.batches += traffic.batches();
			this.bytes += traffic.bytes();
			this.wireBytes += traffic.wireBytes();
			this.waitedNanos += traffic.waitedNanos();
		}

		private Total copy() {
			Total copy = new Total();
			copy.rows = this.rows;
			copy.batches = this.batches;
			copy.bytes = this.bytes;
			copy.wireBytes = this.wireBytes;
			copy.waitedNanos = this.waitedNanos;
			return copy;
		}

		long rows() {
			return this.rows;
		}

		long batches() {
			return this.batches;
		}

		long bytes() {
			return this.bytes;
		}

		long wireBytes() {
			return this.wireBytes;
		}

		double waitedSeconds() {
			return this.waitedNanos / 1e9;
		}

	}

}
