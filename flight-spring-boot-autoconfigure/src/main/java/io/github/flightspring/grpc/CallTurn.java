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

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.internal.Nanos;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Exclusive access to a gRPC call, which is not thread-safe. One thread at a time has
 * access until the call ends. From then on no thread gets access, and the thread that has
 * it ends the call when it gives access back. The lock is held only briefly, so that
 * neither the transport's threads nor the timer wait for a message that is being sent.
 */
final class CallTurn {

	private final CallCancellation cancellation;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean taken;

	private boolean ended;

	private @Nullable Runnable last;

	CallTurn(CallCancellation cancellation) {
		this.cancellation = cancellation;
	}

	/**
	 * Wait for access.
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the call has ended
	 */
	void take() {
		this.lock.lock();
		try {
			throwIfOver();
			while (this.taken) {
				await(Long.MAX_VALUE);
				throwIfOver();
			}
			this.taken = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give access back.
	 */
	void give() {
		Runnable end;
		this.lock.lock();
		try {
			this.taken = false;
			end = this.last;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		if (end != null) {
			end.run();
		}
	}

	/**
	 * Wake the waiting threads, because a condition may be true or the call was
	 * cancelled.
	 */
	void signal() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until a condition is true.
	 * @param condition the condition
	 * @param limit the longest wait, zero for no limit
	 * @param interval the interval between checks without a signal, in nanoseconds
	 * @param waiting the action that runs each time that the condition is not true
	 * @return whether the condition came true in time
	 * @throws org.apache.arrow.flight.FlightRuntimeException if the call has ended
	 */
	boolean await(BooleanSupplier condition, Duration limit, long interval, Runnable waiting) {
		this.lock.lock();
		try {
			long start = System.nanoTime();
			throwIfOver();
			while (!condition.getAsBoolean()) {
				waiting.run();
				long left = limit.isZero() ? interval : Nanos.of(limit) - (System.nanoTime() - start);
				if (left <= 0) {
					return false;
				}
				await(Math.min(left, interval));
				throwIfOver();
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(long nanos) {
		try {
			this.changed.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.cancellation.throwIfCancelled();
			throw CallStatus.CANCELLED.withDescription("The handler was interrupted").toRuntimeException();
		}
	}

	private void throwIfOver() {
		this.cancellation.throwIfCancelled();
		if (this.ended) {
			throw CallStatus.CANCELLED.withDescription("The call has ended").toRuntimeException();
		}
	}

	/**
	 * End the call, now or when access is given back. Only the first call of this method
	 * has an effect.
	 * @param close the action that ends the call
	 */
	void end(Runnable close) {
		this.lock.lock();
		try {
			if (this.ended) {
				return;
			}
			this.ended = true;
			if (this.taken) {
				this.last = close;
				this.changed.signalAll();
				return;
			}
		}
		finally {
			this.lock.unlock();
		}
		close.run();
	}

}
