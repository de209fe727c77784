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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Machine;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Cancellation of a call by its client, as the handler sees it at each point.
 */
class CancellationTests {

	private static RunningApplication application;

	private static Scripted scripted;

	private static WireClient client;

	private final CountDownLatch stage = new CountDownLatch(1);

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Scripted.class);
		scripted = application.context().getBean(Scripted.class);
		client = application.wireClient();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@BeforeEach
	void warmUp() {
		scripted.play((exchange) -> writeOnce(exchange));
		try (WireCall<?> call = get()) {
			assertThat(call.status().isOk()).isTrue();
		}
	}

	@AfterEach
	void nothingIsLeft() {
		application.awaitNoCalls();
		assertThat(scripted.running()).isZero();
	}

	@Test
	void whenTheHandlerIsBlockedInWriteThenItIsWoken() throws Exception {
		scripted.play(CancellationTests::writeForEver);
		try (WireCall<?> call = get()) {
			scripted.awaitStart();
			awaitBlocked("awaitReady");
			call.cancel();
			assertCancelled(scripted.awaitEnd());
		}
	}

	@Test
	void whenTheHandlerIsBlockedInReadThenItIsWoken() throws Exception {
		scripted.play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				this.stage.countDown();
			}
		});
		try (WireCall<?> call = upload("put", client::put)) {
			awaitStage();
			call.cancel();
			assertCancelled(scripted.awaitEnd());
		}
	}

	@Test
	void whenTheHandlerOfAnExchangeIsBlockedInReadThenItIsWoken() throws Exception {
		scripted.play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				this.stage.countDown();
			}
		});
		try (WireCall<?> call = upload("exchange", client::exchange)) {
			awaitStage();
			call.cancel();
			assertCancelled(scripted.awaitEnd());
		}
	}

	@Test
	void whenTheHandlerOfAnExchangeIsBlockedInWriteThenItIsWoken() throws Exception {
		scripted.play((exchange) -> {
			exchange.in().loadNextBatch();
			writeForEver(exchange);
		});
		try (WireCall<?> call = upload("exchange", client::exchange)) {
			scripted.awaitStart();
			awaitBlocked("awaitReady");
			call.cancel();
			assertCancelled(scripted.awaitEnd());
		}
	}

	@Test
	void whenTheHandlerOfAnUploadIsBlockedInItsAnswersThenItIsWoken() throws Exception {
		byte[] large = new byte[100_000];
		scripted.play((exchange) -> {
			while (true) {
				exchange.results().acknowledge(large);
			}
		});
		try (WireCall<?> call = upload("put", client::put)) {
			awaitBlocked("awaitReady");
			call.cancel();
			assertCancelled(scripted.awaitEnd());
		}
	}

	@Test
	void whenTheHandlerSleepsThenItIsInterrupted() throws Exception {
		scripted.play((exchange) -> {
			this.stage.countDown();
			Thread.sleep(60_000);
		});
		try (WireCall<?> call = get()) {
			awaitStage();
			call.cancel();
			assertThat(scripted.awaitEnd()).isInstanceOf(InterruptedException.class);
		}
	}

	@Test
	void whenTheHandlerIsBusyThenItSeesIt() throws Exception {
		scripted.play((exchange) -> {
			this.stage.countDown();
			while (!exchange.call().isCancelled()) {
				Thread.onSpinWait();
			}
		});
		try (WireCall<?> call = get()) {
			awaitStage();
			call.cancel();
			assertThat(scripted.awaitEnd()).isNull();
		}
	}

	@Test
	void whenThereAreCallbacksThenEachRunsOnceThoughOneFails() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch both = new CountDownLatch(2);
		scripted.play((exchange) -> {
			exchange.call().onCancel(both::countDown);
			exchange.call().onCancel(() -> {
				throw new LinkageError("of a test");
			});
			exchange.call().onCancel(() -> {
				runs.incrementAndGet();
				both.countDown();
			});
			this.stage.countDown();
			both.await();
			exchange.call().onCancel(runs::incrementAndGet);
		});
		try (WireCall<?> call = get()) {
			awaitStage();
			call.cancel();
			scripted.awaitEnd();
			assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
		}
		application.awaitNoCalls();
		assertThat(runs.get()).isBetween(1, 2);
	}

	@Test
	void whenACallEndsByItselfThenItsCallbacksDoNotRun() throws Exception {
		AtomicBoolean ran = new AtomicBoolean();
		scripted.play((exchange) -> {
			exchange.call().onCancel(() -> ran.set(true));
			writeOnce(exchange);
		});
		try (WireCall<?> call = get()) {
			assertThat(scripted.awaitEnd()).isNull();
			application.awaitNoCalls();
			// the client has not taken the end of the call yet
			call.cancel();
			assertThat(call.statusUnread().getCode()).isEqualTo(Status.Code.CANCELLED);
		}
		try (WireCall<?> call = get()) {
			assertThat(call.status().isOk()).isTrue();
		}
		assertThat(ran).isFalse();
	}

	@Test
	void whenTheHandlerReturnsThenTheThreadOfTheNextCallIsNotInterrupted() throws Exception {
		for (int i = 0; i < 50; i++) {
			scripted.play((exchange) -> {
				this.stage.countDown();
				while (!exchange.call().isCancelled()) {
					Thread.onSpinWait();
				}
			});
			try (WireCall<?> call = get()) {
				scripted.awaitStart();
				call.cancel();
				scripted.awaitEnd();
			}
			application.awaitNoCalls();
			AtomicBoolean interrupted = new AtomicBoolean();
			scripted.play((exchange) -> {
				interrupted.set(Thread.currentThread().isInterrupted());
				writeOnce(exchange);
			});
			try (WireCall<?> call = get()) {
				assertThat(call.status().isOk()).isTrue();
			}
			assertThat(interrupted).isFalse();
		}
	}

	private static WireCall<?> get() {
		return client.get(Scripted.TICKET, new Metadata());
	}

	private static <R> WireCall<R> upload(String name, Function<FlightDescriptor, WireCall<R>> opener) {
		WireCall<R> call = opener.apply(WireClient.path("scripted", name));
		try (VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 1000)) {
			call.start(root);
			call.write(root);
		}
		return call;
	}

	private static void writeOnce(Scripted.Exchange exchange) {
		try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 10)) {
			exchange.out().write(root);
		}
	}

	private static void writeForEver(Scripted.Exchange exchange) {
		try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 100_000)) {
			while (true) {
				exchange.out().write(root);
			}
		}
	}

	private void awaitStage() throws InterruptedException {
		assertThat(this.stage.await(20, TimeUnit.SECONDS)).isTrue();
	}

	private static void awaitBlocked(String method) {
		Awaitility.await().until(() -> Machine.isHandlerWaitingIn(method));
	}

	// the cause tells the wake-up by the cancellation from one by a time limit
	private static void assertCancelled(Throwable failure) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> {
			throw failure;
		}).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.CANCELLED);
			assertThat(ex.status().description()).isEqualTo("The client cancelled the call");
		});
	}

}
