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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cancellation of a call, with its reason. Only the first reason counts. A
 * cancellation interrupts the thread that runs the handler and runs the callbacks. After
 * the handler has finished, the call can no longer be cancelled.
 */
public final class CallCancellation {

	private static final Logger logger = LoggerFactory.getLogger(CallCancellation.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Object lock = new Object();

	private final List<Runnable> callbacks = new ArrayList<>();

	private @Nullable Thread handler;

	// the thread that runs the callbacks
	private @Nullable Thread notifying;

	private boolean silent;

	private boolean done;

	private volatile @Nullable CallStatus reason;

	/**
	 * Return whether the call was cancelled.
	 * @return whether the call was cancelled
	 */
	public boolean isCancelled() {
		return this.reason != null;
	}

	/**
	 * Return the reason for the cancellation.
	 * @return the status, or {@code null} if the call was not cancelled
	 */
	public @Nullable CallStatus reason() {
		return this.reason;
	}

	/**
	 * Cancel the call.
	 * @param status the reason
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
			this.notifying = Thread.currentThread();
			if (this.handler != null) {
				this.handler.interrupt();
			}
		}
		try {
			run.forEach(CallCancellation::run);
		}
		finally {
			synchronized (this.lock) {
				this.notifying = null;
				this.lock.notifyAll();
			}
		}
	}

	/**
	 * Register a callback for the cancellation. If the call is already cancelled, the
	 * callback runs at once. It does not run after the handler has returned, because it
	 * may use a resource that the handler has released by then, such as a pooled
	 * connection.
	 * @param callback the callback
	 */
	public void onCancel(Runnable callback) {
		synchronized (this.lock) {
			if (this.done || this.silent) {
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
	 * Throw an exception if the call was cancelled.
	 * @throws org.apache.arrow.flight.FlightRuntimeException with the reason
	 */
	public void throwIfCancelled() {
		CallStatus status = this.reason;
		if (status != null) {
			throw status.toRuntimeException();
		}
	}

	/**
	 * Record that the current thread starts to run the handler. From now on a
	 * cancellation interrupts this thread.
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
	 * Run a task on the handler's thread without interrupts. A cancellation interrupts
	 * the thread after the task. A thread that is interrupted while it reads or writes a
	 * channel closes the channel, which other calls may share.
	 * @param task the task, which must not block
	 * @param <T> the type of the result
	 * @param <E> the type of the exception
	 * @return the result of the task
	 * @throws E the exception of the task
	 */
	public <T, E extends Exception> T withoutInterrupts(Task<T, E> task) throws E {
		try (Shield shield = shield()) {
			return task.run();
		}
	}

	/**
	 * Shield the current thread from interrupts until the shield is closed. If the thread
	 * blocks meanwhile, a callback of the cancellation must end its wait.
	 * @return the shield, to be closed on the same thread
	 */
	public Shield shield() {
		synchronized (this.lock) {
			Thread current = Thread.currentThread();
			boolean handling = this.handler == current;
			if (handling) {
				this.handler = null;
			}
			return new Shield(this, current, handling, Thread.interrupted());
		}
	}

	private void restore(Shield shield) {
		synchronized (this.lock) {
			if (shield.handling) {
				this.handler = shield.thread;
			}
			if (shield.interrupted || (shield.handling && this.reason != null)) {
				shield.thread.interrupt();
			}
		}
	}

	/**
	 * Record that the handler has returned, while its transaction ends. Callbacks no
	 * longer run, and those that run are awaited: they may use the connection of the
	 * transaction. The current thread is not interrupted until the shield is closed.
	 * @return the shield, to be closed on the same thread
	 */
	public Shield returned() {
		synchronized (this.lock) {
			this.callbacks.clear();
			this.silent = true;
			awaitCallbacks();
			return shield();
		}
	}

	/**
	 * Wait for running callbacks, which may use a resource that the handler is about to
	 * release. The wait is limited, because a callback may block.
	 */
	private void awaitCallbacks() {
		boolean interrupted = false;
		long end = System.nanoTime() + PATIENCE.toNanos();
		long left = PATIENCE.toNanos();
		while (this.notifying != null && this.notifying != Thread.currentThread() && left > 0) {
			try {
				TimeUnit.NANOSECONDS.timedWait(this.lock, left);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			left = end - System.nanoTime();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Record that the call continues without a thread until {@link #enter} or
	 * {@link #leave}. Until then a cancellation interrupts no thread.
	 */
	public void park() {
		synchronized (this.lock) {
			this.handler = null;
			Thread.interrupted();
		}
	}

	/**
	 * Record that the handler has finished or will never run. Neither the rest of the
	 * call nor the thread's next task may be interrupted.
	 */
	public void leave() {
		synchronized (this.lock) {
			this.done = true;
			this.callbacks.clear();
			awaitCallbacks();
			if (this.handler != null) {
				this.handler = null;
				Thread.interrupted();
			}
		}
	}

	/**
	 * The protection of a thread from interrupts. A cancellation, or an interrupt that
	 * came before, interrupts the thread when the shield is closed.
	 */
	public static final class Shield implements AutoCloseable {

		private final CallCancellation cancellation;

		private final Thread thread;

		private final boolean handling;

		private final boolean interrupted;

		private Shield(CallCancellation cancellation, Thread thread, boolean handling, boolean interrupted) {
			this.cancellation = cancellation;
			this.thread = thread;
			this.handling = handling;
			this.interrupted = interrupted;
		}

		@Override
		public void close() {
			this.cancellation.restore(this);
		}

	}

	/**
	 * A task without interrupts.
	 *
	 * @param <T> the type of the result
	 * @param <E> the type of the exception
	 */
	@FunctionalInterface
	public interface Task<T, E extends Exception> {

		/**
		 * Run the task.
		 * @return the result
		 * @throws E if the task fails
		 */
		T run() throws E;

	}

}
