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

package io.github.flightspring.handler.call;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.call.CallWatch;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.call.FlightCallWatcher;
import io.github.flightspring.call.RunningCall;
import io.github.flightspring.handler.FlightCaller;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallLife}: faults of a transport, of a caller's context and of
 * cleanups, which real transports do not have at will.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallLifeTests {

	private final BufferAllocator allocator = new RootAllocator();

	private static final ThreadLocal<@Nullable String> CONTEXT = new ThreadLocal<>();

	private final FlightThreads threads = FlightThreads.platform(CallLifeTests::capture);

	private final List<FlightStatusCode> ends = new CopyOnWriteArrayList<>();

	private final RunningCalls running = new RunningCalls(List.of(new Ends()), Clock.systemUTC());

	private final List<String> refused = new CopyOnWriteArrayList<>();

	private final AtomicInteger released = new AtomicInteger();

	private @Nullable CompletableFuture<FlightAdmission.Place> place;

	private final LiveCalls calls = new LiveCalls(services());

	private final Transport transport = new Transport();

	private CallServices services() {
		FlightAdmission admission = new FlightAdmission() {

			@Override
			public CompletableFuture<Place> admit(RunningCall call) {
				CompletableFuture<Place> later = CallLifeTests.this.place;
				return (later != null) ? later
						: CompletableFuture.completedFuture(CallLifeTests.this.released::incrementAndGet);
			}

			@Override
			public void close() {
			}

		};
		return new CallServices(this.allocator, this.threads, this.running, admission,
				new CallLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Long.MAX_VALUE));
	}

	@AfterEach
	void stop() {
		this.threads.destroy();
		assertThat(this.running.size()).isZero();
		assertThat(this.allocator.getChildAllocators()).isEmpty();
		this.allocator.close();
	}

	private CallLife open(FlightCaller caller) {
		CallLife life = this.calls.begin(this.running.begin(FlightRpc.GET_FLIGHT_INFO, "test", new FlightCallHeaders()),
				caller, null);
		life.open(this.transport);
		return life;
	}

	private static Runnable capture(Runnable task) {
		String captured = CONTEXT.get();
		return () -> {
			CONTEXT.set(captured);
			try {
				task.run();
			}
			finally {
				CONTEXT.remove();
			}
		};
	}

	@Test
	void whenACallGetsThePlaceOfAnotherThenItRunsInItsOwnContext() {
		CompletableFuture<FlightAdmission.Place> waiting = new CompletableFuture<>();
		this.place = waiting;
		List<String> contexts = new CopyOnWriteArrayList<>();
		try {
			CONTEXT.set("own");
			open(FlightCaller.anonymous()).start(() -> {
				contexts.add(String.valueOf(CONTEXT.get()));
				return null;
			});
			CONTEXT.set("another");
			waiting.complete(this.released::incrementAndGet);
		}
		finally {
			CONTEXT.remove();
		}
		awaitEnds(FlightStatusCode.OK);
		assertThat(contexts).containsExactly("own");
	}

	@Test
	void whenThereIsNoThreadThenTheRefusalIsCounted() {
		this.threads.destroy();
		open(FlightCaller.anonymous()).start(() -> null);
		awaitEnds(FlightStatusCode.UNAVAILABLE);
		assertThat(this.refused).containsExactly("threads");
		assertThat(this.released).hasValue(1);
	}

	@Test
	void whenTheContextOfAWaitingCallFailsThenTheCallFails() throws Exception {
		assertAnswerFails((task) -> () -> {
			throw new AssertionError("no context");
		});
	}

	@Test
	void whenThereIsNoContextForAWaitingCallThenTheCallFails() throws Exception {
		assertAnswerFails((task) -> {
			throw new IllegalStateException("no context");
		});
	}

	@Test
	void whenTheContextDoesNotRunAWaitingCallThenTheCallFails() throws Exception {
		assertAnswerFails((task) -> () -> {
		});
	}

	private void assertAnswerFails(Context second) throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		ContextCaller caller = new ContextCaller();
		open(caller).start(() -> later(answer));
		// the place is released when the call waits
		awaitParked();
		caller.context = second;
		answer.complete("answer");
		assertThat(this.transport.ended.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.transport.failures).hasSize(1);
		awaitEnds(FlightStatusCode.INTERNAL);
	}

	private void awaitParked() {
		Awaitility.await().until(() -> this.released.get() == 1);
	}

	private static LaterAnswer<String> later(CompletableFuture<String> answer) {
		return new LaterAnswer<>(answer, (text) -> {
		}, (text) -> {
		});
	}

	@Test
	void whenTheStatusCanNeverBeDecidedThenTheCallEnds() {
		this.transport.failing = true;
		open(FlightCaller.anonymous()).start(() -> null);
		awaitEnds(FlightStatusCode.INTERNAL);
		Awaitility.await().untilAsserted(() -> assertThat(this.transport.aborted).hasSize(1));
		assertThat(this.released).hasValue(1);
	}

	@Test
	void whenAClientCannotBeNotifiedOfTheShutdownThenAllCallsEnd() {
		this.transport.unreachable = true;
		open(FlightCaller.anonymous());
		open(FlightCaller.anonymous());
		this.calls.close();
		awaitEnds(FlightStatusCode.UNAVAILABLE, FlightStatusCode.UNAVAILABLE);
	}

	@Test
	void whenTheServerStopsWhileACallEndsThenItsClientGetsItsStatus() {
		CallLife life = open(FlightCaller.anonymous());
		life.releasing(this.calls::close);
		life.start(() -> null);
		awaitEnds(FlightStatusCode.OK);
		this.threads.destroy();
		assertThat(this.transport.aborted).isEmpty();
		assertThat(this.transport.closed).hasValue(1);
	}

	@Test
	void whenACallWouldEndTwiceThenItEndsOnce() throws Exception {
		// as a future that is not the JDK's may do
		CompletableFuture<String> twice = new CompletableFuture<>() {

			@Override
			public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
				super.whenComplete(action);
				throw new IllegalStateException("no next stage");
			}

		};
		twice.complete("answer");
		CallLife life = open(FlightCaller.anonymous());
		AtomicInteger cleanups = new AtomicInteger();
		life.releasing(cleanups::incrementAndGet);
		life.start(() -> later(twice));
		awaitEnds(FlightStatusCode.OK);
		this.threads.destroy();
		assertThat(cleanups).hasValue(1);
		assertThat(this.transport.closed).hasValue(1);
	}

	@Test
	void whenACleanupOfAFailedCallFailsThenItIsLogged(CapturedOutput output) throws Exception {
		CallLife life = open(FlightCaller.anonymous());
		life.releasing(() -> {
			throw new IllegalStateException("no cleanup");
		});
		life.start(() -> {
			throw CallStatus.NOT_FOUND.withDescription("There is none").toRuntimeException();
		});
		awaitEnds(FlightStatusCode.NOT_FOUND);
		assertThat(output).contains("no cleanup", "GetFlightInfo (call 1)");
	}

	@Test
	void whenACleanupOfACancelledCallFailsThenItIsLogged(CapturedOutput output) throws Exception {
		CallLife life = open(FlightCaller.anonymous());
		life.releasing(() -> {
			throw new IllegalStateException("no cleanup");
		});
		life.start(() -> {
			life.expire(CallStatus.CANCELLED);
			return null;
		});
		awaitEnds(FlightStatusCode.CANCELLED);
		assertThat(output).contains("no cleanup", "GetFlightInfo (call 1)");
	}

	@Test
	void whenOnlyACleanupFailsThenTheCallFailsWithItsException() throws Exception {
		CallLife life = open(FlightCaller.anonymous());
		life.releasing(() -> {
			throw new IllegalStateException("no cleanup");
		});
		life.start(() -> null);
		awaitEnds(FlightStatusCode.INTERNAL);
		assertThat(this.transport.failures).singleElement().hasToString("java.lang.IllegalStateException: no cleanup");
	}

	private void awaitEnds(FlightStatusCode... statuses) {
		Awaitility.await().untilAsserted(() -> assertThat(this.ends).containsExactly(statuses));
		Awaitility.await().until(() -> this.running.size() == 0);
	}

	/**
	 * The context of a caller.
	 */
	private interface Context {

		Runnable wrap(Runnable task);

	}

	/**
	 * A caller whose context changes.
	 */
	private static final class ContextCaller implements FlightCaller {

		private volatile Context context = (task) -> task;

		@Override
		public @Nullable Principal principal() {
			return null;
		}

		@Override
		public Runnable wrap(Runnable task) {
			return this.context.wrap(task);
		}

	}

	/**
	 * The statuses that calls are counted with.
	 */
	private final class Ends implements FlightCallWatcher {

		@Override
		public CallWatch watch(RunningCall call) {
			return new CallWatch() {

				@Override
				public void refused(String reason) {
					CallLifeTests.this.refused.add(reason);
				}

				@Override
				public void ended(FlightStatusCode status, @Nullable Throwable failure) {
					CallLifeTests.this.ends.add(status);
				}

			};
		}

	}

	/**
	 * A transport that can fail to decide the status.
	 */
	private static final class Transport implements CallTransport {

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		private final List<CallStatus> aborted = new CopyOnWriteArrayList<>();

		private final AtomicInteger closed = new AtomicInteger();

		private final CountDownLatch ended = new CountDownLatch(1);

		private volatile boolean failing;

		private volatile boolean unreachable;

		@Override
		public void idle(Duration limit) {
		}

		@Override
		public void abort(CallStatus status) {
			this.aborted.add(status);
			if (this.unreachable) {
				throw new IllegalStateException("no client");
			}
		}

		@Override
		public End end(@Nullable CallStatus reason, @Nullable Throwable failure) {
			if (this.failing) {
				throw new IllegalStateException("no status");
			}
			if (failure != null) {
				this.failures.add(failure);
			}
			this.ended.countDown();
			FlightStatusCode status = (reason != null) ? reason.code() : code(failure);
			return new End(status, this.closed::incrementAndGet);
		}

		private static FlightStatusCode code(@Nullable Throwable failure) {
			if (failure == null) {
				return FlightStatusCode.OK;
			}
			return (failure instanceof FlightRuntimeException flight) ? flight.status().code()
					: FlightStatusCode.INTERNAL;
		}

	}

}
