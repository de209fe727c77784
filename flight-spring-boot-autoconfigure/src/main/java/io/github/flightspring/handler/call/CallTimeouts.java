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

/**
 * What waits for a call that takes too long. A limit of zero waits for nothing.
 */
public final class CallTimeouts {

	private final CallTimer timer;

	private final List<CallTimer.Timeout> pending = new ArrayList<>(2);

	/**
	 * Create timeouts.
	 * @param timer runs what is due
	 */
	public CallTimeouts(CallTimer timer) {
		this.timer = timer;
	}

	/**
	 * Wait for something.
	 * @param limit the time from now, zero for no wait
	 * @param task what to do then
	 */
	public synchronized void add(Duration limit, Runnable task) {
		if (!limit.isZero()) {
			this.pending.add(this.timer.add(limit, task));
		}
	}

	/**
	 * Wait for nothing any more.
	 */
	public synchronized void clear() {
		this.pending.forEach(CallTimer.Timeout::cancel);
		this.pending.clear();
	}

}
