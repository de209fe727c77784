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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large messages, compressed ones, and many streams at once.
 */
class TransportTests {

	private static final Metadata.Key<String> ENCODING = Metadata.Key.of("grpc-encoding",
			Metadata.ASCII_STRING_MARSHALLER);

	private static final int LARGE = 13_107_200;

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer(new Class<?>[] { Gzip.class },
			"flight.server.max-batch-size=200MB");

	@Test
	void whenABatchHasAHundredMebibytesThenItGoesBothWaysInOneMessage() throws Exception {
		server.scripted().play(Scripted.Exchange::echo);
		try (WireCall<FlightDataFrame> exchange = server.client().exchange(WireClient.path("scripted", "exchange"));
				VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), LARGE);
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			exchange.write(root);
			exchange.halfClose();
			assertThat(answer.loadNextBatch()).isTrue();
			assertThat(answer.getVectorSchemaRoot().getRowCount()).isEqualTo(LARGE);
			assertThat(Batches.sum(answer.getVectorSchemaRoot())).isEqualTo((long) LARGE * (LARGE - 1) / 2);
			assertThat(answer.loadNextBatch()).isFalse();
		}
	}

	@Test
	void whenGrpcCompressesThenRowsAreTheSame() throws Exception {
		server.scripted().play(Scripted.Exchange::echo);
		WireClient zipping = server.client().with((options) -> options.withCompression("gzip"));
		try (WireCall<FlightDataFrame> exchange = zipping.exchange(WireClient.path("scripted", "exchange"));
				VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 200_000);
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			for (int i = 0; i < 3; i++) {
				exchange.write(root);
				assertThat(answer.loadNextBatch()).isTrue();
				assertThat(Batches.sum(answer.getVectorSchemaRoot())).isEqualTo(200_000L * 199_999 / 2);
			}
			exchange.halfClose();
			assertThat(answer.loadNextBatch()).isFalse();
			assertThat(exchange.headers()).isNotNull();
			assertThat(exchange.headers().get(ENCODING)).isEqualTo("gzip");
		}
	}

	@Test
	void whenManyStreamsShareAConnectionThenEachGetsItsOwnRows() throws Exception {
		server.scripted().play((exchange) -> {
			if (exchange.in() == null) {
				exchange.write(20, 50_000);
			}
			else {
				exchange.results().acknowledge(Batches.sum(exchange.in()));
			}
		});
		ExecutorService clients = Executors.newFixedThreadPool(64);
		try {
			List<Future<Long>> sums = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				Callable<Long> call = (i % 2 == 0) ? TransportTests::callDownload : TransportTests::callUpload;
				sums.add(clients.submit(call));
			}
			for (Future<Long> sum : sums) {
				assertThat(sum.get(60, TimeUnit.SECONDS)).isEqualTo(20 * (50_000L * 49_999 / 2));
			}
		}
		finally {
			clients.shutdownNow();
			assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static long callDownload() throws Exception {
		try (WireCall<FlightDataFrame> call = server.client().get(Scripted.TICKET, new Metadata());
				FlightReader reader = call.reader()) {
			return Batches.sum(reader);
		}
	}

	private static long callUpload() {
		try (WireCall<PutResult> call = server.client().put(WireClient.path("scripted", "put"));
				VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 50_000)) {
			call.start(root);
			for (int i = 0; i < 20; i++) {
				call.write(root);
			}
			call.halfClose();
			PutResult result = call.next();
			assertThat(result).isNotNull();
			return Long.parseLong(result.getAppMetadata().toStringUtf8());
		}
	}

	/**
	 * Compresses the answers to clients that compress.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Gzip {

		@Bean
		@GlobalServerInterceptor
		ServerInterceptor gzip() {
			return new ServerInterceptor() {

				@Override
				public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
						ServerCallHandler<I, O> next) {
					if ("gzip".equals(headers.get(ENCODING))) {
						call.setCompression("gzip");
					}
					return next.startCall(call, headers);
				}

			};
		}

	}

}
