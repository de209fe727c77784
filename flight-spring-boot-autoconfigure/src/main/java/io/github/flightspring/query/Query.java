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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A query that waits to run, runs, or has ended and not expired. Safe for use by many
 * threads.
 */
public final class Query implements FlightProgress {

	private static final double NOTABLE_PROGRESS = 0.01;

	private static final long NOTABLE_NANOS = Duration.ofSeconds(1).toNanos();

	private final QueryRequest request;

	private final String flight;

	private final Instant startedAt;

	private final Duration timeToLive;

	private final QuerySpool spool;

	private final Clock clock;

	private final QueryInterruption interruption = new QueryInterruption();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Segment> segments = new ArrayList<>();

	private @Nullable Schema schema;

	private @Nullable Double progress;

	private double publishedProgress = -1;

	private long publishedAt;

	private int version;

	private boolean done;

	private boolean finished;

	private volatile boolean running;

	private @Nullable CallStatus failure;

	private Instant expiresAt;

	private @Nullable Instant endedAt;

	private int waiting;

	Query(QueryRequest request, String flight, Duration timeToLive, QuerySpool spool, Clock clock) {
		this.request = request;
		this.flight = flight;
		this.timeToLive = timeToLive;
		this.spool = spool;
		this.clock = clock;
		this.startedAt = clock.instant();
		this.expiresAt = this.startedAt.plus(timeToLive);
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

	QueryInterruption interruption() {
		return this.interruption;
	}

	/**
	 * Whether the query was ended from outside.
	 * @return whether it was
	 */
	public boolean isCancelled() {
		return this.interruption.reason() != null;
	}

	/**
	 * Fail if the query was ended from outside.
	 */
	public void throwIfCancelled() {
		this.interruption.throwIfInterrupted();
	}

	/**
	 * Run a callback when the query is ended from outside, or now if it was already.
	 * @param callback the callback, which must not block
	 */
	public void onCancel(Runnable callback) {
		this.interruption.onInterrupt(callback);
	}

	@Override
	public void update(double fraction) {
		if (!(fraction >= 0 && fraction <= 1)) {
			throw new IllegalArgumentException("%s is no progress: it is from 0 to 1".formatted(fraction));
		}
		change(() -> {
			this.progress = fraction;
			long now = System.nanoTime();
			boolean notable = Math.abs(fraction - this.publishedProgress) >= NOTABLE_PROGRESS
					|| now - this.publishedAt >= NOTABLE_NANOS;
			if (notable && fraction != this.publishedProgress) {
				this.publishedProgress = fraction;
				this.publishedAt = now;
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
	void end(@Nullable CallStatus failure) {
		change(() -> {
			if (this.failure != null || (this.done && failure == null)) {
				return;
			}
			this.done = failure == null;
			this.failure = failure;
			if (this.done && this.progress != null) {
				this.progress = 1.0;
			}
			this.endedAt = this.clock.instant();
			Instant expiry = this.endedAt.plus(this.timeToLive);
			// what was promised by a renewal holds, if there is something to read
			this.expiresAt = this.done ? later(expiry) : expiry;
			this.version++;
		});
	}

	void started() {
		change(() -> this.running = true);
	}

	void finished() {
		change(() -> this.finished = true);
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the state, without waiting.
	 * @return the state now
	 */
	public QuerySnapshot snapshot() {
		this.lock.lock();
		try {
			return new QuerySnapshot(this.version, this.done, this.failure, this.schema, List.copyOf(this.segments),
					this.progress, this.expiresAt);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what an operator sees, without waiting.
	 * @return the status now
	 */
	QueryStatus status() {
		this.lock.lock();
		try {
			return new QueryStatus(id(), this.flight, this.request.principal(),
					QueryStatus.State.of(this.failure, isCancelled(), this.done, this.running), this.startedAt,
					this.progress, this.segments.size(), this.spool.quota().used(), this.expiresAt);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait for a change. To wait keeps a running query alive, and so does the end of the
	 * wait.
	 * @param seen the version that is known, or a negative number for none
	 * @param timeout the longest wait
	 * @return the state after the change, or after the wait
	 * @throws InterruptedException if the thread is interrupted
	 */
	public QuerySnapshot awaitChange(int seen, Duration timeout) throws InterruptedException {
		return await((state) -> this.version > seen || this.done || this.failure != null, timeout);
	}

	/**
	 * Wait for the end.
	 * @param timeout the longest wait
	 * @return the state after the end, or after the wait
	 * @throws InterruptedException if the thread is interrupted
	 */
	public QuerySnapshot awaitEnd(Duration timeout) throws InterruptedException {
		return await((state) -> this.done || this.failure != null, timeout);
	}

	/**
	 * Wait until the query's thread is done with it.
	 * @param timeout the longest wait
	 * @return whether it is
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean awaitFinished(Duration timeout) throws InterruptedException {
		await((state) -> this.finished, timeout);
		return this.finished;
	}

	private QuerySnapshot await(Predicate<Query> condition, Duration timeout) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			this.waiting++;
			long remaining = timeout.toNanos();
			while (!condition.test(this) && remaining > 0) {
				remaining = this.changed.awaitNanos(remaining);
			}
			touch();
			return snapshot();
		}
		finally {
			this.waiting--;
			this.lock.unlock();
		}
	}

	/**
	 * Keep a running query alive: it expires its time to live from now.
	 */
	public void touch() {
		this.lock.lock();
		try {
			if (!this.done && this.failure == null) {
				this.expiresAt = later(this.clock.instant().plus(this.timeToLive));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Extend the expiry of the result.
	 * @param wanted the expiry that is wanted
	 * @param maxLifetime how long after its end a result may be kept
	 * @return the new expiry, never earlier than it was
	 */
	Instant renew(@Nullable Instant wanted, Duration maxLifetime) {
		this.lock.lock();
		try {
			Instant now = this.clock.instant();
			Instant until = Objects.requireNonNullElse(this.endedAt, now).plus(maxLifetime);
			Instant extended = (wanted != null) ? wanted : now.plus(this.timeToLive);
			this.expiresAt = later(extended.isAfter(until) ? until : extended);
			return this.expiresAt;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Instant later(Instant expiry) {
		return expiry.isAfter(this.expiresAt) ? expiry : this.expiresAt;
	}

	/**
	 * When to look again whether the query has expired.
	 */
	Instant expiresAt() {
		this.lock.lock();
		try {
			if (this.waiting > 0) {
				touch();
			}
			return this.expiresAt;
		}
		finally {
			this.lock.unlock();
		}
	}

}
