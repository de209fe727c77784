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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.internal.Nanos;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A query that waits to run, runs, or has ended and not expired. Thread-safe.
 */
public final class Query {

	/**
	 * The version that {@link Queries#await} takes to wait for the end only.
	 */
	public static final int END = Integer.MAX_VALUE;

	private final QueryRequest request;

	private final String flight;

	private final QueryLife life;

	private final QuerySpool spool;

	private final Progress progress;

	private final CallCancellation cancellation = new CallCancellation();

	private final ReentrantLock lock = new ReentrantLock();

	private final List<Waiter> waiters = new ArrayList<>();

	private final CompletableFuture<Void> finished = new CompletableFuture<>();

	private final List<Segment> segments = new ArrayList<>();

	private @Nullable Schema schema;

	private int version;

	private boolean done;

	private volatile boolean running;

	private volatile boolean cancelled;

	private @Nullable CallStatus failure;

	Query(QueryRequest request, String flight, Duration timeToLive, QuerySpool spool, Clock clock) {
		this.request = request;
		this.flight = flight;
		this.spool = spool;
		this.progress = new Progress(request.reportsProgress());
		this.life = new QueryLife(clock, timeToLive);
	}

	/**
	 * Return the id.
	 * @return the id
	 */
	public String id() {
		return this.request.id();
	}

	QueryRequest request() {
		return this.request;
	}

	QuerySpool spool() {
		return this.spool;
	}

	/**
	 * The cancellation of the query.
	 * @return the cancellation
	 */
	public CallCancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Return whether the query was cancelled or ended by a limit.
	 * @return whether it was
	 */
	public boolean isCancelled() {
		return this.cancelled || this.cancellation.isCancelled();
	}

	/**
	 * Throw an exception if the query was cancelled or ended by a limit.
	 */
	public void throwIfCancelled() {
		this.cancellation.throwIfCancelled();
	}

	/**
	 * Run a callback when the query is cancelled or ended by a limit. If that has already
	 * happened, the callback runs at once.
	 * @param callback the callback, which must not block
	 */
	public void onCancel(Runnable callback) {
		this.cancellation.onCancel(callback);
	}

	/**
	 * Report the progress of the query.
	 * @param fraction the completed fraction, from 0 to 1
	 * @throws IllegalArgumentException if the fraction is not from 0 to 1
	 */
	public void update(double fraction) {
		if (!(fraction >= 0 && fraction <= 1)) {
			throw new IllegalArgumentException("%s is no progress: it is from 0 to 1".formatted(fraction));
		}
		change(() -> {
			if (this.progress.update(fraction)) {
				this.version++;
			}
		});
	}

	void schemaKnown(Schema schema) {
		change(() -> {
			this.schema = schema;
			this.version++;
		});
	}

	void segmentFinished(Segment segment) {
		change(() -> {
			this.segments.add(segment);
			this.version++;
		});
	}

	/**
	 * End the query with success or a failure, as clients see it. Only the first end
	 * counts.
	 */
	void end(@Nullable CallStatus failure, boolean cancelled) {
		change(() -> {
			if (this.failure != null || (this.done && failure == null)) {
				return;
			}
			this.done = failure == null;
			this.failure = failure;
			this.cancelled = cancelled;
			if (this.done) {
				this.progress.complete();
			}
			this.life.end(this.done);
			this.version++;
		});
	}

	void started() {
		change(() -> this.running = true);
	}

	void finished() {
		this.finished.complete(null);
	}

	private void change(Runnable change) {
		List<Waiter> ready = new ArrayList<>();
		QuerySnapshot state = locked(() -> {
			change.run();
			this.waiters.removeIf((waiter) -> isNews(waiter.seen()) && ready.add(waiter));
			return ready.isEmpty() ? null : touch();
		});
		ready.forEach((waiter) -> waiter.change().complete(state));
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isNews(int seen) {
		return this.version > seen || this.done || this.failure != null;
	}

	/**
	 * Return whether the result was removed.
	 * @return whether the result can no longer be read
	 */
	public boolean isResultGone() {
		return this.spool.isDeleted();
	}

	/**
	 * Return the current state, without waiting.
	 * @return the current state
	 */
	public QuerySnapshot snapshot() {
		return locked(() -> new QuerySnapshot(this.version, this.done, this.failure, this.schema,
				List.copyOf(this.segments), this.progress.value(), this.life.expiresAt()));
	}

	/**
	 * Return the status for operators, without waiting.
	 * @return the current status
	 */
	QueryStatus status() {
		return locked(() -> new QueryStatus(id(), this.flight, this.request.principal(),
				QueryStatus.State.of(this.failure, isCancelled(), this.done, this.running), this.life.startedAt(),
				this.progress.value(), this.segments.size(), this.spool.quota().used(), this.life.expiresAt()));
	}

	/**
	 * Wait for a change. A wait keeps a running query alive, and so does its end.
	 * @param seen the last known version; with {@link #END} only the end is a change
	 * @return a future that completes with the state after the change
	 */
	CompletableFuture<QuerySnapshot> await(int seen) {
		return locked(() -> {
			if (isNews(seen)) {
				return CompletableFuture.completedFuture(touch());
			}
			CompletableFuture<QuerySnapshot> change = new CompletableFuture<>();
			this.waiters.add(new Waiter(seen, change));
			return change;
		});
	}

	/**
	 * Remove a future that no call waits for any more.
	 */
	void forget(CompletableFuture<QuerySnapshot> change) {
		locked(() -> this.waiters.removeIf((waiter) -> waiter.change() == change) ? touch() : null);
	}

	/**
	 * Return whether a call waits for the end of the query, and not just for any change.
	 */
	boolean isAwaited() {
		return locked(() -> this.waiters.stream().anyMatch((waiter) -> waiter.seen() == END));
	}

	/**
	 * Wait until the query's thread has finished with the query.
	 * @param timeout the longest wait
	 * @return whether the thread has finished
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean awaitFinished(Duration timeout) throws InterruptedException {
		try {
			this.finished.get(Nanos.of(timeout), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			return false;
		}
	}

	/**
	 * Keep a running query alive. Its expiry moves to its time to live from now.
	 * @return the state with the new expiry
	 */
	public QuerySnapshot touch() {
		return locked(() -> {
			if (!this.done && this.failure == null) {
				this.life.touch();
			}
			return snapshot();
		});
	}

	/**
	 * Share the run with one more request. A failed run is not shared, nor one whose
	 * remaining lifetime is too short for the new request.
	 * @param maxLifetime the longest time that a result may be kept after its end
	 * @return whether it is shared
	 */
	boolean join(Duration maxLifetime) {
		return locked(() -> this.failure == null && this.life.share(maxLifetime));
	}

	/**
	 * Extend the expiry of the result.
	 * @param wanted the requested expiry
	 * @param maxLifetime the longest time that a result may be kept after its end
	 * @return the new expiry, never earlier than before
	 */
	Instant renew(@Nullable Instant wanted, Duration maxLifetime) {
		return locked(() -> this.life.renew(wanted, maxLifetime));
	}

	/**
	 * Return the time at which to check whether the query has expired.
	 */
	Instant expiresAt() {
		return locked(() -> this.waiters.isEmpty() ? this.life.expiresAt() : touch().expiresAt());
	}

	/**
	 * The query as the log names it.
	 */
	@Override
	public String toString() {
		return "Query %s of %s".formatted(id(), this.flight);
	}

	/**
	 * A call that waits for a change.
	 *
	 * @param seen the version that the call knows
	 * @param change a future that completes with the state after the change
	 */
	private record Waiter(int seen, CompletableFuture<QuerySnapshot> change) {

	}

}
