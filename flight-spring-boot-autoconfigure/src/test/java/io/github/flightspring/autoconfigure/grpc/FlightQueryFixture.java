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

package io.github.flightspring.autoconfigure.grpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.query.engine.Queries;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.TestClock;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.IntVector;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with long-running queries: one with the defaults for all tests of a class,
 * and one for each test that sets properties.
 */
abstract class FlightQueryFixture {

	@TempDir
	static Path folder;

	private static @Nullable RunningApplication defaults;

	private static Path defaultSpool;

	Path spool;

	RunningApplication application;

	TestClock clock;

	FlightClient client;

	@BeforeEach
	void reset() {
		QuerySteps.permits = new Semaphore(0);
		QuerySteps.runs.set(0);
		QuerySteps.interrupted = new CountDownLatch(1);
		QuerySteps.started = new CountDownLatch(1);
	}

	/**
	 * Use the application with the defaults.
	 */
	void start() {
		if (defaults == null) {
			defaultSpool = folder.resolve("defaults");
			defaults = run(defaultSpool);
		}
		use(defaults, defaultSpool);
	}

	/**
	 * Start an application for this test alone.
	 */
	void start(String first, String... others) throws IOException {
		Path own = Files.createTempDirectory(folder, "spool");
		use(run(own, Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new)), own);
	}

	private static RunningApplication run(Path spool, String... properties) {
		List<String> all = new ArrayList<>();
		all.add("flight.query.spool.directory=" + spool);
		all.add("flight.query.spool.segment-size=1B");
		all.addAll(List.of(properties));
		return RunningApplication.start(new Class<?>[] { QuerySteps.class, TestClock.Setting.class },
				all.toArray(String[]::new));
	}

	private void use(RunningApplication application, Path spool) {
		this.application = application;
		this.spool = spool;
		this.clock = application.context().getBean(TestClock.class);
		this.client = application.client();
	}

	@AfterEach
	void stop() throws Exception {
		QuerySteps.permits.release(1_000_000);
		if (this.application == defaults) {
			forgetQueries();
		}
		else {
			close(this.application, this.spool);
		}
	}

	@AfterAll
	static void stopDefaults() throws Exception {
		if (defaults != null) {
			RunningApplication closed = defaults;
			defaults = null;
			close(closed, defaultSpool);
		}
	}

	private static void close(RunningApplication application, Path spool) throws Exception {
		application.close();
		assertThat(files(spool)).containsExactly(spool.resolve("spool.lock"));
	}

	/**
	 * Let all queries expire, and wait until nothing of them is left for the next test.
	 */
	private void forgetQueries() {
		Queries queries = this.application.context().getBean(Queries.class);
		Awaitility.await().untilAsserted(() -> {
			// a query that ends now lives on from now
			this.clock.advance(Duration.ofDays(1));
			queries.list().forEach((query) -> queries.find(query.id()));
			assertThat(queries.list()).isEmpty();
			assertThat(segments()).isEmpty();
			assertThat(queries.spool().usedBytes()).isZero();
			assertThat(this.application.context().getBean(FlightThreads.class).activeHandlers()).isZero();
			assertThat(this.application.serverAllocator().getAllocatedMemory()).isZero();
		});
	}

	FlightDescriptor steps() {
		return FlightDescriptor.path("steps");
	}

	static FlightDescriptor command(String json) {
		return FlightDescriptor.command(json.getBytes(StandardCharsets.UTF_8));
	}

	PollInfo await(FlightDescriptor descriptor) {
		PollInfo poll = this.client.pollInfo(descriptor);
		while (poll.getFlightDescriptor().isPresent()) {
			poll = this.client.pollInfo(poll.getFlightDescriptor().get());
		}
		return poll;
	}

	/**
	 * The descriptor of the state after the first step, which does not change until the
	 * next one is permitted.
	 */
	FlightDescriptor settled() {
		// the first answer may have all of it already
		PollInfo poll = this.client.pollInfo(steps());
		while (poll.getFlightInfo().getEndpoints().isEmpty() || poll.getProgress().orElse(0.0) < 0.1) {
			poll = this.client.pollInfo(poll.getFlightDescriptor().orElseThrow());
		}
		return poll.getFlightDescriptor().orElseThrow();
	}

	static boolean await(java.util.function.BooleanSupplier condition) {
		Awaitility.await().until(condition::getAsBoolean);
		return true;
	}

	CancelStatus cancel(FlightInfo info) {
		return this.client.cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus();
	}

	static List<Ticket> tickets(FlightInfo info) {
		return info.getEndpoints().stream().map(org.apache.arrow.flight.FlightEndpoint::getTicket).toList();
	}

	List<Long> sums(FlightInfo info) throws Exception {
		List<Long> sums = new ArrayList<>();
		for (Ticket ticket : tickets(info)) {
			sums.add(sum(ticket));
		}
		return sums;
	}

	long sum(Ticket ticket) throws Exception {
		long sum = 0;
		try (FlightStream stream = this.client.getStream(ticket)) {
			while (stream.next()) {
				for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
					sum += ((IntVector) stream.getRoot().getVector("value")).get(row);
				}
			}
		}
		return sum;
	}

	List<Path> segments() {
		return files(this.spool).stream().filter((file) -> file.toString().endsWith(".arrows")).toList();
	}

	private static List<Path> files(Path spool) {
		try (Stream<Path> files = Files.walk(spool)) {
			return files.filter((file) -> !file.equals(spool)).toList();
		}
		catch (IOException | java.io.UncheckedIOException ex) {
			return files(spool);
		}
	}

}
