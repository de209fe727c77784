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

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads of handlers and of a transport's callbacks. Each running handler has a
 * thread, and no handler waits in a queue. The admission of calls and the limit of
 * queries bound the number of these threads. Callbacks run on a limited number of
 * threads, and wait for a free one.
 */
public final class FlightThreads implements DisposableBean {

	private static final String PREFIX = "flight-";

	// callbacks do not block, except in code that the application runs before a call
	// starts, such as authentication by another server
	private static final int CALLBACKS = Math.max(16, 8 * Runtime.getRuntime().availableProcessors());

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final HandlerExecutor executor;

	private final TaskDecorator decorator;

	private final Runnable stop;

	private final ScheduledThreadPoolExecutor timer;

	private FlightThreads(HandlerExecutor executor, TaskDecorator decorator, Runnable stop) {
		this.executor = executor;
		this.decorator = decorator;
		this.stop = stop;
		CustomizableThreadFactory factory = new CustomizableThreadFactory(PREFIX + "timer-");
		factory.setDaemon(true);
		this.timer = new ScheduledThreadPoolExecutor(1, factory);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Create platform threads. An idle thread is kept for a minute.
	 * @param decorator the decorator that transfers a context to a handler
	 * @return the threads
	 */
	public static FlightThreads platform(TaskDecorator decorator) {
		ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
		threads.setThreadNamePrefix(PREFIX);
		threads.setCorePoolSize(0);
		threads.setQueueCapacity(0);
		threads.setAwaitTerminationMillis(PATIENCE.toMillis());
		threads.setWaitForTasksToCompleteOnShutdown(false);
		threads.initialize();
		return new FlightThreads(new HandlerExecutor(threads, CALLBACKS), decorator, threads::destroy);
	}

	/**
	 * Create virtual threads.
	 * @param decorator the decorator that transfers a context to a handler
	 * @return the threads
	 */
	public static FlightThreads virtual(TaskDecorator decorator) {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(PREFIX);
		threads.setVirtualThreads(true);
		threads.setTaskTerminationTimeout(PATIENCE.toMillis());
		return new FlightThreads(new HandlerExecutor(threads, CALLBACKS), decorator, threads::close);
	}

	/**
	 * The executor of handlers. It does not transfer the context of the submitting
	 * thread: {@linkplain #capture capture} it before.
	 * @return the executor
	 */
	public Executor executor() {
		return this.executor;
	}

	/**
	 * The number of running handlers, including queries.
	 * @return the number
	 */
	public int activeHandlers() {
		return this.executor.active();
	}

	/**
	 * The executor of a transport's callbacks, which must not block. It runs a limited
	 * number at a time. A handler that a callback starts runs on the callback's thread
	 * after the callback has returned.
	 * @return the executor
	 */
	public Executor callbacks() {
		return this.executor::executeCallback;
	}

	/**
	 * The executor for calls of other services on the same server, which may block.
	 * @return the executor, without limit
	 */
	public Executor otherServices() {
		return this.executor::executeOther;
	}

	/**
	 * Transfer the context of the current thread to a task that another thread submits to
	 * the {@linkplain #executor() executor}.
	 * @param task the task
	 * @return the task in the context
	 */
	public Runnable capture(Runnable task) {
		return this.decorator.decorate(task);
	}

	/**
	 * The timer that ends calls that take too long.
	 * @return the timer
	 */
	public ScheduledExecutorService timer() {
		return this.timer;
	}

	@Override
	public void destroy() {
		this.stop.run();
		this.timer.shutdownNow();
	}

}
