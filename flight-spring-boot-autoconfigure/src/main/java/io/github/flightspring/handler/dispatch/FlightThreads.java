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
 * The threads that handlers run on. Each running call has one, and none waits in a queue:
 * beyond the limit a call is refused.
 */
public final class FlightThreads implements DisposableBean {

	private static final String PREFIX = "flight-";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Executor executor;

	private final TaskDecorator decorator;

	private final Runnable stop;

	private final ScheduledThreadPoolExecutor timer;

	private FlightThreads(Executor executor, TaskDecorator decorator, Runnable stop) {
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
	 * @param limit the most calls at a time
	 * @param decorator carries a context over to the thread
	 * @return the threads
	 */
	public static FlightThreads platform(int limit, TaskDecorator decorator) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix(PREFIX);
		executor.setCorePoolSize(0);
		executor.setMaxPoolSize(limit);
		executor.setQueueCapacity(0);
		executor.setTaskDecorator(decorator);
		executor.setAwaitTerminationMillis(PATIENCE.toMillis());
		executor.setWaitForTasksToCompleteOnShutdown(false);
		executor.initialize();
		return new FlightThreads(executor, decorator, executor::destroy);
	}

	/**
	 * Use virtual threads.
	 * @param limit the most calls at a time
	 * @param decorator carries a context over to the thread
	 * @return the threads
	 */
	public static FlightThreads virtual(int limit, TaskDecorator decorator) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(PREFIX);
		executor.setVirtualThreads(true);
		executor.setConcurrencyLimit(limit);
		executor.setRejectTasksWhenLimitReached(true);
		executor.setTaskDecorator(decorator);
		executor.setTaskTerminationTimeout(PATIENCE.toMillis());
		return new FlightThreads(executor, decorator, executor::close);
	}

	/**
	 * Runs handlers. Rejects what is beyond the limit.
	 * @return the executor
	 */
	public Executor executor() {
		return this.executor;
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
