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

package io.github.flightspring.http.call;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.CountedTraffic;
import io.github.flightspring.internal.Nanos;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a call's thread for its client, in one direction. Waking the thread takes
 * no lock. A container holds its own lock while it calls a listener, and the waiting
 * thread may need that lock to ask whether the client is ready.
 */
final class ClientWait {

	private final CallCancellation cancellation;

	private final CountedTraffic traffic;

	private volatile @Nullable Thread waiting;

	ClientWait(CallCancellation cancellation, CountedTraffic traffic) {
		this.cancellation = cancellation;
		this.traffic = traffic;
		cancellation.onCancel(this::wake);
	}

	/**
	 * Wait until the client is ready.
	 * @param client the client; its check fails if it will never be ready
	 * @param limit the longest time to wait, zero for no limit; it may change meanwhile
	 * @param late the factory of the exception for a passed limit
	 * @throws IOException if the client is gone
	 */
	void await(Client client, Supplier<Duration> limit, Function<Duration, RuntimeException> late) throws IOException {
		if (client.isReady()) {
			return;
		}
		long start = System.nanoTime();
		this.waiting = Thread.currentThread();
		this.traffic.waitStarts();
		try {
			// asked again now that the waiting thread is known, so that no wake-up is
			// missed
			while (!client.isReady()) {
				Duration time = limit.get();
				long left = time.isZero() ? Long.MAX_VALUE : Nanos.of(time) - (System.nanoTime() - start);
				if (left <= 0) {
					throw late.apply(time);
				}
				LockSupport.parkNanos(this, left);
				throwIfInterrupted();
			}
		}
		finally {
			this.waiting = null;
			this.traffic.waitEnds();
		}
	}

	private void throwIfInterrupted() {
		if (Thread.currentThread().isInterrupted()) {
			this.cancellation.throwIfCancelled();
			throw CallStatus.CANCELLED.withDescription("The handler was interrupted").toRuntimeException();
		}
	}

	/**
	 * Wake the waiting thread, which then asks again whether the client is ready.
	 */
	void wake() {
		LockSupport.unpark(this.waiting);
	}

	/**
	 * The client, in one direction.
	 */
	@FunctionalInterface
	interface Client {

		boolean isReady() throws IOException;

	}

}
