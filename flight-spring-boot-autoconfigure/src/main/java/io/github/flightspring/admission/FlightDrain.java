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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.internal.Nanos;
import org.apache.arrow.flight.CallStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of all calls when the server shuts down. New calls are refused. Running calls
 * may end by themselves within a timeout. After it they are cancelled.
 */
public final class FlightDrain {

	private static final Logger logger = LoggerFactory.getLogger(FlightDrain.class);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

	// the time that interrupted handlers have to return
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration FORCED_PATIENCE = Duration.ofSeconds(1);

	private static final int REPORTED_CALLS = 10;

	private static final long STEP_MILLIS = 20;

	private final RunningCalls calls;

	private final FlightAdmission admission;

	private final CountDownLatch forced = new CountDownLatch(1);

	private volatile boolean refusing;

	/**
	 * Create the drain.
	 * @param calls the running calls
	 * @param admission the admission of calls
	 */
	public FlightDrain(RunningCalls calls, FlightAdmission admission) {
		this.calls = calls;
		this.admission = admission;
	}

	/**
	 * Refuse new calls from now on.
	 */
	public void refuse() {
		this.refusing = true;
		try {
			this.admission.close();
		}
		catch (Throwable ex) {
			logger.warn("{} could not be closed, although the server shuts down", this.admission, ex);
		}
	}

	/**
	 * Return whether new calls are {@linkplain #refuse refused}.
	 * @return whether the server shuts down
	 */
	public boolean isRefusing() {
		return this.refusing;
	}

	/**
	 * Stop waiting: a {@link #drain} in progress cancels the running calls and gives
	 * their handlers one second to return.
	 */
	public void force() {
		this.forced.countDown();
	}

	/**
	 * Return whether the end was {@linkplain #force forced}.
	 * @return whether the end was forced
	 */
	public boolean isForced() {
		return this.forced.getCount() == 0;
	}

	/**
	 * Return the number of calls whose handlers have not returned.
	 * @return the number of calls
	 */
	public int left() {
		return accepted().size();
	}

	/**
	 * Refuse new calls, wait for running calls to end, and cancel those that still run
	 * after the timeout.
	 * @param timeout the time that running calls have, zero to cancel them at once
	 * @return whether all calls have ended by themselves
	 */
	public boolean drain(Duration timeout) {
		refuse();
		boolean ended = awaitEnd(timeout);
		List<TrackedCall> left = accepted();
		if (!left.isEmpty()) {
			if (!ended) {
				logger.warn("{} calls are cancelled, because the server shuts down: {}", left.size(), describe(left));
			}
			CallStatus status = CallStatus.UNAVAILABLE.withDescription("The server shuts down");
			left.forEach((call) -> call.cancel(status));
			awaitHandlers();
		}
		return ended;
	}

	private boolean awaitEnd(Duration timeout) {
		long end = System.nanoTime() + Nanos.of(timeout);
		long report = System.nanoTime();
		while (!working().isEmpty()) {
			long now = System.nanoTime();
			if (now >= end || sleep()) {
				return false;
			}
			if (now >= report) {
				List<TrackedCall> left = working();
				logger.info("Waiting up to {} for {} calls to end: {}", Duration.ofNanos(end - now).toSeconds() + " s",
						left.size(), describe(left));
				report = now + REPORT_INTERVAL.toNanos();
			}
		}
		return true;
	}

	private void awaitHandlers() {
		long end = System.nanoTime() + PATIENCE.toNanos();
		boolean hurry = false;
		while (!accepted().isEmpty() && System.nanoTime() < end) {
			try {
				if (hurry) {
					Thread.sleep(STEP_MILLIS);
				}
				else if (this.forced.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
					hurry = true;
					end = Math.min(end, System.nanoTime() + FORCED_PATIENCE.toNanos());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
		List<TrackedCall> left = accepted();
		if (!left.isEmpty()) {
			logger.warn("{} handlers ignore that they are interrupted: {}", left.size(), describe(left));
		}
	}

	/**
	 * Wait for one step.
	 * @return whether the end was forced or the thread interrupted
	 */
	private boolean sleep() {
		try {
			return this.forced.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	// a call without a request yet is not waited for
	private List<TrackedCall> working() {
		return this.calls.list().stream().filter(TrackedCall::isAdmitted).toList();
	}

	private List<TrackedCall> accepted() {
		return this.calls.list().stream().filter(TrackedCall::isAccepted).toList();
	}

	private static String describe(List<TrackedCall> calls) {
		String described = calls.stream()
			.limit(REPORTED_CALLS)
			.map((call) -> "%s %s (id %s, for %d s, %d rows in, %d rows out)".formatted(call.rpc().methodName(),
					call.flight(), call.id(), call.age().toSeconds(), call.received().rows(), call.sent().rows()))
			.collect(Collectors.joining(", "));
		return (calls.size() > REPORTED_CALLS) ? described + ", …" : described;
	}

}
