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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.call.CallTimeouts;
import io.github.flightspring.handler.error.FlightExceptionTranslator;
import io.github.flightspring.handler.running.CallWatch;
import io.github.flightspring.handler.running.FlightAdmission;
import io.github.flightspring.handler.running.NoThread;
import io.github.flightspring.handler.running.RunningCall;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one call: runs its operation, frees what it held, and has the response
 * ended.
 */
final class HttpExecution {

	private static final Logger logger = LoggerFactory.getLogger(HttpExecution.class);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final HttpExchange exchange;

	private final HttpOperation operation;

	private final HttpEnding ending;

	private final CallCancellation cancellation;

	private final CallTimeouts timeouts;

	private final FlightExceptionTranslator translator;

	private final AtomicBoolean taken = new AtomicBoolean();

	private final AtomicInteger limits = new AtomicInteger();

	private volatile @Nullable CompletableFuture<FlightAdmission.Place> place;

	private FlightStatusCode status = FlightStatusCode.OK;

	private Runnable release = () -> {
	};

	HttpExecution(HttpExchange exchange, HttpOperation operation, HttpEnding ending, CallCancellation cancellation,
			CallTimeouts timeouts, FlightExceptionTranslator translator) {
		this.exchange = exchange;
		this.operation = operation;
		this.ending = ending;
		this.cancellation = cancellation;
		this.timeouts = timeouts;
		this.translator = translator;
		exchange.flightCall().cancelledBy(this::expire);
		exchange.flightCall().limitedBy(this::limit);
	}

	void releasing(Runnable release) {
		this.release = release;
	}

	/**
	 * Limit the time that the call may take, instead of the limit that was set before.
	 * @param limit the time from the call's start, zero for no limit
	 */
	void limit(Duration limit) {
		int current = this.limits.incrementAndGet();
		if (limit.isZero()) {
			return;
		}
		Duration left = limit.minus(running().age());
		this.timeouts.add((left.compareTo(SHORTEST) > 0) ? left : SHORTEST, () -> {
			if (this.limits.get() == current) {
				expire(CallStatus.TIMED_OUT.withDescription("The call took longer than %s".formatted(limit)));
			}
		});
	}

	private void limit(FlightAdmission.FlightTimes times) {
		if (times.callTimeout() != null) {
			limit(times.callTimeout());
			this.exchange.flightCall().deadline(times.callTimeout());
		}
		if (times.idleTimeout() != null) {
			this.exchange.wire().limit(times.idleTimeout());
			this.exchange.wireOutput().limit(times.idleTimeout());
		}
	}

	/**
	 * End the call from outside, even where it waits for the client.
	 */
	void expire(CallStatus status) {
		this.cancellation.cancel(status);
		endUnstarted(status.toRuntimeException());
	}

	/**
	 * The container has lost the client: the call ends, and the request with it, before
	 * the container answers it itself.
	 */
	void lost(CallStatus status) {
		expire(status);
		this.ending.lost();
	}

	/**
	 * Run the operation as soon as the call is admitted, unless it has ended.
	 * @param executor where
	 * @param caller who calls
	 * @param admission admits the call
	 */
	void start(Executor executor, FlightCaller caller, FlightAdmission admission) {
		CompletableFuture<FlightAdmission.Place> place = admission.admit(running());
		this.place = place;
		place.whenComplete((admitted, refusal) -> {
			if (refusal != null) {
				endUnstarted(refusal);
			}
			else {
				launch(executor, caller, admitted);
			}
		});
		if (this.taken.get()) {
			place.cancel(false);
		}
	}

	private void launch(Executor executor, FlightCaller caller, FlightAdmission.Place place) {
		if (!this.taken.compareAndSet(false, true)) {
			place.release();
			return;
		}
		running().admitted(place);
		try {
			executor.execute(caller.wrap(this::run));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			this.cancellation.leave();
			finish(NoThread.refuse(running(), ex));
		}
		catch (RuntimeException ex) {
			this.cancellation.leave();
			finish(ex);
		}
	}

	/**
	 * End a call whose operation has not started; it never will.
	 */
	private void endUnstarted(Throwable failure) {
		if (this.taken.compareAndSet(false, true)) {
			CompletableFuture<FlightAdmission.Place> waiting = this.place;
			if (waiting != null) {
				waiting.cancel(false);
			}
			this.cancellation.leave();
			finish(failure);
		}
	}

	private void run() {
		Throwable failure = null;
		this.cancellation.enter();
		try (CallWatch.Scope scope = running().open()) {
			this.cancellation.throwIfCancelled();
			this.operation.answer(this.exchange);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		finally {
			this.cancellation.leave();
		}
		finish(failure);
	}

	private void finish(@Nullable Throwable failure) {
		this.timeouts.clear();
		this.exchange.end();
		try {
			HttpProblem problem;
			try (CallWatch.Scope scope = running().open()) {
				problem = (failure != null) ? problem(failure) : null;
				this.exchange.flightCall().handlers().closeAllocator(this.exchange.flightCall(), failure != null);
			}
			running().end(this.status, failure);
			if (problem == null) {
				this.ending.well();
			}
			else {
				this.ending.fail(problem, this.status);
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			logger.debug("A response could not be ended", ex);
			this.ending.abort();
		}
		finally {
			this.release.run();
		}
	}

	private RunningCall running() {
		return this.exchange.flightCall().running();
	}

	private HttpProblem problem(Throwable failure) {
		HttpProblem input = this.exchange.wire().failure();
		if (input != null) {
			this.status = HttpStatuses.code(input);
			return input;
		}
		if (failure instanceof HttpProblem problem) {
			this.status = HttpStatuses.code(problem);
			return problem;
		}
		CallStatus reason = this.cancellation.reason();
		CallStatus status = (reason != null) ? reason : this.translator.translate(failure, this.exchange.call(),
				this.exchange.flightCall().handlers().last());
		this.status = status.code();
		return HttpStatuses.problem(status, this.exchange.call().rpc());
	}

}
