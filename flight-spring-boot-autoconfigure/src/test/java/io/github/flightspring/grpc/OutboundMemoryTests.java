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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import io.github.flightspring.support.Batches;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit of memory that the transport holds for slow clients.
 */
class OutboundMemoryTests {

	private static final int LIMIT = 1_000_000;

	private RunningApplication application;

	private Scripted scripted;

	private WireClient client;

	private AtomicLong used;

	private void start(String... properties) {
		this.application = RunningApplication.start(new Class<?>[] { Scripted.class, Memory.class }, properties);
		this.scripted = this.application.context().getBean(Scripted.class);
		this.used = this.application.context().getBean(AtomicLong.class);
		this.client = this.application.wireClient();
		this.scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 1000)) {
				exchange.out().write(root);
			}
		});
	}

	@AfterEach
	void stop() throws Exception {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void whenTheTransportIsFullThenABatchWaitsUntilThereIsRoom() throws Exception {
		start("flight.server.slow-consumer-timeout=2m");
		this.used.set(LIMIT);
		try (WireCall<?> call = this.client.get(Scripted.TICKET, new Metadata())) {
			this.scripted.awaitStart();
			Awaitility.await()
				.until(() -> Thread.getAllStackTraces()
					.values()
					.stream()
					.flatMap(Arrays::stream)
					.anyMatch((frame) -> frame.getMethodName().equals("awaitRoom")));
			assertThat(this.scripted.hasEnded()).isFalse();
			this.used.set(0);
			assertThat(call.status().isOk()).isTrue();
		}
	}

	@Test
	void whenTheTransportStaysFullThenUnavailable() throws Exception {
		start("flight.server.slow-consumer-timeout=300ms");
		this.used.set(LIMIT);
		try (WireCall<?> call = this.client.get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(call.status().getDescription()).contains("short of memory");
		}
		this.application.awaitNoCalls();
	}

	@Test
	void whenMessagesAreWrittenThenTheyCountUntilTheTransportTellsBetter() {
		AtomicLong transport = new AtomicLong();
		OutboundMemory memory = new OutboundMemory(transport::get, 100);
		assertThat(memory.tryTake(60)).isTrue();
		assertThat(memory.tryTake(50)).as("60 are being written").isFalse();
		transport.set(55);
		memory.written(60);
		assertThat(memory.tryTake(50)).as("55 are used").isFalse();
		transport.set(0);
		assertThat(memory.tryTake(50)).isTrue();
		memory.written(50);
	}

	@Test
	void whenAMessageIsLargerThanEverythingThenItGoesAlone() {
		AtomicLong transport = new AtomicLong(60);
		OutboundMemory memory = new OutboundMemory(transport::get, 100);
		assertThat(memory.tryTake(1000)).isFalse();
		assertThat(memory.tryTake(0)).isTrue();
		transport.set(50);
		assertThat(memory.tryTake(1000)).isTrue();
		assertThat(memory.tryTake(1)).isFalse();
		memory.written(1000);
		assertThat(memory.tryTake(1)).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	static class Memory {

		@Bean
		AtomicLong used() {
			return new AtomicLong();
		}

		@Bean
		@Primary
		OutboundMemory outboundMemory(AtomicLong used) {
			return new OutboundMemory(used::get, LIMIT);
		}

	}

}
