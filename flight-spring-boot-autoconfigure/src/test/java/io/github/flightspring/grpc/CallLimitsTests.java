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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Machine;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory, threads, and the end of the application.
 */
class CallLimitsTests {

	@ParameterizedTest
	@ValueSource(strings = { "flight.server.call-memory-limit=4MB", "flight.allocator.limit=4MB" })
	void whenMemoryIsExhaustedThenTheClientIsTold(String limit) throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class, limit,
				"spring.grpc.server.inbound.message.max-size=64MB")) {
			Scripted scripted = application.context().getBean(Scripted.class);
			WireClient client = application.wireClient();
			scripted.play((exchange) -> Batches.numbers(exchange.call().allocator(), 1_000_000).close());
			try (WireCall<?> call = client.get(Scripted.TICKET, new Metadata())) {
				assertThat(call.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
				assertThat(scripted.awaitEnd()).isInstanceOf(OutOfMemoryException.class);
			}
			scripted.play((exchange) -> exchange.in().loadNextBatch());
			try (WireCall<?> call = client.put(WireClient.path("scripted", "put"));
					VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 1_000_000)) {
				call.start(root);
				call.write(root);
				assertThat(call.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
				// when the message is decoded, or before it is whole
				assertThat(scripted.awaitEnd()).isInstanceOfAny(OutOfMemoryException.class,
						FlightRuntimeException.class);
			}
			application.awaitNoCalls();
		}
	}

	@Test
	void whenAMessageIsLargerThanAllowedThenTheHandlerEndsAndTheClientIsTold() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"spring.grpc.server.inbound.message.max-size=1MB")) {
			Scripted scripted = application.context().getBean(Scripted.class);
			scripted.play((exchange) -> exchange.in().loadNextBatch());
			try (WireCall<?> call = application.wireClient().put(WireClient.path("scripted", "put"));
					VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 1_000_000)) {
				call.start(root);
				call.write(root);
				assertThat(call.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
				assertThat(scripted.awaitEnd()).isNotNull();
			}
			application.awaitNoCalls();
		}
	}

	@Test
	void whenEveryThreadIsTakenThenTheClientIsToldToComeBack() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class,
				"flight.server.max-concurrent-calls=1")) {
			Scripted scripted = application.context().getBean(Scripted.class);
			CountDownLatch go = new CountDownLatch(1);
			scripted.play((exchange) -> {
				go.await();
				exchange.in().loadNextBatch();
			});
			try (WireCall<?> first = application.wireClient().put(WireClient.path("scripted", "put"));
					VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 1000)) {
				first.start(root);
				scripted.awaitStart();
				try (WireCall<?> second = application.wireClient().get(Scripted.TICKET, new Metadata())) {
					assertThat(second.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
				}
				try (WireCall<?> second = application.wireClient().put(WireClient.path("scripted", "put"))) {
					second.start(root);
					assertThat(second.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
				}
				go.countDown();
				first.halfClose();
				assertThat(first.status().isOk()).isTrue();
			}
			application.awaitNoCalls();
			scripted.play((exchange) -> exchange.in().loadNextBatch());
			Awaitility.await().untilAsserted(() -> {
				try (WireCall<?> third = application.wireClient().put(WireClient.path("scripted", "put"));
						VectorSchemaRoot root = Batches.numbers(application.clientAllocator(), 1000)) {
					third.start(root);
					third.halfClose();
					assertThat(third.status().isOk()).isTrue();
				}
			});
		}
	}

	@Test
	void whenTheApplicationStopsInTheMiddleOfCallsThenTheirHandlersEndAndNothingIsLeft() throws Exception {
		RunningApplication application = RunningApplication.start(Scripted.class, "flight.server.drain-timeout=300ms");
		Scripted scripted = application.context().getBean(Scripted.class);
		WireClient client = application.wireClient();
		scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 100_000)) {
				while (true) {
					exchange.out().write(root);
				}
			}
		});
		try (WireCall<?> writing = client.get(Scripted.TICKET, new Metadata());
				WireCall<?> unstarted = client.put(WireClient.path("scripted", "put"))) {
			Machine.awaitHandlerWaitingIn("awaitReady");
			CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
			scripted.play((exchange) -> {
				exchange.call().onCancel(() -> cancelled.complete(true));
				Thread.sleep(60_000);
			});
			try (WireCall<?> sleeping = client.get(Scripted.TICKET, new Metadata())) {
				scripted.awaitStart();
				application.context().close();
				// the stop does not wait for the sleep to end
				assertThat(cancelled.get(60, TimeUnit.SECONDS)).isTrue();
				assertThat(scripted.awaitEnd()).isInstanceOf(InterruptedException.class);
				assertThat(sleeping.status().isOk()).isFalse();
				assertThat(unstarted.status().isOk()).isFalse();
			}
		}
		assertThat(scripted.running()).isZero();
		application.close();
	}

}
