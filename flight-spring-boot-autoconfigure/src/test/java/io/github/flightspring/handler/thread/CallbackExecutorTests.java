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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallbackExecutor}.
 */
class CallbackExecutorTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whenThereAreMoreCallbacksThanPlacesThenTheyWaitAndAllRun() throws Exception {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(10_000);
		CallbackExecutor executor = new CallbackExecutor(this.threads, 3, (callback) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			callback.run();
			running.decrementAndGet();
			return null;
		});
		for (int i = 0; i < 10_000; i++) {
			executor.execute(all::countDown);
		}
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(most.get()).isBetween(1, 3);
	}

	@Test
	void whenHandlersBlockThenCallbacksGoOn() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CallbackExecutor executor = new CallbackExecutor(this.threads, 1, (callback) -> {
			callback.run();
			return () -> await(release);
		});
		for (int i = 0; i < 5; i++) {
			executor.execute(() -> this.seen.add("callback"));
		}
		for (int i = 0; i < 5; i++) {
			assertThat(this.seen.poll(60, TimeUnit.SECONDS)).isEqualTo("callback");
		}
		release.countDown();
	}

	@Test
	void whenACallbackFailsThenItsPlaceIsFree() throws Exception {
		CallbackExecutor executor = new CallbackExecutor((task) -> this.threads.execute(() -> {
			try {
				task.run();
			}
			catch (IllegalStateException ex) {
				this.seen.add(ex.getMessage());
			}
		}), 1, (callback) -> {
			callback.run();
			return null;
		});
		for (int i = 0; i < 3; i++) {
			executor.execute(() -> {
				throw new IllegalStateException("callback");
			});
			assertThat(this.seen.poll(60, TimeUnit.SECONDS)).isEqualTo("callback");
		}
	}

	@Test
	void whenThereIsNoThreadForWaitingCallbacksThenTheyRunAfterTheHandler() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		AtomicBoolean full = new AtomicBoolean();
		CallbackExecutor executor = new CallbackExecutor((task) -> {
			if (full.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			tasks.add(task);
		}, 1, (callback) -> {
			callback.run();
			return () -> this.seen.add("handler");
		});
		executor.execute(() -> this.seen.add("first"));
		executor.execute(() -> this.seen.add("second"));
		full.set(true);
		tasks.remove().run();
		assertThat(this.seen).containsExactly("first", "handler", "second", "handler");
		full.set(false);
		executor.execute(() -> this.seen.add("third"));
		tasks.remove().run();
		assertThat(this.seen).endsWith("third", "handler");
	}

	@Test
	void whenThereIsNoThreadThenTheCallbackIsRefused() {
		CallbackExecutor executor = new CallbackExecutor((task) -> {
			throw new RejectedExecutionException("stopped");
		}, 1, (callback) -> null);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.execute(() -> {
			}));
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
