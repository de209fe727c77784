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

package io.github.flightspring.handler.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The pending timeouts of one call. A limit of zero adds none.
 */
final class CallTimeouts {

	private final CallTimer timer;

	private final List<CallTimer.Timeout> pending = new ArrayList<>(2);

	private boolean closed;

	/**
	 * Create the timeouts.
	 * @param timer the timer that runs the timeouts
	 */
	CallTimeouts(CallTimer timer) {
		this.timer = timer;
	}

	/**
	 * Add a timeout, unless they are {@linkplain #close() closed}.
	 * @param limit the time from now, zero for no timeout
	 * @param task the task to run at that time
	 * @return the timeout, or {@code null} for none
	 */
	synchronized CallTimer.@Nullable Timeout add(Duration limit, Runnable task) {
		if (this.closed || limit.isZero()) {
			return null;
		}
		CallTimer.Timeout timeout = this.timer.add(limit, task);
		this.pending.add(timeout);
		return timeout;
	}

	/**
	 * Cancel all timeouts.
	 */
	synchronized void clear() {
		this.pending.forEach(CallTimer.Timeout::cancel);
		this.pending.clear();
	}

	/**
	 * Cancel all timeouts, and add none from now on.
	 */
	synchronized void close() {
		this.closed = true;
		clear();
	}

}
