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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.query.engine.QueryLimits.Share;
import io.github.flightspring.state.FlightStateStore;
import io.github.flightspring.state.InMemoryFlightStateStore;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The life of queries, by a clock that the test sets.
 */
class QueriesTests {

	private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

	private static final Duration TTL = Duration.ofMinutes(10);

	private static final Duration LIFETIME = Duration.ofHours(1);

	private static final Schema SCHEMA = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(32, true))));

	@TempDir
	Path directory;

	private final BufferAllocator allocator = new RootAllocator();

	private volatile Instant now = START;

	private final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);

	private final BrokenStore store = new BrokenStore(new InMemoryFlightStateStore(1000, 1 << 20, this.clock));

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {

		@Override
		public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			if (delay == QueriesTests.this.refusedDelay.toNanos()) {
				throw new RejectedExecutionException("refused");
			}
			return super.schedule(command, delay, unit);
		}

	};

	private volatile Duration refusedDelay = Duration.ofNanos(-1);

	private final CountDownLatch go = new CountDownLatch(1);

	private final VectorSchemaRoot empty = VectorSchemaRoot.create(SCHEMA, this.allocator);

	private final Semaphore running = new Semaphore(0);

	private Queries queries;

	private Queries start(Share running, Share queued, Share results, Share polls, Duration maxRunTime) {
		SpoolOptions options = new SpoolOptions(this.directory, 1 << 20, 16 << 10, 1 << 20, 1, Duration.ofHours(1),
				new FlightDataOptions(1 << 20, FlightDataOptions.Compression.NONE));
		this.queries = new Queries(SpoolDirectory.open(options),
				new QueryLimits(running, queued, results, polls, maxRunTime, TTL, LIFETIME), this.threads, this.timer,
				this.clock, this.store);
		return this.queries;
	}

	private Queries start() {
		Share many = new Share(10, 10);
		return start(many, many, many, many, Duration.ZERO);
	}

	@AfterEach
	void close() throws Exception {
		this.go.countDown();
		this.queries.close();
		this.threads.shutdown();
		this.timer.shutdownNow();
		assertThat(this.threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.queries.spool().usedBytes()).isZero();
		this.empty.close();
		this.allocator.close();
	}

	@Test
	void whenAQueryIsRenewedWhileItRunsThenNeitherAPollNorItsEndTakesThatBack() throws Exception {
		Query query = beginBlocking("id");
		Instant renewed = this.queries.renew(query, START.plus(Duration.ofMinutes(50)));
		assertThat(renewed).isEqualTo(START.plus(Duration.ofMinutes(50)));
		assertThat(query.touch().expiresAt()).isEqualTo(renewed);
		this.go.countDown();
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(query.snapshot().done()).isTrue();
		assertThat(query.snapshot().expiresAt()).isEqualTo(renewed);
	}

	@Test
	void whenAPollIsAnsweredThenTheExpiryIsThatFromTheAnswerOn() throws Exception {
		Query query = beginBlocking("id");
		CompletableFuture<QuerySnapshot> poll = this.queries.await(query, query.snapshot().version(), null,
				Duration.ofMillis(50));
		this.now = START.plus(Duration.ofMinutes(3));
		assertThat(poll.get(60, TimeUnit.SECONDS).expiresAt()).isEqualTo(this.now.plus(TTL));
		CompletableFuture<QuerySnapshot> next = this.queries.await(query, query.snapshot().version(), null, null);
		this.now = START.plus(Duration.ofMinutes(5));
		query.update(0.5);
		assertThat(next.get(60, TimeUnit.SECONDS).expiresAt()).isEqualTo(this.now.plus(TTL));
	}

	@Test
	void whenARunIsRefusedThenThoseWhoHaveJoinedItAreToldSo() throws Exception {
		start(new Share(1, 1), new Share(0, 0), new Share(10, 10), new Share(10, 10), Duration.ZERO);
		beginBlocking("first");
		Query[] joined = new Query[1];
		UnaryOperator<Runnable> joining = (task) -> {
			joined[0] = this.queries.start(request("third", "alice", "same"), blocking(), UnaryOperator.identity());
			return task;
		};
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED,
				() -> this.queries.start(request("second", "alice", "same"), blocking(), joining))
			.contains("1 queries run");
		assertThat(joined[0].id()).isEqualTo("second");
		CompletableFuture<QuerySnapshot> end = this.queries.await(joined[0], Query.END, "alice", null);
		assertThat(end).isCompletedWithValueMatching(
				(state) -> state.failure() != null && state.failure().code() == FlightStatusCode.RESOURCE_EXHAUSTED);
		assertThat(this.queries.find("second")).isNull();
	}

	@Test
	void whenTheContextOfARunFailsWithAnErrorThenThoseWhoHaveJoinedItAreToldSo() throws Exception {
		start();
		Query[] joined = new Query[1];
		UnaryOperator<Runnable> failing = (task) -> {
			joined[0] = this.queries.start(request("second", "alice", "same"), blocking(), UnaryOperator.identity());
			throw new AssertionError("no context");
		};
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.queries.start(request("first", "alice", "same"), blocking(), failing))
			.withMessage("no context");
		assertThat(joined[0].awaitFinished(Duration.ofSeconds(10))).isTrue();
		assertFailure(joined[0], FlightStatusCode.INTERNAL, "could not be started");
		assertThat(this.queries.find("first")).isNull();
	}

	@Test
	void whenTheStoreCannotForgetAQueryThenItsResultIsRemoved() throws Exception {
		start();
		Query query = begin("id", null, null, writing(1));
		assertThat(query.awaitFinished(Duration.ofSeconds(10))).isTrue();
		this.store.broken = true;
		this.now = START.plus(TTL);
		assertThat(this.queries.find("id")).isNull();
		assertThat(query.isResultGone()).isTrue();
	}

	@Test
	void whenAResultIsSharedShortlyBeforeItExpiresThenItLivesOn() throws Exception {
		Query query = begin("first", null, "same", writing(1));
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		this.now = START.plus(TTL).minusMillis(1);
		Query joined = this.queries.start(request("second", null, "same"), writing(1), UnaryOperator.identity());
		assertThat(joined).isSameAs(query);
		assertThat(joined.snapshot().expiresAt()).isEqualTo(this.now.plus(TTL));
	}

	@Test
	void whenAResultExpiresTooSoonForACallerThenTheQueryIsRunAgain() throws Exception {
		Query query = begin("first", null, "same", writing(1));
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		this.queries.renew(query, START.plus(LIFETIME));
		this.now = START.plus(LIFETIME).minusSeconds(1);
		Query second = this.queries.start(request("second", null, "same"), writing(1), UnaryOperator.identity());
		assertThat(second).isNotSameAs(query);
		Query third = this.queries.start(request("third", null, "same"), writing(1), UnaryOperator.identity());
		assertThat(third).isSameAs(second);
	}

	@Test
	void whenACallerHasTooManyResultsThenOthersStillGetOne() throws Exception {
		Share many = new Share(10, 10);
		start(many, many, new Share(4, 2), many, Duration.ZERO);
		Query first = begin("1", "alice", null, writing(1));
		begin("2", "alice", null, writing(1));
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> begin("3", "alice", null, writing(1)))
			.contains("The caller has 2 queries that have not expired");
		begin("4", "bob", null, writing(1));
		begin("5", null, null, writing(1));
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> begin("6", "carol", null, writing(1)))
			.contains("4 queries that have not expired");
		assertThat(first.awaitFinished(Duration.ofSeconds(60))).isTrue();
		this.now = START.plus(TTL);
		assertThat(this.queries.find("1")).isNull();
		begin("7", "alice", null, writing(1));
	}

	@Test
	void whenTheResultsOfACallerAreTooLargeTogetherThenOthersStillHaveRoom() throws Exception {
		start();
		Query first = begin("1", "alice", null, writing(3000));
		assertThat(first.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(first.snapshot().done()).isTrue();
		Query second = begin("2", "alice", null, writing(3000));
		assertThat(second.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertFailure(second, FlightStatusCode.RESOURCE_EXHAUSTED, "the results of one caller together");
		Query other = begin("3", "bob", null, writing(3000));
		assertThat(other.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(other.snapshot().done()).isTrue();
		this.queries.cancel(first, CallStatus.CANCELLED.withDescription("gone"));
		Query third = begin("4", "alice", null, writing(3000));
		assertThat(third.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(third.snapshot().done()).isTrue();
	}

	@Test
	void whenAQueryIsCancelledBetweenTwoBatchesThenItTakesNoRoomAnyMore() throws Exception {
		start();
		Query query = begin("id", null, null, new Work((self, output) -> {
			write(output, 10);
			this.running.release();
			// it does not look whether it is cancelled, and its thread is not interrupted
			awaitUninterruptibly();
			self.spool().quota().reserve(100);
			return null;
		}));
		assertThat(this.running.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.queries.spool().usedBytes()).isPositive();
		this.queries.cancel(query, CallStatus.CANCELLED.withDescription("enough"));
		assertThat(this.queries.spool().usedBytes()).isZero();
		this.go.countDown();
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(this.queries.spool().usedBytes()).isZero();
		assertFailure(query, FlightStatusCode.CANCELLED, "enough");
	}

	@Test
	void whenAQueryFailsThenItsFilesAreGoneBeforeAnybodyIsTold() throws Exception {
		start();
		Query query = begin("id", null, null, new Work((self, output) -> {
			write(output, 10);
			this.running.release();
			this.go.await();
			throw CallStatus.ALREADY_EXISTS.withDescription("It failed").toRuntimeException();
		}));
		assertThat(this.running.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
		Path files = query.spool().file(0).getParent();
		assertThat(files).exists();
		CompletableFuture<Boolean> there = this.queries.await(query, Query.END, null, null)
			.thenApply((state) -> Files.exists(files));
		this.go.countDown();
		assertThat(there.get(60, TimeUnit.SECONDS)).isFalse();
		assertThat(query.isCancelled()).isFalse();
	}

	@Test
	void whenNobodyCanLimitTheTimeOfAQueryThenItFailsAndGivesItsPlaceBack() throws Exception {
		Share one = new Share(1, 1);
		this.refusedDelay = Duration.ofHours(3);
		start(one, one, new Share(10, 10), one, this.refusedDelay);
		Query query = begin("1", null, null, writing(1));
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(query.snapshot().failure()).isNotNull();
		this.refusedDelay = Duration.ofNanos(-1);
		Query next = begin("2", null, null, writing(1));
		assertThat(next.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertThat(next.snapshot().done()).isTrue();
	}

	@Test
	void whenTheServerShutsDownThenAQueryThatNobodyWaitsForIsCancelledAndAnotherGoesOn() throws Exception {
		start();
		Query polled = beginBlocking("polled");
		CompletableFuture<QuerySnapshot> poll = this.queries.await(polled, polled.snapshot().version(), null, null);
		Query awaited = beginBlocking("awaited");
		CompletableFuture<QuerySnapshot> end = this.queries.await(awaited, Query.END, null, null);
		this.queries.shutdown();
		QuerySnapshot told = poll.get(60, TimeUnit.SECONDS);
		assertThat(told.failure()).isNotNull();
		assertThat(told.failure().code()).isEqualTo(FlightStatusCode.CANCELLED);
		assertThat(told.failure().description()).contains("shuts down");
		assertFails(FlightStatusCode.UNAVAILABLE, () -> begin("late", null, null, writing(1))).contains("shuts down");
		assertThat(end).isNotDone();
		this.go.countDown();
		assertThat(end.get(60, TimeUnit.SECONDS).done()).isTrue();
	}

	@Test
	void whenTooManyCallsWaitThenTheNextIsRefusedUntilOneGivesUp() throws Exception {
		Share many = new Share(10, 10);
		start(many, many, many, new Share(3, 2), Duration.ZERO);
		Query query = beginBlocking("id");
		int seen = query.snapshot().version();
		CompletableFuture<QuerySnapshot> first = this.queries.await(query, seen, "alice", null);
		this.queries.await(query, seen, "alice", null);
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> this.queries.await(query, seen, "alice", null))
			.contains("The caller has 2 calls");
		this.queries.await(query, seen, "bob", null);
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> this.queries.await(query, seen, "carol", null))
			.contains("3 calls wait");
		first.cancel(false);
		assertThat(this.queries.waiting()).isEqualTo(2);
		this.queries.await(query, seen, "alice", null);
		query.update(0.5);
		assertThat(this.queries.waiting()).isZero();
	}

	@Test
	void whenACallWaitsThenAQueryDoesNotExpireUntilTheCallHasEnded() throws Exception {
		start();
		Query query = beginBlocking("id");
		CompletableFuture<QuerySnapshot> poll = this.queries.await(query, query.snapshot().version(), null, null);
		for (int i = 0; i < 5; i++) {
			this.now = this.now.plus(TTL);
			assertThat(this.queries.find("id")).isSameAs(query);
		}
		poll.cancel(false);
		this.now = this.now.plus(TTL);
		assertThat(this.queries.find("id")).isNull();
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertFailure(query, FlightStatusCode.NOT_FOUND, "expired");
	}

	@Test
	void whenTheStoreHasNoRoomThenTheQueryIsRefusedAndForgotten() {
		Share many = new Share(10, 10);
		SpoolOptions options = new SpoolOptions(this.directory, 1 << 20, 1 << 20, 1 << 20, 1, Duration.ofHours(1),
				new FlightDataOptions(1 << 20, FlightDataOptions.Compression.NONE));
		this.queries = new Queries(SpoolDirectory.open(options),
				new QueryLimits(many, many, many, many, Duration.ZERO, TTL, LIFETIME), this.threads, this.timer,
				this.clock, new InMemoryFlightStateStore(1, 1 << 20, this.clock));
		begin("1", null, null, writing(1));
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> begin("2", null, null, writing(1)))
			.contains("store of state");
		assertThat(this.queries.list()).hasSize(1);
	}

	/**
	 * Begin a query that has told its schema and waits for the test.
	 */
	private Query beginBlocking(String id) throws InterruptedException {
		Query query = begin(id, null, null, blocking());
		assertThat(this.running.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
		return query;
	}

	private Query begin(String id, String principal, Object sharedAs, QueryWork work) {
		if (this.queries == null) {
			start();
		}
		return this.queries.start(request(id, principal, sharedAs), work, UnaryOperator.identity());
	}

	private static QueryRequest request(String id, String principal, Object sharedAs) {
		return new QueryRequest(id, principal, sharedAs, null, false);
	}

	private Work blocking() {
		return new Work((query, output) -> {
			output.start(this.allocator, this.empty, null);
			this.running.release();
			this.go.await();
			return null;
		});
	}

	private Work writing(int rows) {
		return new Work((query, output) -> {
			write(output, rows);
			return null;
		});
	}

	private void write(SpoolWriter output, int rows) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, this.allocator)) {
			IntVector values = (IntVector) root.getVector(0);
			values.allocateNew(rows);
			values.zeroVector();
			root.setRowCount(rows);
			output.start(this.allocator, root, null);
			output.write(root);
		}
	}

	private void awaitUninterruptibly() {
		while (this.go.getCount() > 0) {
			try {
				this.go.await();
			}
			catch (InterruptedException ex) {
				// as a method that does not care
			}
		}
	}

	private static void assertFailure(Query query, FlightStatusCode code, String text) {
		CallStatus failure = query.snapshot().failure();
		assertThat(failure).isNotNull();
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.description()).contains(text);
	}

	/**
	 * Work of a few lines.
	 */
	private record Work(Lines lines) implements QueryWork {

		@Override
		public void run(Query query, SpoolWriter output) throws Exception {
			this.lines.run(query, output);
		}

		@Override
		public CallStatus translate(Throwable failure) {
			return (failure instanceof FlightRuntimeException flight) ? flight.status()
					: CallStatus.INTERNAL.withDescription(String.valueOf(failure)).withCause(failure);
		}

	}

	/**
	 * A store that may be unable to remove entries.
	 */
	private static final class BrokenStore implements FlightStateStore {

		private final FlightStateStore store;

		private volatile boolean broken;

		BrokenStore(FlightStateStore store) {
			this.store = store;
		}

		@Override
		public byte[] get(String kind, String id) {
			return this.store.get(kind, id);
		}

		@Override
		public void put(String kind, String id, byte[] value, Instant expiresAt) {
			this.store.put(kind, id, value, expiresAt);
		}

		@Override
		public boolean compareAndPut(String kind, String id, byte[] expected, byte[] value, Instant expiresAt) {
			return this.store.compareAndPut(kind, id, expected, value, expiresAt);
		}

		@Override
		public boolean remove(String kind, String id) {
			if (this.broken) {
				throw new IllegalStateException("no connection");
			}
			return this.store.remove(kind, id);
		}

	}

	@FunctionalInterface
	private interface Lines {

		Object run(Query query, SpoolWriter output) throws Exception;

	}

}
