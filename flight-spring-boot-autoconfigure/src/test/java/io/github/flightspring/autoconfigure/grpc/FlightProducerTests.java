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

package io.github.flightspring.autoconfigure.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.flightspring.grpc.FlightServiceBinding;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.RequestContext;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.auth.ServerAuthHandler;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application's own {@code FlightProducer}, with all that Arrow's server gives it. The
 * build runs these tests in a JVM with the flag that Arrow's server needs.
 */
@EnabledIf("io.github.flightspring.autoconfigure.grpc.NioAccess#isOpen")
class FlightProducerTests {

	record Number(long n) {
	}

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Legacy.class);
	}

	@Test
	void whenThereIsAProducerThenItIsServedInsteadOfHandlers() {
		assertThat(calls.application().context().getBeansOfType(FlightServiceBinding.class)).isEmpty();
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@Test
	void whenRowsAreDownloadedSlowlyThenAllArrive() throws Exception {
		long sum = 0;
		try (FlightStream stream = calls.client().getStream(new Ticket(new byte[0]))) {
			while (stream.next()) {
				Thread.sleep(5);
				sum += stream.getRoot().getRowCount();
			}
		}
		assertThat(sum).isEqualTo(100 * 65536);
	}

	@Test
	void whenRowsAreUploadedThenAllArrive() {
		Number[] rows = java.util.stream.LongStream.range(0, 500).mapToObj(Number::new).toArray(Number[]::new);
		assertThat(calls.put(path("any"), Number.class, rows)).containsExactly("500");
	}

	@Test
	void whenAnActionIsCalledThenThePeerAndTheMiddlewareAreKnown() {
		Legacy.EVENTS.clear();
		assertThat(calls.action("who", "")).containsExactly("peer with headers");
		assertThat(Legacy.EVENTS).containsExactly("DO_ACTION");
	}

	@Configuration(proxyBeanMethods = false)
	static class Legacy {

		static final List<String> EVENTS = new CopyOnWriteArrayList<>();

		@Bean
		FlightProducer producer(BufferAllocator allocator) {
			return new Producer(allocator);
		}

		@Bean
		ServerAuthHandler auth() {
			return new ServerAuthHandler() {

				@Override
				public Optional<String> isValid(byte[] token) {
					return Optional.of("peer");
				}

				@Override
				public boolean authenticate(ServerAuthSender outgoing, Iterator<byte[]> incoming) {
					return true;
				}

			};
		}

		@Bean
		FlightServerMiddleware.Factory<Recorder> recorder() {
			return new RecorderFactory();
		}

	}

	private static final class RecorderFactory implements FlightServerMiddleware.Factory<Recorder> {

		@Override
		public Recorder onCallStarted(CallInfo info, CallHeaders headers, RequestContext context) {
			Legacy.EVENTS.add(info.method().toString());
			return new Recorder();
		}

	}

	private static final class Recorder implements FlightServerMiddleware {

		@Override
		public void onBeforeSendingHeaders(CallHeaders headers) {
		}

		@Override
		public void onCallCompleted(CallStatus status) {
		}

		@Override
		public void onCallErrored(Throwable failure) {
		}

	}

	private static final class Producer extends NoOpFlightProducer {

		private final BufferAllocator allocator;

		Producer(BufferAllocator allocator) {
			this.allocator = allocator;
		}

		@Override
		public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
			Schema schema = new Schema(List.of(Field.notNullable("n", new ArrowType.Int(64, true))));
			try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, this.allocator)) {
				((BigIntVector) root.getVector(0)).setSafe(65535, 1);
				root.setRowCount(65536);
				listener.start(root);
				for (int i = 0; i < 100; i++) {
					listener.putNext();
				}
				listener.completed();
			}
		}

		@Override
		public Runnable acceptPut(CallContext context, FlightStream stream, StreamListener<PutResult> acknowledge) {
			return () -> {
				long rows = 0;
				while (stream.next()) {
					rows += stream.getRoot().getRowCount();
				}
				byte[] text = String.valueOf(rows).getBytes(StandardCharsets.UTF_8);
				try (ArrowBuf buffer = this.allocator.buffer(text.length)) {
					buffer.writeBytes(text);
					acknowledge.onNext(PutResult.metadata(buffer));
				}
				acknowledge.onCompleted();
			};
		}

		@Override
		public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
			String headers = (context.getMiddleware(FlightConstants.HEADER_KEY) != null) ? " with headers" : "";
			listener.onNext(new Result((context.peerIdentity() + headers).getBytes(StandardCharsets.UTF_8)));
			listener.onCompleted();
		}

	}

}
