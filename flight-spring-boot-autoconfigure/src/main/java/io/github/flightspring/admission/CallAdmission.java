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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.flightspring.admission.CallQueue.Waiter;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.call.RunningCall;
import io.github.flightspring.internal.Nanos;
import io.github.flightspring.limit.Callers;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Admits calls within {@link AdmissionLimits}. A caller is a principal. An anonymous
 * caller is the host: an IPv4 address, or the /64 network of an IPv6 address.
 */
public final class CallAdmission implements FlightAdmission {

	private static final Duration SOON = Duration.ofSeconds(1);

	private static final Duration ELSEWHERE = Duration.ofMillis(100);

	private final AdmissionLimits limits;

	private final BufferAllocator allocator;

	private final ScheduledExecutorService timer;

	private final CallQueue queue;

	private final FlightPlaces flights;

	private final @Nullable CallerRates<Bucket> calls;

	private final @Nullable CallerRates<ByteRate> bytes;

	private volatile boolean closed;

	/**
	 * Create the admission.
	 * @param limits the limits of calls
	 * @param allocator the application's memory
	 * @param timer the timer that ends waits
	 * @param nanoTime the clock in nanoseconds, by which rates refill
	 */
	public CallAdmission(AdmissionLimits limits, BufferAllocator allocator, ScheduledExecutorService timer,
			LongSupplier nanoTime) {
		this.limits = limits;
		this.allocator = allocator;
		this.timer = timer;
		this.queue = new CallQueue(limits);
		this.flights = new FlightPlaces(limits);
		this.calls = CallerRates.calls(limits.callsPerSecond(), limits.burst(), nanoTime);
		this.bytes = CallerRates.bytes(limits.bytesPerSecond(), nanoTime);
	}

	/**
	 * Return the number of calls that have a place.
	 * @return the number of calls
	 */
	public int calls() {
		return this.queue.calls();
	}

	/**
	 * Return the number of calls that wait for a place.
	 * @return the number of calls
	 */
	public int waiting() {
		return this.queue.waiting();
	}

	/**
	 * Return the limits.
	 * @return the limits of calls
	 */
	public AdmissionLimits limits() {
		return this.limits;
	}

	@Override
	public CompletableFuture<Place> admit(RunningCall call) {
		String caller = Callers.key(call.principal(), call.peer());
		FlightRuntimeException refusal = refusal(call, caller);
		if (refusal != null) {
			return CompletableFuture.failedFuture(refusal);
		}
		Waiter waiter = this.queue.enter(call, caller);
		if (waiter == null) {
			return CompletableFuture.failedFuture(full(call, caller));
		}
		if (waiter.isGranted()) {
			waiter.complete(new CallPlace(this, call, caller));
			return waiter;
		}
		Waiter displaced = waiter.displaced();
		if (displaced != null) {
			displaced.completeExceptionally(full(displaced.call(), displaced.caller()));
		}
		ScheduledFuture<?> timeout = limitWait(waiter, call);
		waiter.whenComplete((place, failure) -> {
			this.queue.leave(waiter);
			if (timeout != null) {
				timeout.cancel(false);
			}
		});
		if (this.closed) {
			waiter.completeExceptionally(shutdown(call));
		}
		return waiter;
	}

	private @Nullable ScheduledFuture<?> limitWait(Waiter waiter, RunningCall call) {
		try {
			return this.timer.schedule(() -> {
				if (!waiter.isDone()) {
					waiter.completeExceptionally(full(call, waiter.caller()));
				}
			}, Nanos.of(this.limits.queueTimeout()), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			waiter.completeExceptionally(shutdown(call));
			return null;
		}
	}

	private @Nullable FlightRuntimeException refusal(RunningCall call, String caller) {
		if (this.closed) {
			return shutdown(call);
		}
		long used = this.allocator.getAllocatedMemory();
		if (this.limits.memoryThreshold() < 1 && used > this.limits.memoryThreshold() * this.allocator.getLimit()) {
			return Refusal.MEMORY.of(call, SOON, "The server is short of memory: try again later");
		}
		if (this.calls == null) {
			return null;
		}
		ConsumptionProbe probe = this.calls.of(caller).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? null
				: Refusal.RATE.of(call, Duration.ofNanos(probe.getNanosToWaitForRefill()),
						"The caller starts more than %d calls in a second: try again later"
							.formatted(this.limits.callsPerSecond()));
	}

	private FlightRuntimeException full(RunningCall call, String caller) {
		if (this.queue.isCallerFull(caller)) {
			return Refusal.PRINCIPAL.of(call, SOON,
					"The caller has %d running calls, which is the maximum: try again later"
						.formatted(this.limits.maxCallsPerPrincipal()));
		}
		return Refusal.CALLS.of(call, SOON, "The server has the maximum number of calls: try again later");
	}

	private static FlightRuntimeException shutdown(RunningCall call) {
		return Refusal.SHUTDOWN.of(call, ELSEWHERE, "The server shuts down: try again");
	}

	@Override
	public void close() {
		this.closed = true;
		for (Waiter waiter : this.queue.clear()) {
			waiter.completeExceptionally(shutdown(waiter.call()));
		}
	}

	void release(String caller) {
		for (Waiter next : this.queue.release(caller)) {
			if (!next.complete(new CallPlace(this, next.call(), next.caller()))) {
				// the call has stopped waiting meanwhile
				release(next.caller());
			}
		}
	}

	FlightPlaces flights() {
		return this.flights;
	}

	@Nullable CallerRates<ByteRate> bytes() {
		return this.bytes;
	}

}
