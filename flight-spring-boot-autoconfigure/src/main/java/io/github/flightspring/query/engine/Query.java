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
 * A query that waits to run, runs, or has ended and not expired. Safe for use by many
 * threads.
 */
public final class Query {

	/**
	 * The version before the end, whatever it is.
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
		this.progress = new Progress(request.tellsProgress());
		this.life = new QueryLife(clock, timeToLive);
	}

	/**
	 * The id.
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

	CallCancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Whether the query was ended from outside.
	 * @return whether it was
	 */
	public boolean isCancelled() {
		return this.cancelled || this.cancellation.isCancelled();
	}

	/**
	 * Fail if the query was ended from outside.
	 */
	public void throwIfCancelled() {
		this.cancellation.throwIfCancelled();
	}

	/**
	 * Run a callback when the query is ended from outside, or now if it was already.
	 * @param callback the callback, which must not block
	 */
	public void onCancel(Runnable callback) {
		this.cancellation.onCancel(callback);
	}

	/**
	 * Tell how far the query is.
	 * @param fraction the part that is done, from 0 to 1
	 * @throws IllegalArgumentException if it is not from 0 to 1
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
	 * The end, good or bad, as clients see it. The first one stands.
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
	 * Whether the result was removed.
	 * @return whether it cannot be read any more
	 */
	public boolean isResultGone() {
		return this.spool.isDeleted();
	}

	/**
	 * Return the state, without waiting.
	 * @return the state now
	 */
	public QuerySnapshot snapshot() {
		return locked(() -> new QuerySnapshot(this.version, this.done, this.failure, this.schema,
				List.copyOf(this.segments), this.progress.value(), this.life.expiresAt()));
	}

	/**
	 * Return what an operator sees, without waiting.
	 * @return the status now
	 */
	QueryStatus status() {
		return locked(() -> new QueryStatus(id(), this.flight, this.request.principal(),
				QueryStatus.State.of(this.failure, isCancelled(), this.done, this.running), this.life.startedAt(),
				this.progress.value(), this.segments.size(), this.spool.quota().used(), this.life.expiresAt()));
	}

	/**
	 * Wait for a change. To wait keeps a running query alive, and so does the end of the
	 * wait.
	 * @param seen the version that is known; with {@link #END} only the end is a change
	 * @return completed with the state after the change
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
	 * Nobody waits for a change any more.
	 */
	void forget(CompletableFuture<QuerySnapshot> change) {
		locked(() -> this.waiters.removeIf((waiter) -> waiter.change() == change) ? touch() : null);
	}

	/**
	 * Whether somebody waits for the end, and for nothing less.
	 */
	boolean isAwaited() {
		return locked(() -> this.waiters.stream().anyMatch((waiter) -> waiter.seen() == END));
	}

	/**
	 * Wait until the query's thread is done with it.
	 * @param timeout the longest wait
	 * @return whether it is
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
	 * Keep a running query alive: it expires its time to live from now.
	 * @return the state after that
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
	 * Share the run with one more request, unless it has failed or what is left of its
	 * life is too short for who comes now.
	 * @param maxLifetime how long after its end a result may be kept
	 * @return whether it is shared
	 */
	boolean join(Duration maxLifetime) {
		return locked(() -> this.failure == null && this.life.share(maxLifetime));
	}

	/**
	 * Extend the expiry of the result.
	 * @param wanted the expiry that is wanted
	 * @param maxLifetime how long after its end a result may be kept
	 * @return the new expiry, never earlier than it was
	 */
	Instant renew(@Nullable Instant wanted, Duration maxLifetime) {
		return locked(() -> this.life.renew(wanted, maxLifetime));
	}

	/**
	 * When to look again whether the query has expired.
	 */
	Instant expiresAt() {
		return locked(() -> this.waiters.isEmpty() ? this.life.expiresAt() : touch().expiresAt());
	}

	/**
	 * Somebody who waits for a change.
	 *
	 * @param seen the version that he knows
	 * @param change completed with the state after the change
	 */
	private record Waiter(int seen, CompletableFuture<QuerySnapshot> change) {

	}

}
