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

package io.github.flightspring.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task in the context that a decorator adds to it, such as the context of a caller. A
 * decorator is code of the application. If it does not run the task, the failure is
 * reported, so that a caller does not wait for the task. The task runs at most once.
 */
public final class DecoratedTask implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DecoratedTask.class);

	private final Object owner;

	private final Runnable task;

	private final Runnable decorated;

	private final Consumer<Throwable> onFailure;

	private final AtomicBoolean decided = new AtomicBoolean();

	/**
	 * Decorate a task.
	 * @param owner the call or query that the task belongs to, for the log
	 * @param task the task, which does not throw
	 * @param decorator the decorator, called at once; its exceptions are thrown
	 * @param onFailure the consumer of the reason why the task will never run, called
	 * only by {@link #run()}
	 */
	public DecoratedTask(Object owner, Runnable task, UnaryOperator<Runnable> decorator,
			Consumer<Throwable> onFailure) {
		this.owner = owner;
		this.task = task;
		this.onFailure = onFailure;
		this.decorated = Objects.requireNonNull(decorator.apply(this::runTask), "A task decorator returned null");
	}

	private void runTask() {
		if (this.decided.compareAndSet(false, true)) {
			this.task.run();
		}
	}

	/**
	 * Run the task as its decorator does, or report that the decorator has not run it. An
	 * exception that the decorator throws after the task is logged.
	 */
	@Override
	public void run() {
		Throwable failure = null;
		try {
			this.decorated.run();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		if (this.decided.compareAndSet(false, true)) {
			this.onFailure.accept(
					(failure != null) ? failure : new IllegalStateException("A task decorator did not run its task"));
		}
		else if (failure != null) {
			logger.warn("A task decorator of {} failed after the task had begun", this.owner, failure);
		}
	}

}
