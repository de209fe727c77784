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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerExecutor}.
 */
class HandlerExecutorTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whenCallbackStartsHandlerThenItRunsOnItsThreadAfterIt() throws Exception {
		HandlerExecutor executor = new HandlerExecutor(this.threads, 4);
		executor.executeCallback(() -> {
			executor.execute(() -> this.seen.add(Thread.currentThread()));
			this.seen.add("callback ends");
			this.seen.add(Thread.currentThread());
		});
		assertThat(next()).isEqualTo("callback ends");
		assertThat(next()).isSameAs(next());
	}

	@Test
	void whenCallbackStartsTwoHandlersThenNeitherWaitsForTheOther() throws Exception {
		HandlerExecutor executor = new HandlerExecutor(this.threads, 4);
		CountDownLatch both = new CountDownLatch(2);
		Runnable handler = () -> {
			both.countDown();
			try {
				this.seen.add(both.await(60, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				this.seen.add(ex);
			}
		};
		executor.executeCallback(() -> {
			executor.execute(handler);
			executor.execute(handler);
		});
		assertThat(next()).isEqualTo(true);
		assertThat(next()).isEqualTo(true);
	}

	@Test
	void whenCallbackFailsThenItsHandlerRuns() throws Exception {
		List<Runnable> callbacks = new ArrayList<>();
		HandlerExecutor executor = new HandlerExecutor(callbacks::add, 4);
		executor.executeCallback(() -> {
			executor.execute(() -> this.seen.add("handler"));
			throw new IllegalStateException("callback");
		});
		callbacks.get(0).run();
		assertThat(next()).isEqualTo("handler");
	}

	@Test
	void whenOutsideOfCallbackThenThreadOfItsOwn() throws Exception {
		HandlerExecutor executor = new HandlerExecutor(this.threads, 4);
		executor.execute(() -> this.seen.add(Thread.currentThread()));
		assertThat(next()).isNotSameAs(Thread.currentThread());
	}

	@Test
	void whenAHandlerRunsThenItIsCountedAndCallbacksRun() throws Exception {
		HandlerExecutor executor = new HandlerExecutor(this.threads, 4);
		CountDownLatch release = new CountDownLatch(1);
		executor.execute(() -> {
			this.seen.add("handler");
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				this.seen.add(ex);
			}
		});
		assertThat(next()).isEqualTo("handler");
		executor.executeCallback(() -> this.seen.add("callback"));
		assertThat(next()).isEqualTo("callback");
		assertThat(executor.active()).isOne();
		release.countDown();
	}

	private Object next() throws InterruptedException {
		return this.seen.poll(60, TimeUnit.SECONDS);
	}

}
