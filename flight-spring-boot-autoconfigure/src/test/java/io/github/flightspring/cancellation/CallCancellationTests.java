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

package io.github.flightspring.cancellation;

import java.util.concurrent.CompletableFuture;

import org.apache.arrow.flight.CallStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The interrupts of a handler's thread.
 */
class CallCancellationTests {

	private final CallCancellation cancellation = new CallCancellation();

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	@Test
	void whenACallIsCancelledInATaskWithoutInterruptsThenTheThreadIsInterruptedAfterIt() {
		this.cancellation.enter();
		boolean during = this.cancellation.withoutInterrupts(() -> {
			this.cancellation.cancel(CallStatus.CANCELLED);
			return Thread.currentThread().isInterrupted();
		});
		assertThat(during).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void whenATaskWithoutInterruptsFailsThenACancelledThreadIsInterrupted() {
		this.cancellation.enter();
		assertThatIllegalStateException().isThrownBy(() -> this.cancellation.withoutInterrupts(() -> {
			this.cancellation.cancel(CallStatus.CANCELLED);
			throw new IllegalStateException();
		}));
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void whenTheThreadWasInterruptedBeforeATaskThenItIsAfterIt() {
		this.cancellation.enter();
		Thread.currentThread().interrupt();
		assertThat(this.cancellation
			.<Boolean, RuntimeException>withoutInterrupts(() -> Thread.currentThread().isInterrupted())).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void whenATaskWithoutInterruptsHasEndedThenACancellationInterrupts() {
		this.cancellation.enter();
		this.cancellation.withoutInterrupts(() -> true);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.cancellation.cancel(CallStatus.CANCELLED);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void whenAnotherThreadRunsATaskThenTheHandlerIsInterrupted() {
		this.cancellation.enter();
		CompletableFuture<Boolean> other = CompletableFuture
			.supplyAsync(() -> this.cancellation.withoutInterrupts(() -> {
				this.cancellation.cancel(CallStatus.CANCELLED);
				return Thread.currentThread().isInterrupted();
			}));
		// a join waits until the end, and keeps the interrupt
		assertThat(other.join()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

}
