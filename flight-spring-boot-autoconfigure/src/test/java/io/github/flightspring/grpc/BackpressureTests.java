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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Http2Client;
import io.github.flightspring.support.Machine;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight.Action;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that read slowly, or not at all.
 */
class BackpressureTests {

	private static final int ROWS = 262_144;

	private static final int BATCHES = 100;

	// the threshold and a batch of 2 MiB on the server, a window of 1 MiB on the client's
	// side of the same process, and the chunks that Netty's two pools take at a time
	private static final long BOUND = 24 << 20;

	// a client that gives no further window takes nothing more, however slow it is
	private static final int WINDOW = 65_535;

	@Test
	void whenTheClientStopsReadingThenMemoryStaysBoundedUntilItGoesOn() throws Exception {
		try (RunningApplication application = RunningApplication.start(Scripted.class)) {
			Scripted scripted = application.context().getBean(Scripted.class);
			scripted.play(BackpressureTests::writeMuch);
			WireClient client = application.wireClient();
			long before = Machine.directMemory(application.serverAllocator());
			try (WireCall<FlightDataFrame> call = client.get(Scripted.TICKET, new Metadata());
					FlightReader reader = call.reader()) {
				assertThat(reader.loadNextBatch()).isTrue();
				Machine.awaitHandlerWaitingIn("awaitReady");
				long grown = Machine.directMemory(application.serverAllocator()) - before;
				System.out.printf("a client stopped reading %d MiB: %.1f MiB of direct memory more%n",
						BATCHES * (long) ROWS * 8 >> 20, grown / 1048576.0);
				assertThat(grown).isLessThan(BOUND);
				long sum = Batches.sum(reader.getVectorSchemaRoot());
				while (reader.loadNextBatch()) {
					sum += Batches.sum(reader.getVectorSchemaRoot());
				}
				assertThat(sum).isEqualTo(BATCHES * ((long) ROWS * (ROWS - 1) / 2));
			}
			assertThat(scripted.awaitEnd()).isNull();
			long grown = Machine.directMemory(application.serverAllocator()) - before;
			System.out.printf("after all was read: %.1f MiB%n", grown / 1048576.0);
			assertThat(grown).isLessThan(BOUND);
			application.awaitNoCalls();
		}
	}

	@Test
	void whenTheClientTakesNothingForTooLongThenTheStreamIsReset() throws Exception {
		try (RunningApplication application = startImpatient()) {
			Scripted scripted = application.context().getBean(Scripted.class);
			long before = 0;
			for (int i = 0; i < 8; i++) {
				scripted.play(BackpressureTests::writeMuch);
				try (Http2Client client = new Http2Client(application.port(), WINDOW)) {
					int stream = client.grpc("DoGet", Scripted.TICKET.toByteArray());
					assertThat(scripted.awaitEnd()).isInstanceOfSatisfying(FlightRuntimeException.class, (ex) -> {
						assertThat(ex.status().code()).isEqualTo(FlightStatusCode.TIMED_OUT);
						assertThat(ex.status().description()).isEqualTo("The client took nothing for PT0.1S");
					});
					application.awaitNoCalls();
					awaitReset(i + 1);
					assertThat(client.awaitEnd(stream)).isEqualTo(Http2Client.End.RST_STREAM);
				}
				if (i == 1) {
					before = Machine.directMemory(application.serverAllocator());
				}
			}
			long grown = Machine.directMemory(application.serverAllocator()) - before;
			System.out.printf("6 more clients that took nothing: %.1f MiB of direct memory more%n", grown / 1048576.0);
			assertThat(grown).isLessThan(10 << 20);
		}
	}

	@Test
	void whenTheClientReadsOnAfterTooLongThenItIsToldWhy() throws Exception {
		try (RunningApplication application = start(Duration.ofSeconds(3))) {
			Scripted scripted = application.context().getBean(Scripted.class);
			scripted.play(BackpressureTests::writeMuch);
			try (WireCall<FlightDataFrame> call = application.wireClient().get(Scripted.TICKET, new Metadata())) {
				assertThat(scripted.awaitEnd()).isInstanceOf(FlightRuntimeException.class);
				Status status = call.status();
				assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
				assertThat(status.getDescription()).isEqualTo("The client took nothing for PT3S");
			}
			application.awaitNoCalls();
		}
	}

	@Test
	void whenTheHandlerIsDoneButTheClientTakesNothingThenTheStreamIsReset() throws Exception {
		try (RunningApplication application = startImpatient()) {
			Scripted scripted = application.context().getBean(Scripted.class);
			scripted.play((exchange) -> {
				try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), ROWS)) {
					exchange.out().write(root);
				}
			});
			try (Http2Client client = new Http2Client(application.port(), WINDOW)) {
				int stream = client.grpc("DoGet", Scripted.TICKET.toByteArray());
				assertThat(scripted.awaitEnd()).isNull();
				application.awaitNoCalls();
				awaitReset(1);
				assertThat(client.awaitEnd(stream)).isEqualTo(Http2Client.End.RST_STREAM);
			}
		}
	}

	@Test
	void whenTheResultsOfAnActionAreNotTakenThenItsStreamIsResetToo() throws Exception {
		try (RunningApplication application = startImpatient()) {
			Scripted scripted = application.context().getBean(Scripted.class);
			scripted.produce((call) -> IntStream.range(0, 100_000).mapToObj((i) -> "x".repeat(10_000)));
			try (Http2Client client = new Http2Client(application.port(), WINDOW)) {
				int stream = client.grpc("DoAction", Action.newBuilder().setType("scripted").build().toByteArray());
				awaitReset(1);
				assertThat(client.awaitEnd(stream)).isEqualTo(Http2Client.End.RST_STREAM);
			}
			application.awaitNoCalls();
		}
	}

	@Test
	void whenTheClientReadsInTimeThenNothingIsReset() throws Exception {
		try (RunningApplication application = start(Duration.ofSeconds(10))) {
			Scripted scripted = application.context().getBean(Scripted.class);
			scripted.play(BackpressureTests::writeMuch);
			try (WireCall<FlightDataFrame> call = application.wireClient().get(Scripted.TICKET, new Metadata());
					FlightReader reader = call.reader()) {
				int batches = 0;
				while (reader.loadNextBatch()) {
					batches++;
				}
				assertThat(batches).isEqualTo(BATCHES);
			}
			assertThat(scripted.awaitEnd()).isNull();
		}
		assertThat(Interceptors.RESETS).hasValue(0);
	}

	private static void awaitReset(int count) {
		Awaitility.await().untilAsserted(() -> assertThat(Interceptors.RESETS).hasValue(count));
	}

	private static RunningApplication startImpatient() {
		return start(Duration.ofMillis(100));
	}

	private static RunningApplication start(Duration slowConsumerTimeout) {
		Interceptors.RESETS.set(0);
		return RunningApplication.start(new Class<?>[] { Scripted.class, Interceptors.class },
				"flight.server.slow-consumer-timeout=" + slowConsumerTimeout);
	}

	private static void writeMuch(Scripted.Exchange exchange) {
		try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), ROWS)) {
			Stream.generate(() -> root).limit(BATCHES).forEach(exchange.out()::write);
		}
	}

	/**
	 * An interceptor with a context of its own, such as Spring Security's, which sees the
	 * transport drop a stream.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Interceptors {

		static final AtomicInteger RESETS = new AtomicInteger();

		private static final Context.Key<String> KEY = Context.key("of-a-test");

		@Bean
		@GlobalServerInterceptor
		ServerInterceptor contextInterceptor() {
			return new ServerInterceptor() {

				@Override
				public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
						ServerCallHandler<I, O> next) {
					var listener = Contexts.interceptCall(Context.current().withValue(KEY, "value"), call, headers,
							next);
					return new SimpleForwardingServerCallListener<>(listener) {

						@Override
						public void onCancel() {
							RESETS.incrementAndGet();
							super.onCancel();
						}

					};
				}

			};
		}

	}

}
