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

package io.github.flightspring.grpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.github.flightspring.handler.running.CallWatch;
import io.grpc.Context;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a call that waits for it without a thread, and without the place that
 * others may need. The thread that brings it sends it, and must not block.
 *
 * @param <O> the type of the message
 */
final class ParkedAnswer<O> {

	private final CallExecution<O> execution;

	private final CompletableFuture<O> answer;

	private final Consumer<@Nullable Throwable> end;

	/**
	 * Create the answer.
	 * @param execution the call
	 * @param answer the answer, which fails when the call ends before it is there
	 * @param end ends the call when its answer is sent, or with why it has none
	 */
	ParkedAnswer(CallExecution<O> execution, CompletableFuture<O> answer, Consumer<@Nullable Throwable> end) {
		this.execution = execution;
		this.answer = answer;
		this.end = end;
	}

	/**
	 * Wait for the answer, on a thread that is free from then on.
	 * @param context the context of the call
	 */
	void await(Context context) {
		if (this.answer.isDone()) {
			this.answer.whenComplete((message, failure) -> send(message, failure, this.execution.response()::send));
			return;
		}
		this.execution.cancellation().park();
		this.execution.running().parked();
		this.answer.whenComplete((message, failure) -> context
			.wrap(this.execution.call().caller().wrap(() -> send(message, failure, this.execution.response()::sendNow)))
			.run());
	}

	private void send(O message, @Nullable Throwable failure, Consumer<O> sender) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		try (CallWatch.Scope scope = this.execution.running().open()) {
			this.execution.cancellation().throwIfCancelled();
			if (cause == null) {
				sender.accept(message);
			}
		}
		catch (Throwable ex) {
			cause = ex;
		}
		finally {
			this.execution.cancellation().leave();
		}
		this.end.accept(cause);
	}

}
