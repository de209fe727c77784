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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service on gRPC's in-process transport, with executors that run what they get on
 * the caller's own thread and with such that do not.
 */
class InProcessTests {

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	private static ExecutorService pool;

	@BeforeAll
	static void start() {
		pool = Executors.newCachedThreadPool();
	}

	@AfterAll
	static void stop() throws Exception {
		pool.shutdownNow();
		assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	static Stream<Named<Executor>> executors() {
		Executor direct = Runnable::run;
		Executor pooled = (task) -> pool.execute(task);
		return Stream.of(Named.of("direct", direct), Named.of("pool", pooled));
	}

	@ParameterizedTest
	@MethodSource("executors")
	void whenRowsAreExchangedThenTheyFlowBothWays(Executor executor) throws Exception {
		server.scripted().play(Scripted.Exchange::echo);
		try (InProcess inProcess = new InProcess(executor);
				WireCall<FlightDataFrame> exchange = inProcess.client()
					.exchange(WireClient.path("scripted", "exchange"));
				FlightReader answer = exchange.reader()) {
			CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
				try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 10_000)) {
					exchange.start(root);
					for (int i = 0; i < 500; i++) {
						exchange.write(root);
					}
					exchange.halfClose();
				}
			});
			int batches = 0;
			while (answer.loadNextBatch()) {
				assertThat(Batches.sum(answer.getVectorSchemaRoot())).isEqualTo(10_000L * 9_999 / 2);
				batches++;
			}
			assertThat(batches).isEqualTo(500);
			writer.get(60, TimeUnit.SECONDS);
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void whenUploadsAreAcknowledgedThenEachAnswerArrives(Executor executor) throws Exception {
		server.scripted().play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				exchange.results().acknowledge(exchange.in().getVectorSchemaRoot().getRowCount());
			}
		});
		try (InProcess inProcess = new InProcess(executor);
				WireCall<PutResult> upload = inProcess.client().put(WireClient.path("scripted", "put"));
				VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 100)) {
			upload.start(root);
			for (int i = 0; i < 100; i++) {
				upload.write(root);
				assertThat(upload.next()).isNotNull();
			}
			upload.halfClose();
			assertThat(upload.next()).isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void whenTheClientCancelsAWritingHandlerThenItIsWoken(Executor executor) throws Exception {
		for (int i = 0; i < 100; i++) {
			server.scripted().play((exchange) -> {
				try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 1000)) {
					while (true) {
						exchange.out().write(root);
					}
				}
			});
			try (InProcess inProcess = new InProcess(executor);
					WireCall<FlightDataFrame> call = inProcess.client().get(Scripted.TICKET, new Metadata())) {
				for (int frames = 0; frames < i % 10; frames++) {
					try (FlightDataFrame frame = call.next()) {
						assertThat(frame).isNotNull();
					}
				}
				server.scripted().awaitStart();
				call.cancel();
				assertThat(call.status().getCode()).isEqualTo(Status.Code.CANCELLED);
				assertThat(server.scripted().awaitEnd()).isInstanceOfSatisfying(FlightRuntimeException.class,
						(ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void whenTheClientCancelsAReadingHandlerThenItIsWoken(Executor executor) throws Exception {
		server.scripted().play((exchange) -> exchange.in().loadNextBatch());
		try (InProcess inProcess = new InProcess(executor);
				WireCall<PutResult> upload = inProcess.client().put(WireClient.path("scripted", "put"));
				VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 100)) {
			upload.start(root);
			server.scripted().awaitStart();
			upload.cancel();
			assertThat(server.scripted().awaitEnd()).isInstanceOf(FlightRuntimeException.class);
		}
	}

	/**
	 * A server and a client of it.
	 */
	private static final class InProcess implements AutoCloseable {

		private final Server server;

		private final ManagedChannel channel;

		InProcess(Executor executor) throws Exception {
			String name = InProcessServerBuilder.generateName();
			this.server = InProcessServerBuilder.forName(name)
				.executor(executor)
				.addService(InProcessTests.server.application().context().getBean(FlightServiceBinding.class))
				.build()
				.start();
			this.channel = InProcessChannelBuilder.forName(name).executor(executor).build();
		}

		WireClient client() {
			return new WireClient(this.channel, InProcessTests.server.application().clientAllocator());
		}

		@Override
		public void close() throws InterruptedException {
			this.channel.shutdownNow();
			this.server.shutdownNow();
			assertThat(this.server.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}

	}

}
