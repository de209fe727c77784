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

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.query.engine.QueryLimits.Share;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryRunner}: one query runs at a time, and the next one runs however
 * the one before it fails.
 */
class QueryRunnerTests {

	private static final UnaryOperator<Runnable> NONE = UnaryOperator.identity();

	@TempDir
	Path directory;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	private SpoolDirectory spool;

	private QueryRunner runner;

	private volatile Throwable refusal;

	private void start() {
		this.spool = SpoolDirectory.open(new SpoolOptions(this.directory, 1 << 20, 1 << 20, 1 << 20, 1,
				Duration.ofHours(1), new FlightDataOptions(1 << 20, FlightDataOptions.Compression.NONE)));
		Share one = new Share(1, 1);
		Share many = new Share(10, 10);
		QueryLimits limits = new QueryLimits(one, many, many, many, Duration.ZERO, Duration.ofHours(1),
				Duration.ofHours(1));
		this.runner = new QueryRunner(this.spool, limits, this::execute, this.timer);
	}

	private void execute(Runnable task) {
		if (this.refusal instanceof Error error) {
			throw error;
		}
		if (this.refusal instanceof RuntimeException exception) {
			throw exception;
		}
		this.threads.execute(task);
	}

	@AfterEach
	void close() throws Exception {
		this.timer.shutdownNow();
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.spool.usedBytes()).isZero();
		this.spool.close();
	}

	@Test
	void whenTheContextFailsBeforeTheQueryThenItsClientsAreToldSo() throws Exception {
		start();
		assertFails(query("first"), new FailingWork("runs", false), (task) -> () -> {
			throw new AssertionError("no context");
		}, "no context");
	}

	@Test
	void whenTheContextDoesNotRunTheQueryThenItsClientsAreToldSo() throws Exception {
		start();
		assertFails(query("first"), new FailingWork("runs", false), (task) -> () -> {
		}, "did not run its task");
	}

	@Test
	void whenTheContextFailsAfterTheQueryThenTheQueryHasItsEnd() throws Exception {
		start();
		assertFails(query("first"), new FailingWork("the work", false), (task) -> () -> {
			task.run();
			throw new AssertionError("no context");
		}, "the work");
	}

	@Test
	void whenTheFailureCannotBeTranslatedThenTheQueryFails() throws Exception {
		start();
		assertFails(query("first"), new FailingWork("runs", true), NONE, "The query failed");
	}

	@Test
	void whenTheResultCannotBeRemovedThenTheQueryFails() throws Exception {
		start();
		assertFails(unremovable("first"), new FailingWork("the work", false), NONE, "the work");
	}

	@Test
	void whenAThreadCannotBeCreatedThenTheQueryIsRefused() throws Exception {
		start();
		this.refusal = new OutOfMemoryError("unable to create native thread");
		Query query = query("first");
		this.runner.submit(query, new FailingWork("runs", false), NONE);
		assertFailed(query, FlightStatusCode.RESOURCE_EXHAUSTED, "no thread left");
	}

	@Test
	void whenTheExecutorFailsThenTheQueryFails() throws Exception {
		start();
		this.refusal = new IllegalStateException("the executor");
		Query query = query("first");
		this.runner.submit(query, new FailingWork("runs", false), NONE);
		assertFailed(query, FlightStatusCode.INTERNAL, "the executor");
	}

	@Test
	void whenTheResultOfACancelledQueryCannotBeRemovedThenItsClientsAreToldSo() throws Exception {
		start();
		Query query = unremovable("first");
		this.runner.cancel(query, CallStatus.CANCELLED.withDescription("Enough"));
		assertThat(query.snapshot().failure()).isNotNull();
		assertThat(query.snapshot().failure().code()).isEqualTo(FlightStatusCode.CANCELLED);
	}

	private void assertFails(Query query, QueryWork work, UnaryOperator<Runnable> context, String text)
			throws Exception {
		this.runner.submit(query, work, context);
		assertFailed(query, FlightStatusCode.INTERNAL, text);
	}

	private void assertFailed(Query query, FlightStatusCode code, String text) throws Exception {
		this.refusal = null;
		QuerySnapshot end = query.await(Query.END).get(60, TimeUnit.SECONDS);
		assertThat(end.failure()).isNotNull();
		assertThat(end.failure().code()).isEqualTo(code);
		assertThat(end.failure().description()).contains(text);
		assertThat(query.awaitFinished(Duration.ofSeconds(60))).isTrue();
		assertNextRuns();
	}

	private void assertNextRuns() throws Exception {
		CompletableFuture<Query> ran = new CompletableFuture<>();
		Query next = query("next");
		this.runner.submit(next, new QueryWork() {

			@Override
			public void run(Query query, SpoolWriter output) {
				ran.complete(query);
				throw new IllegalStateException("done");
			}

			@Override
			public CallStatus translate(Throwable failure) {
				return CallStatus.INTERNAL.withDescription(failure.getMessage());
			}

		}, NONE);
		assertThat(ran.get(60, TimeUnit.SECONDS)).isSameAs(next);
		assertThat(next.awaitFinished(Duration.ofSeconds(60))).isTrue();
	}

	private Query query(String id) {
		return query(id, this.spool.spool(id, null));
	}

	private Query unremovable(String id) {
		return query(id, new QuerySpool(this.directory.resolve(id), this.spool.spool(id, null).quota(), () -> {
			throw new IllegalStateException("not removed");
		}));
	}

	private static Query query(String id, QuerySpool spool) {
		return new Query(new QueryRequest(id, null, null, null, false), "flight", Duration.ofHours(1), spool,
				Clock.systemUTC());
	}

	/**
	 * Work that fails.
	 *
	 * @param message the message of the failure
	 * @param untranslatable whether its translation fails as well
	 */
	private record FailingWork(String message, boolean untranslatable) implements QueryWork {

		@Override
		public void run(Query query, SpoolWriter output) {
			throw new IllegalStateException(this.message);
		}

		@Override
		public CallStatus translate(Throwable failure) {
			if (this.untranslatable) {
				throw new IllegalArgumentException("no translation");
			}
			return CallStatus.INTERNAL.withDescription(failure.getMessage());
		}

	}

}
