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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.Meters;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.RequestContext;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The beans and the services of a running server.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServerWiringTests {

	private static FlightCalls defaults;

	record Row(String value) {
	}

	@BeforeAll
	static void start() {
		defaults = FlightCalls.start(Rows.class);
	}

	@AfterAll
	static void stop() throws Exception {
		defaults.close();
	}

	@Test
	void whenFlightsAreServedThenReflectionAndHealthAreServedToo() throws Exception {
		assertThat(HealthGrpc.newBlockingStub(defaults.channel()).check(HealthCheckRequest.getDefaultInstance()))
			.extracting(HealthCheckResponse::getStatus)
			.isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
		assertThat(services(defaults)).contains("arrow.flight.protocol.FlightService", "grpc.health.v1.Health");
	}

	private static List<String> services(FlightCalls calls) throws Exception {
		CompletableFuture<List<String>> services = new CompletableFuture<>();
		StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(calls.channel())
			.serverReflectionInfo(new StreamObserver<ServerReflectionResponse>() {

				@Override
				public void onNext(ServerReflectionResponse response) {
					services.complete(response.getListServicesResponse()
						.getServiceList()
						.stream()
						.map((service) -> service.getName())
						.toList());
				}

				@Override
				public void onError(Throwable failure) {
					services.completeExceptionally(failure);
				}

				@Override
				public void onCompleted() {
				}

			});
		requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
		List<String> result = services.get(60, TimeUnit.SECONDS);
		requests.onCompleted();
		return result;
	}

	@Test
	void whenAMessageIsLargerThanBootsLimitThenItIsTaken() throws Exception {
		assertThat(defaults.put(path("length"), Row.class, new Row("x".repeat(6_000_000)))).containsExactly("6000000");
		Metadata headers = new Metadata();
		headers.put(Metadata.Key.of("x-large", Metadata.ASCII_STRING_MARSHALLER), "y".repeat(16_000));
		try (var call = defaults.wire().get(defaults.wire().ticket(path("rows")), headers)) {
			assertThat(call.status().isOk()).isTrue();
		}
	}

	@Test
	void whenTheUserSetsAnInboundLimitThenItStands() throws Exception {
		for (String property : List.of("spring.grpc.server.inbound.message.max-size=1MB",
				"spring.grpc.server.inbound.message.maxSize=1MB")) {
			try (FlightCalls calls = FlightCalls.start(Rows.class, property)) {
				assertThatExceptionOfType(StatusRuntimeException.class)
					.isThrownBy(() -> calls.put(path("length"), Row.class, new Row("x".repeat(2_000_000))));
				assertThat(calls.put(path("length"), Row.class, new Row("x".repeat(500_000))))
					.containsExactly("500000");
			}
		}
	}

	@Test
	void whenACallNeedsMoreMemoryThanItsLimitThenItIsRefused() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class, "flight.server.call-memory-limit=1MB")) {
			assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> calls.rows("memory/2000000"));
			assertThat(calls.rows("memory/1000")).containsExactly("1000");
		}
	}

	@Test
	void whenAllCallsNeedMoreMemoryThanTheLimitThenTheCallIsRefused() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class, "flight.allocator.limit=1MB")) {
			assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> calls.rows("memory/2000000"));
			assertThat(calls.rows("memory/1000")).containsExactly("1000");
		}
	}

	@Test
	void whenAHandlerLeaksThenItIsNamedInTheLogAndCounted(CapturedOutput output) throws Exception {
		FlightCalls calls = FlightCalls.start(new Class<?>[] { Rows.class, Meters.class },
				"flight.allocator.shutdown-timeout=10ms");
		assertThat(calls.rows("leak")).containsExactly("leaked");
		assertThat(calls.application()
			.context()
			.getBean(MeterRegistry.class)
			.get("flight.server.leaks")
			.tags("rpc", "DoGet", "flight", "leak")
			.counter()
			.count()).isEqualTo(1024);
		assertThat(output).contains("leaked 1024 bytes of Arrow memory").contains("Rows.leak(BufferAllocator)");
		assertThatIllegalStateException().isThrownBy(calls::close).withMessageContaining("leaked 1024 bytes");
		assertThat(output).contains("1024 bytes of Arrow memory were not given back");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenVirtualThreadsAreEnabledThenHandlersRunOnThem() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class, "spring.threads.virtual.enabled=true")) {
			assertThat(calls.rows("thread").get(0)).startsWith("VirtualThread").contains("flight-");
		}
		assertThat(defaults.rows("thread").get(0)).startsWith("Thread[").contains("flight-");
	}

	@Test
	void whenMoreCallsComeThanAreAllowedThenTheyAreUnavailable() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class, "flight.server.max-concurrent-calls=1")) {
			try (FlightStream waiting = waiting(calls)) {
				assertFails(FlightStatusCode.UNAVAILABLE, () -> calls.rows("rows"))
					.contains("the maximum number of calls");
				Rows.GO.complete(null);
				assertThat(waiting.next()).isTrue();
			}
		}
	}

	/**
	 * Open the stream that waits. The call for its ticket has given its place back by
	 * then.
	 */
	private static FlightStream waiting(FlightCalls calls) throws Exception {
		FlightStream stream = calls.client().getStream(calls.ticket(path("waiting")));
		Rows.STARTED.get(60, TimeUnit.SECONDS);
		return stream;
	}

	@Test
	void whenTheApplicationHasMiddlewareThenItSeesEveryCallInItsOrder() throws Exception {
		try (FlightCalls calls = FlightCalls.start(new Class<?>[] { Rows.class, Middleware.class })) {
			Middleware.EVENTS.clear();
			calls.rows("rows");
			assertThat(Middleware.EVENTS).startsWith("first GetFlightInfo", "second GetFlightInfo")
				.contains("first DoGet", "second DoGet");
		}
	}

	@Test
	void whenTheServerStopsThenHandlersEndBeforeTheirMemoryIsMissed(CapturedOutput output) throws Exception {
		FlightCalls calls = FlightCalls.start(Rows.class, "spring.grpc.server.shutdown.grace-period=1s");
		var stream = calls.client().getStream(calls.ticket(path("endless")));
		assertThat(stream.next()).isTrue();
		BufferAllocator allocator = calls.application().serverAllocator();
		calls.application().context().close();
		assertThat(allocator.getAllocatedMemory()).isZero();
		assertThat(output).doesNotContain("were not given back");
		stream.close();
		calls.client().close();
	}

	@Test
	void whenATicketIsForgedOrOfAnotherServerThenItIsRefused() throws Exception {
		String secret = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
		String other = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
		try (FlightCalls first = FlightCalls.start(Rows.class, keys("k1", secret));
				FlightCalls rotated = FlightCalls.start(Rows.class, keys("k2", other, "k1", secret))) {
			var ticket = first.ticket(path("rows"));
			assertThat(first.rows(ticket)).containsExactly("row");
			assertThat(rotated.rows(ticket)).containsExactly("row");
			assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> defaults.rows(ticket));
			var young = rotated.ticket(path("rows"));
			assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> first.rows(young));
		}
	}

	private static String[] keys(String... idsAndSecrets) {
		return IntStream.range(0, idsAndSecrets.length)
			.mapToObj((i) -> "flight.ticket.keys[%d].%s=%s".formatted(i / 2, (i % 2 == 0) ? "id" : "secret",
					idsAndSecrets[i]))
			.toArray(String[]::new);
	}

	@Test
	void whenTicketsHaveATimeToLiveThenTheyExpire() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class, "flight.ticket.time-to-live=1ms")) {
			var ticket = calls.ticket(path("rows"));
			Thread.sleep(5);
			assertFails(FlightStatusCode.NOT_FOUND, () -> calls.rows(ticket)).contains("expired");
		}
	}

	@Test
	void whenALocationIsAdvertisedThenEndpointsHaveIt() throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class,
				"flight.server.advertised-location=grpc+tls://flights.example.org:443")) {
			assertThat(calls.client().getInfo(path("rows")).getEndpoints().get(0).getLocations())
				.extracting((location) -> location.getUri().toString())
				.containsExactly("grpc+tls://flights.example.org:443");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Middleware {

		static final List<String> EVENTS = new java.util.concurrent.CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		FlightServerMiddleware.Factory<Recorder> second() {
			return new RecorderFactory("second");
		}

		@Bean
		@Order(1)
		FlightServerMiddleware.Factory<Recorder> first() {
			return new RecorderFactory("first");
		}

	}

	private record RecorderFactory(String name) implements FlightServerMiddleware.Factory<Recorder> {

		@Override
		public Recorder onCallStarted(CallInfo info, CallHeaders headers, RequestContext context) {
			String method = info.method().toString();
			Middleware.EVENTS.add(this.name + " " + switch (method) {
				case "GET_FLIGHT_INFO" -> "GetFlightInfo";
				case "DO_GET" -> "DoGet";
				default -> method;
			});
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

	@FlightEndpoint
	static class Rows {

		static final CompletableFuture<Void> STARTED = new CompletableFuture<>();

		static final CompletableFuture<Void> GO = new CompletableFuture<>();

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of(new Row("row"));
		}

		@DoGet("thread")
		Stream<Row> thread() {
			return Stream.of(new Row(Thread.currentThread().toString()));
		}

		@DoGet("memory/{bytes}")
		Stream<Row> memory(long bytes, BufferAllocator allocator) {
			allocator.buffer(bytes).close();
			return Stream.of(new Row(String.valueOf(bytes)));
		}

		@DoGet("leak")
		Stream<Row> leak(BufferAllocator allocator) {
			allocator.buffer(1024);
			return Stream.of(new Row("leaked"));
		}

		@DoGet("waiting")
		Stream<Row> waiting() {
			return Stream.of(1).map((i) -> {
				STARTED.complete(null);
				GO.join();
				return new Row("waited");
			});
		}

		@DoGet("endless")
		Stream<Row> endless() {
			return IntStream.iterate(0, (i) -> i + 1).mapToObj((i) -> new Row("row " + i));
		}

		@DoPut("length")
		long length(Stream<Row> rows) {
			return rows.mapToLong((row) -> row.value().length()).sum();
		}

	}

}
