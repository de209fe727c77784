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

package io.github.flightspring.query.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.flightspring.internal.DecoratedTask;
import io.github.flightspring.internal.GuardedStep;
import io.github.flightspring.internal.Nanos;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queries and ends them. The status of an ended query is never UNAVAILABLE or
 * TIMED_OUT, because clients continue to poll after these.
 */
final class QueryRunner {

	private static final Logger logger = LoggerFactory.getLogger(QueryRunner.class);

	private final SpoolDirectory spool;

	private final Duration maxRunTime;

	private final Executor executor;

	private final ScheduledExecutorService timer;

	private final QueryQueue queue;

	QueryRunner(SpoolDirectory spool, QueryLimits limits, Executor executor, ScheduledExecutorService timer) {
		this.spool = spool;
		this.maxRunTime = limits.maxRunTime();
		this.executor = executor;
		this.timer = timer;
		this.queue = new QueryQueue(limits);
	}

	/**
	 * Run a query now, or queue it until it may run.
	 * @throws org.apache.arrow.flight.FlightRuntimeException if too many queries wait
	 */
	void submit(Query query, QueryWork work, UnaryOperator<Runnable> context) {
		Runnable task = new DecoratedTask(query, () -> run(query, work), context,
				(ex) -> finish(query, failure(query, work, ex)));
		this.queue.submit(query, () -> launch(query, work, task));
	}

	private void launch(Query query, QueryWork work, Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			finish(query,
					CallStatus.RESOURCE_EXHAUSTED
						.withDescription("The server has no thread left for the query, or shuts down")
						.withCause(ex));
		}
		catch (Throwable ex) {
			finish(query, failure(query, work, ex));
		}
	}

	private void run(Query query, QueryWork work) {
		ScheduledFuture<?> timeout = null;
		CallStatus failure = null;
		query.cancellation().enter();
		try (SpoolWriter output = this.spool.writer(query.spool(), query)) {
			query.started();
			timeout = limitRunTime(query);
			query.throwIfCancelled();
			work.run(query, output);
			query.throwIfCancelled();
			output.finish();
		}
		catch (Throwable ex) {
			failure = failure(query, work, ex);
		}
		finally {
			query.cancellation().leave();
			if (timeout != null) {
				timeout.cancel(false);
			}
		}
		finish(query, failure);
	}

	private static CallStatus failure(Query query, QueryWork work, Throwable thrown) {
		CallStatus reason = query.cancellation().reason();
		if (reason != null) {
			return reason;
		}
		try {
			return work.translate(thrown);
		}
		catch (Throwable ex) {
			logger.error("{} failed", query, thrown);
			logger.error("The failure of {} could not be translated", query, ex);
			return CallStatus.INTERNAL.withDescription("The query failed");
		}
	}

	/**
	 * End a query that has run or will never run, and give its place to the next one.
	 */
	private void finish(Query query, @Nullable CallStatus failure) {
		end(query, failure, query.cancellation().isCancelled());
		query.finished();
		GuardedStep.run(query, "the start of the next query", () -> this.queue.ended(query));
	}

	private @Nullable ScheduledFuture<?> limitRunTime(Query query) {
		if (this.maxRunTime.isZero()) {
			return null;
		}
		CallStatus status = CallStatus.RESOURCE_EXHAUSTED
			.withDescription("The query ran longer than %s".formatted(this.maxRunTime));
		return this.timer.schedule(() -> cancel(query, status), Nanos.of(this.maxRunTime), TimeUnit.NANOSECONDS);
	}

	/**
	 * End a query. The result of a failed query is removed before any client sees the
	 * failure. Does not throw.
	 */
	void end(Query query, @Nullable CallStatus failure, boolean cancelled) {
		if (failure != null) {
			GuardedStep.run(query, "the removal of its result", query.spool()::delete);
		}
		GuardedStep.run(query, "the notification of its clients", () -> query.end(failure, cancelled));
	}

	/**
	 * Cancel a query that waits, runs or has ended.
	 */
	void cancel(Query query, CallStatus status) {
		query.cancellation().cancel(status);
		end(query, status, true);
		if (this.queue.remove(query)) {
			query.finished();
		}
	}

}
