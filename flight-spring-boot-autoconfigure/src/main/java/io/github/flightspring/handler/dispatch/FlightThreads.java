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
 * The threads that handlers and a transport's callbacks run on. Each running handler has
 * one, and none waits in a queue: beyond the limit a call is refused.
 */
public final class FlightThreads implements DisposableBean {

	private static final String PREFIX = "flight-";

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
	 * Use platform threads, which are kept for a minute.
	 * @param limit the most handlers at a time
	 * @param decorator carries a context over to a handler
	 * @return the threads
	 */
	public static FlightThreads platform(int limit, TaskDecorator decorator) {
		ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
		threads.setThreadNamePrefix(PREFIX);
		threads.setCorePoolSize(0);
		threads.setQueueCapacity(0);
		threads.setAwaitTerminationMillis(PATIENCE.toMillis());
		threads.setWaitForTasksToCompleteOnShutdown(false);
		threads.initialize();
		return new FlightThreads(new HandlerExecutor(threads, limit, decorator), decorator, threads::destroy);
	}

	/**
	 * Use virtual threads.
	 * @param limit the most handlers at a time
	 * @param decorator carries a context over to a handler
	 * @return the threads
	 */
	public static FlightThreads virtual(int limit, TaskDecorator decorator) {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(PREFIX);
		threads.setVirtualThreads(true);
		threads.setTaskTerminationTimeout(PATIENCE.toMillis());
		return new FlightThreads(new HandlerExecutor(threads, limit, decorator), decorator, threads::close);
	}

	/**
	 * Runs handlers. Rejects what is beyond the limit.
	 * @return the executor
	 */
	public Executor executor() {
		return this.executor;
	}

	/**
	 * The handlers that run, queries included.
	 * @return how many there are
	 */
	public int activeHandlers() {
		return this.executor.active();
	}

	/**
	 * Runs a transport's callbacks, which must not block. A handler that one of them
	 * starts runs on its thread when it has returned.
	 * @return the executor
	 */
	public Executor callbacks() {
		return this.executor::executeCallback;
	}

	/**
	 * Carry the context of the current thread over to a task that another thread gives to
	 * the executor later.
	 * @param task the task
	 * @return the task in the context
	 */
	public Runnable capture(Runnable task) {
		return this.decorator.decorate(task);
	}

	/**
	 * Ends calls that take too long.
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
