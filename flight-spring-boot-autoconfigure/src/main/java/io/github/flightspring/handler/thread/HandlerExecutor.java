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

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of handlers. A handler that a transport's callback starts runs on the
 * callback's thread after the callback has returned. This saves one thread switch per
 * call.
 */
final class HandlerExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(HandlerExecutor.class);

	private final Executor threads;

	private final AtomicInteger active = new AtomicInteger();

	private final ThreadLocal<Callback> running = new ThreadLocal<>();

	private final CallbackExecutor callbacks;

	HandlerExecutor(Executor threads, int callbacks) {
		this.threads = threads;
		this.callbacks = new CallbackExecutor(threads, callbacks, this::runCallback);
	}

	/**
	 * The number of running handlers.
	 * @return the number
	 */
	int active() {
		return this.active.get();
	}

	/**
	 * Run a handler, which brings its context with it.
	 * @param handler the handler
	 */
	@Override
	public void execute(Runnable handler) {
		Callback callback = this.running.get();
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
		}
	}

	/**
	 * Run a callback of a transport, which must not block.
	 * @param callback the callback
	 */
	void executeCallback(Runnable callback) {
		this.callbacks.execute(callback);
	}

	/**
	 * Run a task that is not a handler and may block.
	 * @param task the task
	 */
	void executeOther(Runnable task) {
		this.threads.execute(task);
	}

	private @Nullable Runnable runCallback(Runnable callback) {
		Callback current = new Callback();
		this.running.set(current);
		try {
			callback.run();
		}
		catch (RuntimeException | Error ex) {
			if (current.handler == null) {
				throw ex;
			}
			// logged, as a transport's executor does, so that the handler still runs
			logger.error("A callback failed after it had started a handler", ex);
		}
		finally {
			this.running.remove();
		}
		Runnable handler = current.handler;
		return (handler != null) ? () -> run(handler) : null;
	}

	/**
	 * A running callback and the handler that it started.
	 */
	private static final class Callback {

		private @Nullable Runnable handler;

	}

}
