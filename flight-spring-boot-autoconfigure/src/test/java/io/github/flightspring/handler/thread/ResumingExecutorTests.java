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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResumingExecutor}.
 */
class ResumingExecutorTests {

	private static final int MORE_THAN_THREADS = 10;

	private final List<Object> seen = new ArrayList<>();

	@Test
	void whenATaskThrowsAnErrorThenTheOthersRun() {
		List<Runnable> workers = new ArrayList<>();
		ResumingExecutor executor = new ResumingExecutor(workers::add);
		for (int i = 0; i < MORE_THAN_THREADS; i++) {
			executor.execute(() -> {
				throw new AssertionError("broken");
			});
		}
		executor.execute(() -> this.seen.add("last"));
		workers.forEach(Runnable::run);
		assertThat(this.seen).containsExactly("last");
	}

	@Test
	void whenThereIsNoThreadThenTheSubmittingThreadRunsTheTasks() {
		ResumingExecutor executor = new ResumingExecutor((worker) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		for (int i = 0; i < MORE_THAN_THREADS; i++) {
			executor.execute(() -> this.seen.add(Thread.currentThread()));
		}
		assertThat(this.seen).hasSize(MORE_THAN_THREADS).containsOnly(Thread.currentThread());
	}

}
