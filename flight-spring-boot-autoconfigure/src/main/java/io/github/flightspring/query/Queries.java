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

package io.github.flightspring.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.flightspring.state.FlightStateStore;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The queries of this instance: starts them, knows them until they expire, ends them.
 */
public final class Queries implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final SpoolDirectory spool;

	private final QueryLimits limits;

	private final Executor executor;

	private final ScheduledExecutorService timer;

	private final Clock clock;

	private final QueryHomes homes;

	private final QueryQueue queue;

	private final Map<String, Query> byId = new HashMap<>();

	private final Map<Object, Query> shared = new HashMap<>();

	private volatile boolean closed;

	/**
	 * Create the queries.
	 * @param spool where results go; closed together with the queries
	 * @param limits what they may take
	 * @param executor runs them
	 * @param timer ends those that expire or take too long
	 * @param clock tells the time
	 * @param store remembers which instance runs a query
	 */
	public Queries(SpoolDirectory spool, QueryLimits limits, Executor executor, ScheduledExecutorService timer,
			Clock clock, FlightStateStore store) {
		this.spool = spool;
		this.limits = limits;
		this.executor = executor;
		this.timer = timer;
		this.clock = clock;
		this.homes = new QueryHomes(store);
		this.queue = new QueryQueue(limits);
	}

	/**
	 * Start a query, or join one that is shared.
	 * @param request what is asked for
	 * @param work what it does
	 * @param context carries the caller's context over to the query's thread
	 * @return the query
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * there are too many
	 */
	public Query start(QueryRequest request, QueryWork work, UnaryOperator<Runnable> context) {
		Duration timeToLive = (request.timeToLive() != null) ? request.timeToLive() : this.limits.timeToLive();
		Query query;
		synchronized (this) {
			Query running = (request.sharedAs() != null) ? this.shared.get(request.sharedAs()) : null;
			if (running != null && running.snapshot().failure() == null && isAlive(running)) {
				running.touch();
				return running;
			}
			checkRoom();
			this.homes.remember(request.id(), remembered(timeToLive));
			query = new Query(request, work.flight(), timeToLive, this.spool.spool(request.id()), this.clock);
			this.byId.put(request.id(), query);
			if (request.sharedAs() != null) {
				this.shared.put(request.sharedAs(), query);
			}
		}
		Runnable task = context.apply(() -> run(query, work));
		try {
			this.queue.submit(query, () -> launch(query, task));
		}
		catch (FlightRuntimeException ex) {
			// a caller may have joined it already
			end(query, ex.status());
			query.finished();
			forget(query);
			throw ex;
		}
		watch(query);
		return query;
	}

	/**
	 * When a query is forgotten at the latest, should this instance die before it can
	 * remove it.
	 */
	private Instant remembered(Duration timeToLive) {
		return this.clock.instant().plus(this.limits.maxRunTime()).plus(this.limits.maxLifetime()).plus(timeToLive);
	}

	private void checkRoom() {
		if (this.closed) {
			throw CallStatus.UNAVAILABLE.withDescription("The server shuts down").toRuntimeException();
		}
		if (this.byId.size() >= this.limits.maxResults()) {
			throw CallStatus.RESOURCE_EXHAUSTED
				.withDescription("%d queries have not expired: try again later".formatted(this.byId.size()))
				.toRuntimeException();
		}
	}

	private void launch(Query query, Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			end(query,
					CallStatus.UNAVAILABLE.withDescription("The server has no thread left for the query, or shuts down")
						.withCause(ex));
			query.finished();
			this.queue.ended(query);
		}
	}

	private void run(Query query, QueryWork work) {
		ScheduledFuture<?> timeout = null;
		CallStatus failure = null;
		query.started();
		query.interruption().enter();
		try (SpoolWriter output = this.spool.writer(query.spool(), query)) {
			timeout = limitRunTime(query);
			query.throwIfCancelled();
			work.run(query, output);
			query.throwIfCancelled();
			output.finish();
		}
		catch (Throwable ex) {
			CallStatus reason = query.interruption().reason();
			failure = (reason != null) ? reason : work.translate(ex);
		}
		finally {
			query.interruption().leave();
			if (timeout != null) {
				timeout.cancel(false);
			}
		}
		end(query, failure);
		query.finished();
		this.queue.ended(query);
	}

	private @Nullable ScheduledFuture<?> limitRunTime(Query query) {
		Duration limit = this.limits.maxRunTime();
		if (limit.isZero()) {
			return null;
		}
		CallStatus status = CallStatus.RESOURCE_EXHAUSTED
			.withDescription("The query ran longer than %s".formatted(limit));
		return this.timer.schedule(() -> cancel(query, status), limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void end(Query query, @Nullable CallStatus failure) {
		query.end(failure);
		if (query.snapshot().failure() != null) {
			query.spool().delete();
		}
	}

	/**
	 * Find a query.
	 * @param id its id
	 * @return the query, or {@code null} if there is none or it has expired
	 */
	public @Nullable Query find(String id) {
		Query query;
		synchronized (this) {
			query = this.byId.get(id);
		}
		if (query != null && !isAlive(query)) {
			expire(query);
			return null;
		}
		return query;
	}

	/**
	 * Whether the bodies of the batches of results are compressed.
	 * @return whether they are, with Zstandard
	 */
	public boolean isCompressed() {
		return this.spool.isCompressed();
	}

	/**
	 * Whether another instance, with which this one shares its store, runs a query or has
	 * run it.
	 * @param id the query's id
	 * @return whether it does
	 */
	public boolean isElsewhere(String id) {
		return this.homes.isElsewhere(id);
	}

	/**
	 * Cancel a query: clients are told from now on, its thread is interrupted, its result
	 * is gone.
	 * @param query the query
	 * @param status what clients are told
	 */
	public void cancel(Query query, CallStatus status) {
		query.interruption().interrupt(status);
		end(query, status);
		if (this.queue.remove(query)) {
			query.finished();
		}
	}

	/**
	 * Extend the expiry of a query.
	 * @param query the query
	 * @param wanted the expiry that is wanted, or {@code null} for its time to live from
	 * now
	 * @return the new expiry
	 */
	public Instant renew(Query query, @Nullable Instant wanted) {
		return query.renew(wanted, this.limits.maxLifetime());
	}

	/**
	 * What is known about the queries.
	 * @return a copy, the oldest first
	 */
	public List<QueryStatus> list() {
		return known().stream().map(Query::status).sorted(Comparator.comparing(QueryStatus::startedAt)).toList();
	}

	private synchronized List<Query> known() {
		return List.copyOf(this.byId.values());
	}

	/**
	 * The results of this instance.
	 * @return the spool
	 */
	public SpoolDirectory spool() {
		return this.spool;
	}

	private boolean isAlive(Query query) {
		return this.clock.instant().isBefore(query.expiresAt());
	}

	/**
	 * Look again when the query may have expired.
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
			cancel(query, CallStatus.NOT_FOUND.withDescription("The query has expired: nobody asked for it"));
			query.spool().delete();
		}
	}

	private synchronized boolean forget(Query query) {
		Object sharedAs = query.request().sharedAs();
		if (sharedAs != null) {
			this.shared.remove(sharedAs, query);
		}
		this.homes.forget(query.id());
		return this.byId.remove(query.id(), query);
	}

	@Override
	public void close() {
		this.closed = true;
		List<Query> known = known();
		known.forEach((query) -> cancel(query, CallStatus.UNAVAILABLE.withDescription("The server shuts down")));
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
