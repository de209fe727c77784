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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.flightspring.internal.GuardedStep;
import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The queries of this instance. Starts them, keeps them until they expire, and ends them.
 */
public final class Queries implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final SpoolDirectory spool;

	private final QueryLimits limits;

	private final ScheduledExecutorService timer;

	private final Clock clock;

	private final QueryHomes homes;

	private final QueryRegistry registry;

	private final QueryRunner runner;

	private final QueryWaits waits;

	/**
	 * Create the queries.
	 * @param spool the directory of the results; closed together with the queries
	 * @param limits the limits of queries
	 * @param executor the executor that runs the queries
	 * @param timer the timer that ends queries that expire or run too long
	 * @param clock the clock
	 * @param store the store of the instances that run queries
	 */
	public Queries(SpoolDirectory spool, QueryLimits limits, Executor executor, ScheduledExecutorService timer,
			Clock clock, FlightStateStore store) {
		this.spool = spool;
		this.limits = limits;
		this.timer = timer;
		this.clock = clock;
		this.homes = new QueryHomes(store);
		this.registry = new QueryRegistry(limits);
		this.runner = new QueryRunner(spool, limits, executor, timer);
		this.waits = new QueryWaits(limits, timer);
	}

	/**
	 * Start a query, or join a shared run of it.
	 * @param request the request
	 * @param work the work of the query
	 * @param context a decorator that carries the caller's context over to the query's
	 * thread
	 * @return the query
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there are too many queries
	 */
	public Query start(QueryRequest request, QueryWork work, UnaryOperator<Runnable> context) {
		Duration timeToLive = (request.timeToLive() != null) ? request.timeToLive() : this.limits.timeToLive();
		Query query = this.registry.joinOrAdd(request, (running) -> running.join(this.limits.maxLifetime()),
				() -> new Query(request, work.flight(), timeToLive, this.spool.spool(request.id(), request.principal()),
						this.clock));
		if (query.request() != request) {
			return query;
		}
		try {
			this.homes.remember(request.id(), remembered(timeToLive));
			this.runner.submit(query, work, context);
		}
		catch (RuntimeException | Error ex) {
			// a caller may have joined it already
			this.runner.end(query,
					(ex instanceof FlightRuntimeException flight) ? flight.status()
							: CallStatus.INTERNAL.withDescription("The query could not be started").withCause(ex),
					false);
			query.finished();
			forget(query);
			throw ex;
		}
		watch(query);
		return query;
	}

	/**
	 * Return the time at which the store forgets a query at the latest, in case this
	 * instance dies before it can remove the query.
	 */
	private Instant remembered(Duration timeToLive) {
		return this.clock.instant().plus(this.limits.maxRunTime()).plus(this.limits.maxLifetime()).plus(timeToLive);
	}

	/**
	 * Find a query.
	 * @param id its id
	 * @return the query, or {@code null} if there is none or it has expired
	 */
	public @Nullable Query find(String id) {
		Query query = this.registry.find(id);
		if (query != null && !isAlive(query)) {
			expire(query);
			return null;
		}
		return query;
	}

	/**
	 * Return whether the bodies of the batches of results are compressed.
	 * @return whether the bodies are compressed with Zstandard
	 */
	public boolean isCompressed() {
		return this.spool.isCompressed();
	}

	/**
	 * Return whether another instance that shares the store runs or has run a query.
	 * @param id the query's id
	 * @return whether another instance runs or has run it
	 */
	public boolean isElsewhere(String id) {
		return this.homes.isElsewhere(id);
	}

	/**
	 * Cancel a query. Its status is reported to clients from now on, its thread is
	 * interrupted, and its result is removed.
	 * @param query the query
	 * @param status the status for clients
	 */
	public void cancel(Query query, CallStatus status) {
		this.runner.cancel(query, status);
	}

	/**
	 * Wait for a change of a query. The wait occupies no thread.
	 * @param query the query
	 * @param seen the last known version; with {@link Query#END} only the end is a change
	 * @param principal the name of the waiting caller, or {@code null} for an anonymous
	 * one
	 * @param timeout the longest wait, or {@code null} for no limit
	 * @return a future that completes with the state after the change or after the
	 * timeout; cancelling it ends the wait
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * too many calls wait
	 */
	public CompletableFuture<QuerySnapshot> await(Query query, int seen, @Nullable String principal,
			@Nullable Duration timeout) {
		return this.waits.await(query, seen, principal, timeout);
	}

	/**
	 * Return the number of calls that wait for queries.
	 * @return the number of calls
	 */
	public int waiting() {
		return this.waits.size();
	}

	/**
	 * Extend the expiry of a query.
	 * @param query the query
	 * @param wanted the requested expiry, or {@code null} for the query's time to live
	 * from now
	 * @return the new expiry
	 */
	public Instant renew(Query query, @Nullable Instant wanted) {
		return query.renew(wanted, this.limits.maxLifetime());
	}

	/**
	 * Return the status of all queries.
	 * @return a copy, the oldest query first
	 */
	public List<QueryStatus> list() {
		return this.registry.all()
			.stream()
			.map(Query::status)
			.sorted(Comparator.comparing(QueryStatus::startedAt))
			.toList();
	}

	/**
	 * Return the spool with the results of this instance.
	 * @return the spool
	 */
	public SpoolDirectory spool() {
		return this.spool;
	}

	private boolean isAlive(Query query) {
		return this.clock.instant().isBefore(query.expiresAt());
	}

	/**
	 * Check a query again at the time when it may have expired.
	 */
	private void watch(Query query) {
		Duration remaining = Duration.between(this.clock.instant(), query.expiresAt());
		try {
			this.timer.schedule(() -> check(query), Math.max(1, remaining.toMillis() + 1), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			expire(query);
		}
	}

	private void check(Query query) {
		if (isAlive(query)) {
			watch(query);
		}
		else {
			expire(query);
		}
	}

	private void expire(Query query) {
		if (forget(query)) {
			cancel(query, CallStatus.NOT_FOUND.withDescription("The query has expired: no call has polled it in time"));
			query.spool().delete();
		}
	}

	private boolean forget(Query query) {
		if (!this.registry.remove(query)) {
			return false;
		}
		// the store forgets it by itself, only later
		GuardedStep.run(query, "its removal from the store", () -> this.homes.forget(query.id()));
		return true;
	}

	/**
	 * Refuse new queries and cancel every query whose end no call waits for: a client
	 * that polls could not come back for the result. A query continues while a call waits
	 * for its end.
	 */
	public void shutdown() {
		this.registry.close();
		this.registry.all().stream().filter((query) -> !query.isAwaited()).forEach(this::shutdown);
	}

	private void shutdown(Query query) {
		cancel(query, CallStatus.CANCELLED.withDescription("The query was cancelled: the server shuts down"));
	}

	@Override
	public void close() {
		this.registry.close();
		List<Query> known = this.registry.all();
		known.forEach(this::shutdown);
		long end = System.nanoTime() + PATIENCE.toNanos();
		try {
			for (Query query : known) {
				query.awaitFinished(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		known.forEach(this::forget);
		known.forEach((query) -> query.spool().delete());
		this.spool.close();
	}

}
