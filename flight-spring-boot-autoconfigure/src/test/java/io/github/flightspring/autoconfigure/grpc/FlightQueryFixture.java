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

import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.TestClock;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.IntVector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application with long-running queries.
 */
abstract class FlightQueryFixture {

	@TempDir
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

	void start(String... properties) {
		List<String> all = new ArrayList<>();
		all.add("flight.query.spool.directory=" + this.spool);
		all.add("flight.query.spool.segment-size=1B");
		all.addAll(List.of(properties));
		this.application = RunningApplication.start(new Class<?>[] { QuerySteps.class, TestClock.Setting.class },
				all.toArray(String[]::new));
		this.clock = this.application.context().getBean(TestClock.class);
		this.client = this.application.client();
	}

	@AfterEach
	void stop() throws Exception {
		QuerySteps.permits.release(1_000_000);
		this.application.close();
		assertThat(files()).containsExactly(this.spool.resolve("spool.lock"));
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
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
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
		return files().stream().filter((file) -> file.toString().endsWith(".arrows")).toList();
	}

	List<Path> files() {
		try (Stream<Path> files = Files.walk(this.spool)) {
			return files.filter((file) -> !file.equals(this.spool)).toList();
		}
		catch (IOException | java.io.UncheckedIOException ex) {
			return files();
		}
	}

	static void assertStatus(ThrowingCallable call, FlightStatusCode code, String text) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(code);
			assertThat(ex.status().description()).contains(text);
		});
	}

}
