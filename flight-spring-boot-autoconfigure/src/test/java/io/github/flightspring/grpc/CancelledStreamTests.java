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

package io.github.flightspring.grpc;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.handler.Flight;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Machine;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import org.apache.arrow.flight.impl.Flight.Action;
import org.apache.arrow.flight.impl.Flight.Criteria;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams that handlers return, after their call is cancelled. They are closed, and calls
 * that never started leave nothing.
 */
class CancelledStreamTests {

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	@Test
	void whenRowsAreAStreamThenItIsClosedOnTheHandlersThread() throws Exception {
		AtomicReference<Thread> closer = new AtomicReference<>();
		AtomicReference<Thread> runner = new AtomicReference<>();
		CountDownLatch closed = new CountDownLatch(1);
		server.scripted().produce((call) -> {
			runner.set(Thread.currentThread());
			return Stream.generate(() -> "x".repeat(10_000)).onClose(() -> {
				closer.set(Thread.currentThread());
				closed.countDown();
			});
		});
		try (WireCall<?> call = server.client()
			.call(FlightServiceGrpc.getDoActionMethod(), Function.identity(), null, new Metadata())) {
			call.sendRaw(Action.newBuilder().setType("scripted").build().toByteArray());
			call.halfClose();
			assertThat(call.next()).isNotNull();
			Machine.awaitHandlerWaitingIn("awaitReady");
			call.cancel();
			assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(closer.get()).isSameAs(runner.get());
	}

	@Test
	void whenFlightsAreListedThenTheirStreamIsClosedToo() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		server.scripted()
			.produce((call) -> IntStream.iterate(0, (i) -> i + 1)
				.mapToObj((i) -> Flight.of(Batches.SCHEMA).path("scripted", "many", Integer.toString(i)))
				.onClose(closed::countDown));
		try (WireCall<?> call = server.client()
			.call(FlightServiceGrpc.getListFlightsMethod(), Function.identity(), null, new Metadata())) {
			call.sendRaw(Criteria.getDefaultInstance().toByteArray());
			call.halfClose();
			assertThat(call.next()).isNotNull();
			Machine.awaitHandlerWaitingIn("awaitReady");
			call.cancel();
			assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void whenTheClientCancelsBeforeItsRequestIsCompleteThenNothingIsLeft() {
		try (WireCall<?> call = server.client()
			.call(FlightServiceGrpc.getListActionsMethod(), Function.identity(), null, new Metadata())) {
			call.cancel();
		}
		try (WireCall<?> call = server.client().put(WireClient.path("scripted", "put"))) {
			call.cancel();
		}
		try (WireCall<?> call = server.client().exchange(null)) {
			call.cancel();
		}
	}

}
