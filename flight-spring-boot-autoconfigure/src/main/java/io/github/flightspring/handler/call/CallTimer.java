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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.flightspring.internal.Nanos;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timer of calls that take too long. Nearly all calls end in time, and scheduling
 * each timeout on its own would wake the scheduler's thread for each. Instead one
 * scheduled check serves all pending timeouts. It runs when the first of them may be due.
 */
public final class CallTimer {

	private static final Logger logger = LoggerFactory.getLogger(CallTimer.class);

	private final ScheduledExecutorService timer;

	private final LongSupplier nanoTime;

	private final Set<Timeout> pending = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Look next;

	/**
	 * Create a timer.
	 * @param timer the scheduler of the check
	 */
	public CallTimer(ScheduledExecutorService timer) {
		this(timer, System::nanoTime);
	}

	CallTimer(ScheduledExecutorService timer, LongSupplier nanoTime) {
		this.timer = timer;
		this.nanoTime = nanoTime;
	}

	/**
	 * Run a task later, unless it is {@linkplain Timeout#cancel() cancelled} before.
	 * @param limit the time from now
	 * @param task the task, which must not block
	 * @return the timeout, to cancel it
	 */
	public Timeout add(Duration limit, Runnable task) {
		Timeout timeout = new Timeout(this.nanoTime.getAsLong() + Nanos.of(limit), task);
		// added before the check is scheduled: a check that begins now sees it
		this.pending.add(timeout);
		Look look = this.next;
		if (look == null || timeout.due - look.time < 0) {
			lookAt(timeout.due);
		}
		return timeout;
	}

	private synchronized void lookAt(long time) {
		Look look = this.next;
		if (look != null && time - look.time >= 0) {
			return;
		}
		if (look != null) {
			look.future.cancel(false);
		}
		try {
			this.next = new Look(time,
					this.timer.schedule(this::look, time - this.nanoTime.getAsLong(), TimeUnit.NANOSECONDS));
		}
		catch (RejectedExecutionException ex) {
			// the server stops, which ends every call
			this.next = null;
		}
	}

	private void look() {
		synchronized (this) {
			this.next = null;
		}
		Timeout first = null;
		for (Timeout timeout : this.pending) {
			if (timeout.due - this.nanoTime.getAsLong() <= 0) {
				timeout.run();
			}
			else if (first == null || timeout.due - first.due < 0) {
				first = timeout;
			}
		}
		if (first != null) {
			lookAt(first.due);
		}
	}

	private record Look(long time, Future<?> future) {

	}

	/**
	 * A pending task.
	 */
	public final class Timeout {

		private final long due;

		private final Runnable task;

		private Timeout(long due, Runnable task) {
			this.due = due;
			this.task = task;
		}

		/**
		 * Cancel the task, if it has not run.
		 */
		public void cancel() {
			CallTimer.this.pending.remove(this);
		}

		private void run() {
			if (CallTimer.this.pending.remove(this)) {
				try {
					this.task.run();
				}
				catch (Throwable ex) {
					logger.error("A call that took too long could not be ended", ex);
				}
			}
		}

	}

}
