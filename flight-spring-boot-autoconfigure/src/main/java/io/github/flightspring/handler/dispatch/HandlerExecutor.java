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

package io.github.flightspring.handler.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Runs handlers, a limited number at a time. A handler that a transport's callback starts
 * runs on the thread of the callback when that has returned: a call then costs one thread
 * less to wake.
 */
final class HandlerExecutor implements Executor {

	private final Executor threads;

	private final Semaphore permits;

	private final AtomicInteger active = new AtomicInteger();

	private final TaskDecorator decorator;

	private final ThreadLocal<Callback> callbacks = new ThreadLocal<>();

	HandlerExecutor(Executor threads, int limit, TaskDecorator decorator) {
		this.threads = threads;
		this.permits = new Semaphore(limit);
		this.decorator = decorator;
	}

	@Override
	public void execute(Runnable handler) {
		if (!this.permits.tryAcquire()) {
			throw new RejectedExecutionException("As many handlers run as may");
		}
		try {
			start(this.decorator.decorate(handler));
		}
		catch (RuntimeException | Error ex) {
			this.permits.release();
			throw ex;
		}
	}

	/**
	 * The handlers that run.
	 * @return how many there are
	 */
	int active() {
		return this.active.get();
	}

	private void start(Runnable handler) {
		Callback callback = this.callbacks.get();
		if (callback != null && callback.handler == null) {
			callback.handler = handler;
		}
		else {
			this.threads.execute(() -> run(handler));
		}
	}

	private void run(Runnable handler) {
		this.active.incrementAndGet();
		try {
			handler.run();
		}
		finally {
			this.active.decrementAndGet();
			this.permits.release();
		}
	}

	/**
	 * Run a callback of a transport, which must not block.
	 * @param callback the callback
	 */
	void executeCallback(Runnable callback) {
		this.threads.execute(() -> runCallback(callback));
	}

	private void runCallback(Runnable callback) {
		Callback current = new Callback();
		this.callbacks.set(current);
		try {
			callback.run();
		}
		finally {
			this.callbacks.remove();
			if (current.handler != null) {
				run(current.handler);
			}
		}
	}

	/**
	 * A callback that runs, and the handler that it started.
	 */
	private static final class Callback {

		private @Nullable Runnable handler;

	}

}
