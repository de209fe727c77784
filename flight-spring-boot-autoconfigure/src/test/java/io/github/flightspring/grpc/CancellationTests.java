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
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Cancellation of a call by its client, as the handler sees it at each point.
 */
class CancellationTests {

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	private final CountDownLatch stage = new CountDownLatch(1);

	@BeforeEach
	void warmUp() {
		server.scripted().play((exchange) -> exchange.write(1, 10));
		try (WireCall<?> call = get()) {
			assertThat(call.status().isOk()).isTrue();
		}
	}

	@Test
	void whenTheHandlerIsBlockedInWriteThenItIsWoken() throws Exception {
		server.scripted().play(CancellationTests::writeForEver);
		try (WireCall<?> call = get()) {
			server.scripted().awaitStart();
			Machine.awaitHandlerWaitingIn("awaitReady");
			call.cancel();
			assertCancelled(server.scripted().awaitEnd());
		}
	}

	@Test
	void whenTheHandlerIsBlockedInReadThenItIsWoken() throws Exception {
		server.scripted().play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				this.stage.countDown();
			}
		});
		try (WireCall<?> call = upload("put", server.client()::put)) {
			awaitStage();
			call.cancel();
			assertCancelled(server.scripted().awaitEnd());
		}
	}

	@Test
	void whenTheHandlerOfAnExchangeIsBlockedInReadThenItIsWoken() throws Exception {
		server.scripted().play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				this.stage.countDown();
			}
		});
		try (WireCall<?> call = upload("exchange", server.client()::exchange)) {
			awaitStage();
			call.cancel();
			assertCancelled(server.scripted().awaitEnd());
		}
	}

	@Test
	void whenTheHandlerOfAnExchangeIsBlockedInWriteThenItIsWoken() throws Exception {
		server.scripted().play((exchange) -> {
			exchange.in().loadNextBatch();
			writeForEver(exchange);
		});
		try (WireCall<?> call = upload("exchange", server.client()::exchange)) {
			server.scripted().awaitStart();
			Machine.awaitHandlerWaitingIn("awaitReady");
			call.cancel();
			assertCancelled(server.scripted().awaitEnd());
		}
	}

	@Test
	void whenTheHandlerOfAnUploadIsBlockedInItsAnswersThenItIsWoken() throws Exception {
		byte[] large = new byte[100_000];
		server.scripted().play((exchange) -> {
			while (true) {
				exchange.results().acknowledge(large);
			}
		});
		try (WireCall<?> call = upload("put", server.client()::put)) {
			Machine.awaitHandlerWaitingIn("awaitReady");
			call.cancel();
			assertCancelled(server.scripted().awaitEnd());
		}
	}

	@Test
	void whenTheHandlerSleepsThenItIsInterrupted() throws Exception {
		server.scripted().play((exchange) -> {
			this.stage.countDown();
			Thread.sleep(60_000);
		});
		try (WireCall<?> call = get()) {
			awaitStage();
			call.cancel();
			assertThat(server.scripted().awaitEnd()).isInstanceOf(InterruptedException.class);
		}
	}

	@Test
	void whenTheHandlerIsBusyThenItSeesIt() throws Exception {
		server.scripted().play((exchange) -> {
			this.stage.countDown();
			while (!exchange.call().isCancelled()) {
				Thread.onSpinWait();
			}
		});
		try (WireCall<?> call = get()) {
			awaitStage();
			call.cancel();
			assertThat(server.scripted().awaitEnd()).isNull();
		}
	}

	@Test
	void whenThereAreCallbacksThenEachRunsOnceThoughOneFails() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch both = new CountDownLatch(2);
		server.scripted().play((exchange) -> {
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
			server.scripted().awaitEnd();
			assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
		}
		server.application().awaitNoCalls();
		assertThat(runs.get()).isBetween(1, 2);
	}

	@Test
	void whenACallEndsByItselfThenItsCallbacksDoNotRun() throws Exception {
		AtomicBoolean ran = new AtomicBoolean();
		server.scripted().play((exchange) -> {
			exchange.call().onCancel(() -> ran.set(true));
			exchange.write(1, 10);
		});
		try (WireCall<?> call = get()) {
			assertThat(server.scripted().awaitEnd()).isNull();
			server.application().awaitNoCalls();
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
			server.scripted().play((exchange) -> {
				this.stage.countDown();
				while (!exchange.call().isCancelled()) {
					Thread.onSpinWait();
				}
			});
			try (WireCall<?> call = get()) {
				server.scripted().awaitStart();
				call.cancel();
				server.scripted().awaitEnd();
			}
			server.application().awaitNoCalls();
			AtomicBoolean interrupted = new AtomicBoolean();
			server.scripted().play((exchange) -> {
				interrupted.set(Thread.currentThread().isInterrupted());
				exchange.write(1, 10);
			});
			try (WireCall<?> call = get()) {
				assertThat(call.status().isOk()).isTrue();
			}
			assertThat(interrupted).isFalse();
		}
	}

	private static WireCall<?> get() {
		return server.client().get(Scripted.TICKET, new Metadata());
	}

	private static <R> WireCall<R> upload(String name, Function<FlightDescriptor, WireCall<R>> opener) {
		WireCall<R> call = opener.apply(WireClient.path("scripted", name));
		try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 1000)) {
			call.start(root);
			call.write(root);
		}
		return call;
	}

	private static void writeForEver(Scripted.Exchange exchange) {
		exchange.write(Integer.MAX_VALUE, 100_000);
	}

	private void awaitStage() throws InterruptedException {
		assertThat(this.stage.await(60, TimeUnit.SECONDS)).isTrue();
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
