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

package io.github.flightspring.http.call;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Ends a blocking read or write of the connection that takes too long. A container waits
 * for the connection with a timeout of its own and goes on when it is interrupted, unless
 * it is interrupted while it touches the connection, which then is closed: so the thread
 * is interrupted until it is out. It touches the connection for some microseconds after
 * each interruption, so that these come in bursts.
 */
final class StallWatch implements AutoCloseable {

	private static final long AGAIN_MILLIS = 2;

	private static final int BURST = 64;

	private static final long BURST_PAUSE_NANOS = 15_000;

	private static final long LEAST_MILLIS = 10;

	private final ScheduledExecutorService timer;

	private final Duration limit;

	private final Runnable stalled;

	private @Nullable Thread blocked;

	private long since;

	private boolean expired;

	private boolean forced;

	private boolean closed;

	StallWatch(ScheduledExecutorService timer, Duration limit, Runnable stalled) {
		this.timer = timer;
		this.limit = limit;
		this.stalled = stalled;
		if (!limit.isZero()) {
			schedule(Math.max(LEAST_MILLIS, limit.toMillis() / 4));
		}
	}

	private void schedule(long millis) {
		try {
			this.timer.schedule(this::check, millis, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// the server stops, which ends every call
		}
	}

	synchronized void enter() {
		this.blocked = Thread.currentThread();
		this.since = System.nanoTime();
	}

	synchronized void leave() {
		this.blocked = null;
	}

	synchronized boolean isExpired() {
		return this.expired;
	}

	/**
	 * End what blocks now, whatever the limit.
	 */
	synchronized void force() {
		this.forced = true;
		schedule(0);
	}

	/**
	 * Let what comes now take its time again.
	 */
	synchronized void forgive() {
		this.forced = false;
	}

	private void check() {
		boolean first;
		synchronized (this) {
			if (this.closed) {
				return;
			}
			first = !this.expired && this.blocked != null && System.nanoTime() - this.since > this.limit.toNanos();
			this.expired |= first;
		}
		if (first) {
			this.stalled.run();
		}
		boolean over = isOver();
		if (over) {
			interrupt();
		}
		synchronized (this) {
			if (!this.closed && (over || !this.limit.isZero())) {
				schedule(over ? AGAIN_MILLIS : Math.max(LEAST_MILLIS, this.limit.toMillis() / 4));
			}
		}
	}

	private synchronized boolean isOver() {
		return this.expired || this.forced;
	}

	private void interrupt() {
		for (int i = 0; i < BURST && interruptOnce(); i++) {
			long start = System.nanoTime();
			while (System.nanoTime() - start < BURST_PAUSE_NANOS) {
				Thread.onSpinWait();
			}
		}
	}

	private synchronized boolean interruptOnce() {
		if (this.blocked == null) {
			return false;
		}
		this.blocked.interrupt();
		return true;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.blocked = null;
	}

}
