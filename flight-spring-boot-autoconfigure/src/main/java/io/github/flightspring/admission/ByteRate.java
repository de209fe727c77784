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

package io.github.flightspring.admission;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.github.bucket4j.Bucket;

/**
 * The bytes per second that the calls of one caller share. A waiting call has taken no
 * bytes from the rate, so a call that stops to wait costs the other calls nothing.
 */
final class ByteRate {

	// a call may end without its thread being interrupted
	private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Bucket bucket;

	private final long capacity;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition turn = this.lock.newCondition();

	private final Queue<Object> waiting = new ArrayDeque<>();

	ByteRate(Bucket bucket, long capacity) {
		this.bucket = bucket;
		this.capacity = capacity;
	}

	/**
	 * Wait until bytes may be moved. Calls are served in the order in which they came. A
	 * message that is larger than the bytes of one second is moved when the bytes of one
	 * second are available, and the next message waits for the rest.
	 * @param bytes the number of bytes
	 * @param ended whether the call has ended, so that the wait stops
	 */
	void take(long bytes, BooleanSupplier ended) throws InterruptedException {
		Object self = new Object();
		this.lock.lock();
		try {
			this.waiting.add(self);
			while (!ended.getAsBoolean()) {
				long nanos = (this.waiting.peek() == self) ? untilThereAre(Math.min(bytes, this.capacity)) : STEP_NANOS;
				if (nanos <= 0) {
					this.bucket.consumeIgnoringRateLimits(bytes);
					return;
				}
				this.turn.awaitNanos(Math.min(nanos, STEP_NANOS));
			}
		}
		finally {
			this.waiting.remove(self);
			this.turn.signalAll();
			this.lock.unlock();
		}
	}

	private long untilThereAre(long tokens) {
		return this.bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill();
	}

}
