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

package io.github.flightspring.cancellation;

import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether and why a call was ended from outside. The first reason stands; it interrupts
 * the thread that runs the handler and runs the callbacks. Once the handler is done
 * nothing ends it from outside any more.
 */
public final class CallCancellation {

	private static final Logger logger = LoggerFactory.getLogger(CallCancellation.class);

	private final Object lock = new Object();

	private final List<Runnable> callbacks = new ArrayList<>();

	private @Nullable Thread handler;

	private boolean done;

	private volatile @Nullable CallStatus reason;

	/**
	 * Whether the call was ended from outside.
	 * @return whether it was
	 */
	public boolean isCancelled() {
		return this.reason != null;
	}

	/**
	 * Why the call was ended from outside.
	 * @return the status, or {@code null} if it was not
	 */
	public @Nullable CallStatus reason() {
		return this.reason;
	}

	/**
	 * End the call from outside.
	 * @param status why
	 */
	public void cancel(CallStatus status) {
		List<Runnable> run;
		synchronized (this.lock) {
			if (this.reason != null || this.done) {
				return;
			}
			this.reason = status;
			run = List.copyOf(this.callbacks);
			this.callbacks.clear();
			if (this.handler != null) {
				this.handler.interrupt();
			}
		}
		run.forEach(CallCancellation::run);
	}

	/**
	 * Run a callback when the call is cancelled. A callback may hold what the handler has
	 * given back by the time it returns, such as a pooled connection: after that it does
	 * not run.
	 * @param callback what to run
	 */
	public void onCancel(Runnable callback) {
		synchronized (this.lock) {
			if (this.done) {
				return;
			}
			if (this.reason == null) {
				this.callbacks.add(callback);
				return;
			}
		}
		run(callback);
	}

	private static void run(Runnable callback) {
		try {
			callback.run();
		}
		catch (Throwable ex) {
			logger.warn("A callback of a cancelled call failed", ex);
		}
	}

	/**
	 * Fail if the call was ended from outside.
	 * @throws org.apache.arrow.flight.FlightRuntimeException with the reason
	 */
	public void throwIfCancelled() {
		CallStatus status = this.reason;
		if (status != null) {
			throw status.toRuntimeException();
		}
	}

	/**
	 * The current thread starts to run the handler: from now on to cancel interrupts it.
	 */
	public void enter() {
		synchronized (this.lock) {
			this.handler = Thread.currentThread();
			if (this.reason != null) {
				this.handler.interrupt();
			}
		}
	}

	/**
	 * The call goes on without a thread, until {@link #enter} or {@link #leave}. What
	 * ends it until then finds no thread to interrupt.
	 */
	public void park() {
		synchronized (this.lock) {
			this.handler = null;
			Thread.interrupted();
		}
	}

	/**
	 * The handler is done, or will never run: what comes after must not be interrupted,
	 * nor the thread's next work.
	 */
	public void leave() {
		synchronized (this.lock) {
			this.done = true;
			this.callbacks.clear();
			if (this.handler != null) {
				this.handler = null;
				Thread.interrupted();
			}
		}
	}

}
