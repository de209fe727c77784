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

package io.github.flightspring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.flightspring.admission.FlightDrain;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The end of an application with calls that run.
 */
@ExtendWith(OutputCaptureExtension.class)
class DrainTests {

	private static final int CALLS = 10;

	private volatile @Nullable Thread closing;

	// the common pool may have one thread
	private static final Executor THREADS = (task) -> new Thread(task).start();

	@Test
	void whenTheApplicationStopsThenStreamsAndUploadsEndWell(CapturedOutput output) throws Exception {
		RunningApplication application = RunningApplication.start(Scripted.class, "flight.server.drain-timeout=2m");
		Scripted scripted = application.context().getBean(Scripted.class);
		RunningCalls running = application.context().getBean(RunningCalls.class);
		ApplicationAvailability availability = application.context().getBean(ApplicationAvailability.class);
		CountDownLatch go = new CountDownLatch(1);
		AtomicInteger uploaded = new AtomicInteger();
		scripted.play((exchange) -> {
			go.await();
			if (exchange.in() != null) {
				while (exchange.in().loadNextBatch()) {
					uploaded.addAndGet(exchange.in().getVectorSchemaRoot().getRowCount());
				}
				return;
			}
			exchange.write(100, 10_000);
		});
		WireClient client = application.wireClient();
		ManagedChannel health = application.channel();
		List<WireCall<?>> calls = new ArrayList<>();
		try (VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 1000)) {
			for (int i = 0; i < CALLS; i++) {
				calls.add(client.get(Scripted.TICKET, new Metadata()));
				WireCall<?> upload = client.put(WireClient.path("scripted", "put"));
				upload.start(root);
				calls.add(upload);
			}
			Awaitility.await().until(() -> scripted.running() == 2 * CALLS);
			assertThat(status(health)).isEqualTo(ServingStatus.SERVING);
			CompletableFuture<Void> closing = CompletableFuture.runAsync(application.context()::close, THREADS);
			Awaitility.await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
			Awaitility.await().until(() -> status(health) == ServingStatus.NOT_SERVING);
			Awaitility.await().untilAsserted(() -> {
				try (WireCall<?> refused = client.get(Scripted.TICKET, new Metadata())) {
					assertThat(refused.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
					assertThat(refused.status().getDescription()).contains("shuts down");
				}
			});
			assertThat(closing).isNotDone();
			go.countDown();
			for (int i = 0; i < 2 * CALLS; i += 2) {
				calls.get(i + 1).write(root);
				calls.get(i + 1).halfClose();
			}
			for (WireCall<?> call : calls) {
				assertThat(call.status()).extracting(Status::getCode).isEqualTo(Status.Code.OK);
				call.close();
			}
			closing.get(60, TimeUnit.SECONDS);
		}
		assertThat(uploaded).hasValue(CALLS * 1000);
		assertThat(running.size()).isZero();
		assertThat(output).contains("Waiting up to")
			.doesNotContain("TaskRejectedException")
			.doesNotContain("promise already done");
		application.close();
	}

	@Test
	void whenTheTimeIsOverThenHandlersAreCancelled(CapturedOutput output) throws Exception {
		assertCancelled((application) -> {
		}, "flight.server.drain-timeout=500ms");
		assertThat(output).contains("1 calls are cancelled, because the server shuts down: DoGet scripted")
			.doesNotContain("TaskRejectedException")
			.doesNotContain("promise already done");
	}

	@Test
	void whenShutdownIsImmediateThenHandlersAreCancelledAtOnce(CapturedOutput output) throws Exception {
		assertCancelled((application) -> {
		}, "flight.server.drain-timeout=1h", "server.shutdown=immediate");
		assertThat(output).doesNotContain("TaskRejectedException").doesNotContain("promise already done");
	}

	@Test
	void whenItIsForcedThenHandlersAreCancelledAtOnce() throws Exception {
		assertCancelled((application) -> {
			Awaitility.await().until(() -> application.context().getBean(RunningCalls.class).size() == 1);
			application.context().getBean(FlightDrain.class).force();
		}, "flight.server.drain-timeout=1h");
	}

	@Test
	void whenAHandlerIgnoresItsInterruptThenAForcedEndWaitsForNothing() throws Exception {
		assertForced("flight.server.drain-timeout=1h", (application) -> {
			Awaitility.await().until(() -> application.context().getBean(FlightDrain.class).isRefusing());
			application.context().getBean(FlightDrain.class).force();
		});
	}

	@Test
	void whenASignalComesAfterTheDrainThenNothingIsWaitedForAnyMore(CapturedOutput output) throws Exception {
		assertForced("flight.server.drain-timeout=1ms", (application) -> {
			Awaitility.await().until(() -> output.getOut().contains("handlers ignore that they are interrupted"));
			DrainingShutdown shutdown = application.context().getBean(DrainingShutdown.class);
			Awaitility.await().until(shutdown::isDrained);
			shutdown.force(Objects.requireNonNull(this.closing));
		});
	}

	private void assertForced(String property, Consumer<RunningApplication> meanwhile) throws Exception {
		RunningApplication application = RunningApplication.start(Scripted.class, property,
				"flight.allocator.shutdown-timeout=2m");
		Scripted scripted = application.context().getBean(Scripted.class);
		CountDownLatch go = new CountDownLatch(1);
		scripted.play((exchange) -> awaitUninterruptibly(go));
		try (WireCall<?> call = application.wireClient().get(Scripted.TICKET, new Metadata())) {
			scripted.awaitStart();
			Thread thread = new Thread(application.context()::close);
			this.closing = thread;
			thread.start();
			meanwhile.accept(application);
			// the handler goes on, and the memory of its call is waited for for two
			// minutes
			thread.join(Duration.ofSeconds(60).toMillis());
			assertThat(thread.isAlive()).isFalse();
			assertThat(scripted.running()).isOne();
		}
		finally {
			go.countDown();
		}
		scripted.awaitEnd();
		application.close();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// as handlers do that should not
			}
		}
	}

	@Test
	void whenAClientWatchesTheHealthThenItIsNotifiedAndNotWaitedFor() throws Exception {
		RunningApplication application = RunningApplication.start(Scripted.class,
				"spring.grpc.server.shutdown.grace-period=5m");
		Iterator<HealthCheckResponse> watch = HealthGrpc.newBlockingStub(application.channel())
			.watch(HealthCheckRequest.newBuilder().setService("arrow.flight.protocol.FlightService").build());
		assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.SERVING);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(application.context()::close, THREADS);
		assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(watch::hasNext)
			.withMessageContaining("The server shuts down");
		closing.get(1, TimeUnit.MINUTES);
		application.close();
	}

	private static void assertCancelled(Consumer<RunningApplication> meanwhile, String... properties) throws Exception {
		RunningApplication application = RunningApplication.start(Scripted.class, properties);
		Scripted scripted = application.context().getBean(Scripted.class);
		scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 100_000)) {
				while (true) {
					exchange.out().write(root);
				}
			}
		});
		try (WireCall<?> call = application.wireClient().get(Scripted.TICKET, new Metadata())) {
			scripted.awaitStart();
			CompletableFuture<Status> status = CompletableFuture.supplyAsync(call::status, THREADS);
			CompletableFuture<Void> closing = CompletableFuture.runAsync(application.context()::close, THREADS);
			meanwhile.accept(application);
			// as long as a slow machine takes, and shorter than what is not waited for
			closing.get(5, TimeUnit.MINUTES);
			assertThat(status.get(5, TimeUnit.MINUTES).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(scripted.awaitEnd()).isNotNull();
		}
		application.close();
	}

	private static ServingStatus status(ManagedChannel channel) {
		return HealthGrpc.newBlockingStub(channel)
			.check(HealthCheckRequest.newBuilder().setService("arrow.flight.protocol.FlightService").build())
			.getStatus();
	}

}
