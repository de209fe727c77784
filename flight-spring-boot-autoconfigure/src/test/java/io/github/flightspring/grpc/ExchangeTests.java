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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows both ways at the same time.
 */
class ExchangeTests {

	private static final int BATCHES = 300;

	private static final int ROWS = 131_072;

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	@Test
	void whenFarMoreThanAnyBufferFlowsBothWaysThenAllOfItArrives() throws Exception {
		server.scripted().play(Scripted.Exchange::echo);
		try (WireCall<FlightDataFrame> exchange = exchange(); FlightReader answer = exchange.reader()) {
			CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
				try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), ROWS)) {
					exchange.start(root);
					for (int i = 0; i < BATCHES; i++) {
						exchange.write(root);
					}
					exchange.halfClose();
				}
			});
			assertThat(Batches.sum(answer)).isEqualTo(BATCHES * ((long) ROWS * (ROWS - 1) / 2));
			writer.get(60, TimeUnit.SECONDS);
			assertThat(exchange.status().isOk()).isTrue();
		}
	}

	@Test
	void whenTheClientHalfClosesFirstThenTheServerMayGoOn() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		server.scripted().play((exchange) -> {
			assertThat(exchange.in().loadNextBatch()).isTrue();
			assertThat(exchange.in().loadNextBatch()).isFalse();
			go.await();
			exchange.write(50, ROWS);
		});
		try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), ROWS);
				WireCall<FlightDataFrame> exchange = exchange();
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			exchange.write(root);
			exchange.halfClose();
			go.countDown();
			assertThat(Batches.sum(answer)).isEqualTo(50 * ((long) ROWS * (ROWS - 1) / 2));
		}
	}

	@Test
	void whenTheServerEndsFirstThenTheClientMayStopSending() throws Exception {
		server.scripted().play((exchange) -> {
			exchange.in().loadNextBatch();
			exchange.write(1, ROWS);
		});
		try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), ROWS);
				WireCall<FlightDataFrame> exchange = exchange();
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			exchange.write(root);
			assertThat(Batches.sum(answer)).isEqualTo((long) ROWS * (ROWS - 1) / 2);
			assertThat(exchange.status().isOk()).isTrue();
			assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> exchange.write(root));
		}
	}

	@Test
	void whenTheHandlerOnlyWritesThenWhatTheClientSendsIsDropped() throws Exception {
		server.scripted().play((exchange) -> exchange.write(BATCHES, ROWS));
		try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), ROWS);
				WireCall<FlightDataFrame> exchange = exchange();
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			exchange.write(root);
			assertThat(Batches.sum(answer)).isEqualTo(BATCHES * ((long) ROWS * (ROWS - 1) / 2));
		}
	}

	@Test
	void whenTheHandlerOnlyReadsThenTheExchangeEndsWithoutRows() throws Exception {
		server.scripted().play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				exchange.in().getVectorSchemaRoot();
			}
		});
		try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), ROWS);
				WireCall<FlightDataFrame> exchange = exchange()) {
			exchange.start(root);
			for (int i = 0; i < BATCHES; i++) {
				exchange.write(root);
			}
			exchange.halfClose();
			assertThat(exchange.next()).isNull();
		}
	}

	@Test
	void whenMetadataTravelsWithBatchesThenItComesBackInOrder() throws Exception {
		server.scripted().play((exchange) -> {
			exchange.out().start(exchange.in().getVectorSchemaRoot(), null);
			while (exchange.in().next()) {
				if (exchange.in().hasBatch()) {
					exchange.out().write(exchange.in().getVectorSchemaRoot(), exchange.in().getAppMetadata());
				}
				else {
					exchange.out().writeMetadata(exchange.in().getAppMetadata());
				}
			}
		});
		try (VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 3);
				WireCall<FlightDataFrame> exchange = exchange();
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			exchange.write(root, new byte[] { 1 });
			exchange.writeMetadata(new byte[] { 2 });
			exchange.write(root, new byte[] { 3 });
			exchange.halfClose();
			for (byte expected : List.of((byte) 1, (byte) 2, (byte) 3)) {
				assertThat(answer.next()).isTrue();
				assertThat(answer.getAppMetadata()).containsExactly(expected);
				assertThat(answer.hasBatch()).isEqualTo(expected != 2);
			}
			assertThat(answer.next()).isFalse();
		}
	}

	private static WireCall<FlightDataFrame> exchange() {
		return server.client().exchange(WireClient.path("scripted", "exchange"));
	}

}
