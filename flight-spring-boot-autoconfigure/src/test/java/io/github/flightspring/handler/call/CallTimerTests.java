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

package io.github.flightspring.handler.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallTimer}.
 */
class CallTimerTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(1);

	private final CallTimer timer = new CallTimer(this.threads);

	private final List<String> run = new CopyOnWriteArrayList<>();

	private final CountDownLatch last = new CountDownLatch(1);

	CallTimerTests() {
		this.threads.setRemoveOnCancelPolicy(true);
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whenLimitsEndThenTasksRunInTheirOrder() throws InterruptedException {
		add(LONG, "never");
		add(Duration.ofMillis(120), "third");
		add(Duration.ofMillis(40), "first");
		add(Duration.ofMillis(80), "second");
		this.timer.add(Duration.ofMillis(160), this.last::countDown);
		assertThat(this.last.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.run).containsExactly("first", "second", "third");
	}

	@Test
	void whenLimitEndsThenTaskRunsNotBefore() throws InterruptedException {
		long start = System.nanoTime();
		add(LONG, "never");
		this.timer.add(Duration.ofMillis(100), this.last::countDown);
		assertThat(this.last.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(100),
				Duration.ofSeconds(5));
	}

	@Test
	void whenCancelledThenTaskDoesNotRun() throws InterruptedException {
		add(Duration.ofMillis(30), "cancelled").cancel();
		add(Duration.ofMillis(60), "kept");
		this.timer.add(Duration.ofMillis(90), this.last::countDown);
		assertThat(this.last.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.run).containsExactly("kept");
	}

	@Test
	void whenTaskFailsThenTheOthersRun() throws InterruptedException {
		this.timer.add(Duration.ofMillis(30), () -> {
			throw new IllegalStateException("expected");
		});
		this.timer.add(Duration.ofMillis(30), this.last::countDown);
		assertThat(this.last.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenManyCallsComeAndGoThenOneLookIsScheduled() {
		for (int call = 0; call < 1000; call++) {
			add(LONG, "never").cancel();
			add(LONG.minusMinutes(30), "never").cancel();
		}
		assertThat(this.threads.getTaskCount()).isLessThanOrEqualTo(2);
		assertThat(this.threads.getQueue()).hasSize(1);
	}

	@Test
	void whenTimerIsStoppedThenNothingWaits() {
		this.threads.shutdownNow();
		add(Duration.ofMillis(1), "never");
		assertThat(this.threads.getQueue()).isEmpty();
	}

	private CallTimer.Timeout add(Duration limit, String name) {
		return this.timer.add(limit, () -> this.run.add(name));
	}

}
