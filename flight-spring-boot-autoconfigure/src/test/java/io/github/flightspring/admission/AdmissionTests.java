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

package io.github.flightspring.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Meters;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Limits of calls, over real connections.
 */
class AdmissionTests {

	private static final Metadata.Key<byte[]> DETAILS = Metadata.Key.of("grpc-status-details-bin",
			Metadata.BINARY_BYTE_MARSHALLER);

	private RunningApplication application;

	private Scripted scripted;

	private WireClient client;

	private CountDownLatch go = new CountDownLatch(1);

	private void start(String... properties) {
		start(Meters.class, properties);
	}

	private void start(Class<?> beans, String... properties) {
		this.application = RunningApplication.start(new Class<?>[] { Scripted.class, beans }, properties);
		this.scripted = this.application.context().getBean(Scripted.class);
		this.client = this.application.wireClient();
		this.scripted.play((exchange) -> this.go.await());
	}

	@AfterEach
	void stop() throws Exception {
		this.go.countDown();
		this.application.awaitNoCalls();
		this.application.close();
	}

	@Test
	void whenThereIsNoPlaceThenTheNextCallWaitsForOne() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.queue-timeout=2m");
		try (WireCall<?> first = upload(); WireCall<?> second = upload()) {
			awaitRunning(2);
			assertThat(admission().calls()).isOne();
			assertThat(admission().waiting()).isOne();
			first.halfClose();
			second.halfClose();
			this.go.countDown();
			assertThat(first.status()).as(first.status().toString())
				.extracting(Status::getCode)
				.isEqualTo(Status.Code.OK);
			assertThat(second.status()).as(second.status().toString())
				.extracting(Status::getCode)
				.isEqualTo(Status.Code.OK);
		}
		assertThat(admission().calls()).isZero();
		assertThat(admission().waiting()).isZero();
	}

	@Test
	void whenTheQueueIsFullOrTheWaitTooLongThenUnavailableWithAHintAndAMeter() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.max-queued=1",
				"flight.admission.queue-timeout=3s");
		try (WireCall<?> first = upload()) {
			this.scripted.awaitStart();
			try (WireCall<?> waiting = upload()) {
				Awaitility.await().until(() -> admission().waiting() == 1);
				try (WireCall<?> tooMany = upload()) {
					assertRefused(tooMany, Status.Code.UNAVAILABLE, "the maximum number of calls");
				}
				assertRefused(waiting, Status.Code.UNAVAILABLE, "the maximum number of calls");
			}
			assertThat(refused("CALLS")).isEqualTo(2);
			assertThat(admission().waiting()).isZero();
			this.go.countDown();
		}
	}

	@Test
	void whenArrowsClientIsRefusedThenItFindsTheHint() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.max-queued=0");
		FlightClient arrow = this.application.client();
		try (WireCall<?> first = upload()) {
			this.scripted.awaitStart();
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> arrow.listActions().forEach((type) -> {
				}))
				.satisfies((ex) -> {
					assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
					byte[] details = Objects.requireNonNull(ex.status().metadata()).getByte(DETAILS.name());
					assertThat(com.google.rpc.Status.parseFrom(details)
						.getDetails(0)
						.unpack(RetryInfo.class)
						.getRetryDelay()).isEqualTo(com.google.protobuf.Duration.newBuilder().setSeconds(1).build());
				});
			this.go.countDown();
		}
	}

	@Test
	void whenAClientStopsToWaitThenNothingIsLeftOfIt() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.queue-timeout=2m");
		try (WireCall<?> first = upload()) {
			this.scripted.awaitStart();
			try (WireCall<?> waiting = upload()) {
				Awaitility.await().until(() -> admission().waiting() == 1);
				waiting.cancel();
				Awaitility.await().until(() -> admission().waiting() == 0);
			}
			this.go.countDown();
		}
	}

	@Test
	void whenACallerHasTheMaximumOfCallsThenResourceExhausted() throws Exception {
		start("flight.admission.max-calls-per-principal=1", "flight.admission.queue-timeout=10ms");
		try (WireCall<?> first = upload()) {
			this.scripted.awaitStart();
			try (WireCall<?> second = upload()) {
				assertRefused(second, Status.Code.RESOURCE_EXHAUSTED, "The caller has 1 running calls");
			}
			this.go.countDown();
		}
	}

	@Test
	void whenAFlightHasAsManyAsItTakesThenOthersAreServed() throws Exception {
		start("flight.admission.flights[scripted/put].max-calls=1", "flight.admission.queue-timeout=10ms");
		try (WireCall<?> first = upload()) {
			this.scripted.awaitStart();
			try (WireCall<?> second = upload()) {
				assertRefused(second, Status.Code.RESOURCE_EXHAUSTED, "'scripted/put' has the maximum number of calls");
			}
			this.go.countDown();
			try (WireCall<?> other = this.client.get(Scripted.TICKET, new Metadata())) {
				// it sends no schema
				assertThat(other.status().getCode()).isEqualTo(Status.Code.INTERNAL);
			}
		}
		Awaitility.await().until(() -> admission().calls() == 0);
		try (WireCall<?> again = upload()) {
			again.halfClose();
			assertThat(again.status().isOk()).isTrue();
		}
	}

	@Test
	void whenAFlightHasTimesOfItsOwnThenTheyHold() throws Exception {
		start("flight.server.call-timeout=1m", "flight.admission.flights[scripted/put].call-timeout=300ms",
				"flight.admission.flights[scripted/exchange].idle-timeout=300ms");
		try (WireCall<?> call = upload()) {
			assertThat(call.status().getDescription()).contains("longer than PT0.3S");
		}
		this.scripted.play((exchange) -> exchange.in().loadNextBatch());
		try (WireCall<?> call = this.client.exchange(WireClient.path("scripted", "exchange"));
				VectorSchemaRoot root = Batches.numbers(this.application.clientAllocator(), 1)) {
			call.start(root);
			assertThat(call.status().getDescription()).contains("sent nothing for PT0.3S");
		}
	}

	@Test
	void whenAFlightHasATimeOfItsOwnThenItsHandlerSeesIt() throws Exception {
		start("flight.server.call-timeout=1m", "flight.admission.flights[scripted/put].call-timeout=30s");
		CompletableFuture<Duration> remaining = new CompletableFuture<>();
		this.scripted.play((exchange) -> remaining.complete(Objects.requireNonNull(exchange.call().timeRemaining())));
		try (WireCall<?> call = upload()) {
			assertThat(remaining.get(60, TimeUnit.SECONDS)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
		}
	}

	@Test
	void whenACallerStartsTooManyCallsThenResourceExhaustedUntilTheHint() throws Exception {
		start(HandTime.class, "calls=1");
		this.go.countDown();
		for (int i = 0; i < 2; i++) {
			try (WireCall<?> call = upload()) {
				call.halfClose();
				assertThat(call.status().isOk()).isTrue();
			}
		}
		Duration hint;
		try (WireCall<?> call = upload()) {
			hint = assertRefused(call, Status.Code.RESOURCE_EXHAUSTED, "more than 1 calls in a second");
		}
		assertThat(hint).isEqualTo(Duration.ofSeconds(1));
		this.application.context().getBean(AtomicLong.class).addAndGet(hint.toNanos());
		try (WireCall<?> call = upload()) {
			call.halfClose();
			assertThat(call.status().isOk()).isTrue();
		}
	}

	@Test
	void whenBytesAreLimitedThenStreamsAreSlowedDownAndNotEnded() throws Exception {
		start("flight.admission.bytes-per-second=100KB");
		this.scripted.play((exchange) -> exchange.write(5, 5000));
		long start = System.nanoTime();
		try (WireCall<?> call = this.client.get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().isOk()).isTrue();
		}
		// 200 KB, of which one second's are there at once
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
	}

	@Test
	void whenBytesAreLimitedThenParallelStreamsShareThemAndLeaveNoDebt() throws Exception {
		start(HandTime.class, "bytes=10240");
		AtomicLong nanoTime = this.application.context().getBean(AtomicLong.class);
		this.scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 1280)) {
				while (true) {
					exchange.out().write(root);
				}
			}
		});
		RunningCalls running = this.application.context().getBean(RunningCalls.class);
		List<WireCall<?>> streams = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			streams.add(this.client.get(Scripted.TICKET, new Metadata()));
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
			return this.scripted.running() == 20 && sent(running) >= 30_000;
		});
		// a second's worth is there at once, and headers are on top
		assertThat(sent(running) / 10_240d).isLessThan(nanoTime.get() / 1e9 + 1.5);
		streams.forEach(WireCall::close);
		Awaitility.await().until(() -> running.size() == 0);
		this.scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 1)) {
				exchange.out().write(root);
			}
		});
		// what the twenty have not sent does not count
		nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
		try (WireCall<?> call = this.client.get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().isOk()).isTrue();
		}
	}

	private static long sent(RunningCalls running) {
		return running.list().stream().mapToLong((call) -> call.sent().bytes()).sum();
	}

	@Test
	void whenMemoryIsShortThenNewCallsAreRefusedAndTheRunningOneGoesOn() throws Exception {
		start("flight.allocator.limit=40MB", "flight.admission.memory-threshold=0.09");
		this.scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 500_000)) {
				this.go.await();
			}
		});
		try (WireCall<?> first = upload()) {
			Awaitility.await().until(() -> this.application.serverAllocator().getAllocatedMemory() >= 4_000_000);
			try (WireCall<?> second = upload()) {
				assertRefused(second, Status.Code.UNAVAILABLE, "short of memory");
			}
			assertThat(this.application.context().getBean(ServerLoad.class).isAccepting()).isFalse();
			this.go.countDown();
			first.halfClose();
			assertThat(first.status().isOk()).isTrue();
		}
	}

	@Test
	void whenAClientCallsAgainAtOnceThenItsPlaceIsFree() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.max-queued=0");
		this.go.countDown();
		for (int i = 0; i < 300; i++) {
			try (WireCall<?> call = upload()) {
				call.halfClose();
				assertThat(call.status()).as("call " + i).extracting(Status::getCode).isEqualTo(Status.Code.OK);
			}
		}
	}

	private WireCall<?> upload() {
		WireCall<?> call = this.client.put(WireClient.path("scripted", "put"));
		try (VectorSchemaRoot root = Batches.numbers(this.application.clientAllocator(), 1)) {
			call.start(root);
		}
		return call;
	}

	private CallAdmission admission() {
		return this.application.context().getBean(CallAdmission.class);
	}

	private void awaitRunning(int calls) {
		RunningCalls running = this.application.context().getBean(RunningCalls.class);
		Awaitility.await().until(() -> running.size() == calls && admission().calls() + admission().waiting() == calls);
	}

	private double refused(String reason) {
		return this.application.context()
			.getBean(MeterRegistry.class)
			.get("flight.server.calls.refused")
			.tag("reason", reason)
			.counter()
			.count();
	}

	private static Duration assertRefused(WireCall<?> call, Status.Code code, String description) throws Exception {
		Status status = call.status();
		assertThat(status.getCode()).as(String.valueOf(status)).isEqualTo(code);
		assertThat(status.getDescription()).contains(description);
		byte[] bytes = Objects.requireNonNull(Objects.requireNonNull(call.trailers()).get(DETAILS));
		com.google.rpc.Status details = com.google.rpc.Status.parseFrom(bytes);
		assertThat(details.getCode()).isEqualTo(code.value());
		Any detail = details.getDetails(0);
		com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
		return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
	}

	/**
	 * Rates come back by a time that the test sets.
	 */
	@Configuration(proxyBeanMethods = false)
	static class HandTime {

		@Bean
		AtomicLong nanoTime() {
			return new AtomicLong();
		}

		@Bean
		CallAdmission admission(@Value("${calls:0}") int calls, @Value("${bytes:0}") long bytes,
				BufferAllocator allocator, FlightThreads threads, AtomicLong nanoTime) {
			AdmissionLimits limits = new AdmissionLimits(100, 0, 0, Duration.ofMinutes(1), calls, 2 * calls, bytes, 1,
					Map.of());
			return new CallAdmission(limits, allocator, threads.timer(), nanoTime::get);
		}

	}

}
