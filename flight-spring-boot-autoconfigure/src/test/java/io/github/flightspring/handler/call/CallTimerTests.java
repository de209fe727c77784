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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallTimer}.
 */
class CallTimerTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);

	private final ManualTimer threads = new ManualTimer();

	private final CallTimer timer = new CallTimer(this.threads, this.now::get);

	private final List<String> run = new ArrayList<>();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void whenLimitsEndThenTasksRunInTheirOrder() {
		add(LONG, "never");
		add(Duration.ofMillis(120), "third");
		add(Duration.ofMillis(40), "first");
		add(Duration.ofMillis(80), "second");
		advance(Duration.ofMillis(40));
		assertThat(this.run).containsExactly("first");
		advance(Duration.ofMillis(40));
		assertThat(this.run).containsExactly("first", "second");
		advance(Duration.ofMillis(40));
		assertThat(this.run).containsExactly("first", "second", "third");
	}

	@Test
	void whenALimitIsLongerThanTheClockCanTellThenItsTaskWaits() {
		add(Duration.ofDays(1_000_000), "never");
		add(Duration.ofSeconds(Long.MAX_VALUE), "never");
		add(Duration.ofMillis(40), "first");
		advance(Duration.ofMillis(40));
		assertThat(this.run).containsExactly("first");
	}

	@Test
	void whenTimeoutsAreClosedThenNoneIsAdded() {
		CallTimeouts timeouts = new CallTimeouts(this.timer);
		timeouts.add(Duration.ofMillis(40), () -> this.run.add("before"));
		timeouts.close();
		assertThat(timeouts.add(Duration.ofMillis(40), () -> this.run.add("after"))).isNull();
		advance(Duration.ofMillis(40));
		assertThat(this.run).isEmpty();
	}

	@Test
	void whenLimitEndsThenTaskRunsNotBefore() {
		add(LONG, "never");
		add(Duration.ofMillis(100), "task");
		advance(Duration.ofMillis(100).minusNanos(1));
		assertThat(this.run).isEmpty();
		advance(Duration.ofNanos(1));
		assertThat(this.run).containsExactly("task");
	}

	@Test
	void whenTheLookIsLateThenAllThatIsDueRuns() {
		add(Duration.ofMillis(40), "first");
		add(Duration.ofMillis(80), "second");
		advance(Duration.ofMillis(90));
		assertThat(this.run).containsExactlyInAnyOrder("first", "second");
		assertThat(this.threads.getQueue()).isEmpty();
	}

	@Test
	void whenCancelledThenTaskDoesNotRun() {
		add(Duration.ofMillis(30), "cancelled").cancel();
		add(Duration.ofMillis(60), "kept");
		advance(Duration.ofMillis(30));
		advance(Duration.ofMillis(30));
		assertThat(this.run).containsExactly("kept");
	}

	@Test
	void whenTaskFailsThenTheOthersRun() {
		this.timer.add(Duration.ofMillis(30), () -> {
			throw new IllegalStateException("expected");
		});
		add(Duration.ofMillis(30), "other");
		advance(Duration.ofMillis(30));
		assertThat(this.run).containsExactly("other");
	}

	@Test
	void whenTheTimeIsTheMachinesThenTaskRuns() throws InterruptedException {
		ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
		CountDownLatch ran = new CountDownLatch(1);
		new CallTimer(thread).add(Duration.ofMillis(10), ran::countDown);
		assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
		thread.shutdownNow();
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

	private void advance(Duration time) {
		this.now.addAndGet(time.toNanos());
		this.threads.runDue();
	}

	private CallTimer.Timeout add(Duration limit, String name) {
		return this.timer.add(limit, () -> this.run.add(name));
	}

	/**
	 * Runs what is due by the time of the test, and only when it is told to.
	 */
	private final class ManualTimer extends ScheduledThreadPoolExecutor {

		private final List<Look> looks = new ArrayList<>();

		ManualTimer() {
			super(1);
			setRemoveOnCancelPolicy(true);
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			ScheduledFuture<?> future = super.schedule(command, 1, TimeUnit.DAYS);
			this.looks.add(new Look(command, CallTimerTests.this.now.get() + unit.toNanos(delay), future));
			return future;
		}

		void runDue() {
			for (Look look : List.copyOf(this.looks)) {
				// what the timer has cancelled does not run
				if (look.time - CallTimerTests.this.now.get() <= 0 && look.future.cancel(false)) {
					look.command.run();
				}
			}
		}

	}

	private record Look(Runnable command, long time, Future<?> future) {

	}

}
