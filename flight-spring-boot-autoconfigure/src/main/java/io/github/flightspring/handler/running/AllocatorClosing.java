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

package io.github.flightspring.handler.running;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import io.github.flightspring.internal.GuardedStep;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The closing of allocators and the detection of memory leaks. If work ended early, a
 * cancelled publisher may still create or hold a batch on a thread of its own: a
 * cancelled subscription may still receive elements, and no signal marks the last one.
 * The allocator stays open for these elements for a limited time. Memory that is then
 * still allocated is a leak.
 *
 * @see <a href= "https://github.com/reactive-streams/reactive-streams-jvm#2.8">Reactive
 * Streams, rule 2.8</a>
 */
public final class AllocatorClosing {

	private static final Logger logger = LoggerFactory.getLogger(AllocatorClosing.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private final BufferAllocator allocator;

	private final LongConsumer leak;

	private AllocatorClosing(BufferAllocator allocator, LongConsumer leak) {
		this.allocator = allocator;
		this.leak = leak;
	}

	/**
	 * Close an allocator: at once if it has no memory allocated or the work ended
	 * regularly, otherwise within five seconds.
	 * @param allocator the allocator
	 * @param early whether the work that used the allocator failed or was cancelled
	 * @param leak the consumer of the number of bytes that were not released, called only
	 * if there are any
	 */
	public static void close(BufferAllocator allocator, boolean early, LongConsumer leak) {
		AllocatorClosing closing = new AllocatorClosing(allocator, leak);
		if (early) {
			closing.closeBefore(System.nanoTime() + PATIENCE.toNanos());
		}
		else {
			closing.close();
		}
	}

	private void closeBefore(long time) {
		if (this.allocator.getAllocatedMemory() == 0 || System.nanoTime() - time >= 0) {
			close();
			return;
		}
		Executor later = CompletableFuture.delayedExecutor(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
		later.execute(() -> closeBefore(time));
	}

	private void close() {
		long bytes = this.allocator.getAllocatedMemory();
		if (bytes > 0) {
			GuardedStep.run(this.allocator.getName(), "the report of leaked memory", () -> this.leak.accept(bytes));
		}
		try {
			this.allocator.close();
		}
		catch (IllegalStateException ex) {
			logger.debug("An allocator could not be closed", ex);
		}
	}

}
