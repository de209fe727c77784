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

package io.github.flightspring.handler.thread;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of a transport's callbacks. It runs a limited number at a time, and
 * further callbacks wait in a queue. A transport submits at most one callback per call at
 * a time, so the number of calls limits the queue. After a callback that starts a
 * handler, the thread runs the handler, and its permit is free for the next callback.
 */
final class CallbackExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(CallbackExecutor.class);

	private final Executor threads;

	private final int permits;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger taken = new AtomicInteger();

	private final Runner runner;

	/**
	 * Create the executor.
	 * @param threads the executor of callbacks and handlers
	 * @param permits the number of callbacks that run at a time
	 * @param runner the runner of a callback, which returns the handler that the callback
	 * started
	 */
	CallbackExecutor(Executor threads, int permits, Runner runner) {
		this.threads = threads;
		this.permits = permits;
		this.runner = runner;
	}

	@Override
	public void execute(Runnable callback) {
		this.waiting.add(callback);
		try {
			startWorker();
		}
		catch (RuntimeException | Error ex) {
			// a worker may have taken it already
			if (this.waiting.remove(callback)) {
				throw ex;
			}
		}
	}

	private void startWorker() {
		if (!takePermit()) {
			return;
		}
		boolean started = false;
		try {
			this.threads.execute(this::work);
			started = true;
		}
		finally {
			if (!started) {
				this.taken.decrementAndGet();
			}
		}
	}

	private boolean takePermit() {
		int current = this.taken.get();
		while (current < this.permits) {
			if (this.taken.compareAndSet(current, current + 1)) {
				return true;
			}
			current = this.taken.get();
		}
		return false;
	}

	private void work() {
		do {
			Runnable handler = runCallbacksAndLeave();
			if (handler != null) {
				handler.run();
			}
			// callbacks for which there was no thread when this one began its handler
		}
		while (!this.waiting.isEmpty() && takePermit());
	}

	private @Nullable Runnable runCallbacksAndLeave() {
		Runnable handler = null;
		boolean done = false;
		try {
			handler = runCallbacks();
			done = true;
		}
		finally {
			if (!done || handler != null) {
				leave();
			}
		}
		return handler;
	}

	private void leave() {
		this.taken.decrementAndGet();
		try {
			if (!this.waiting.isEmpty()) {
				startWorker();
			}
		}
		catch (RuntimeException | Error ex) {
			// the handler of this thread still has to run
			logger.warn("There is no thread for the callbacks that wait, until a handler ends or the next one comes",
					ex);
		}
	}

	/**
	 * Run callbacks until the queue is empty, or until a callback has started a handler.
	 * An empty queue releases the permit.
	 * @return the handler, or {@code null}
	 */
	private @Nullable Runnable runCallbacks() {
		while (true) {
			Runnable callback = this.waiting.poll();
			if (callback == null) {
				this.taken.decrementAndGet();
				// a callback may have been added since, when no permit was free
				if (this.waiting.isEmpty() || !takePermit()) {
					return null;
				}
				continue;
			}
			Runnable handler = this.runner.run(callback);
			if (handler != null) {
				return handler;
			}
		}
	}

	/**
	 * The runner of callbacks.
	 */
	@FunctionalInterface
	interface Runner {

		/**
		 * Run a callback.
		 * @param callback the callback
		 * @return the handler that it started, or {@code null}
		 */
		@Nullable Runnable run(Runnable callback);

	}

}
