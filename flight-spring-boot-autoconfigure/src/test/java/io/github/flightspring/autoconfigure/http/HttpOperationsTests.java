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

package io.github.flightspring.autoconfigure.http;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.flightspring.admission.CallAdmission;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.github.flightspring.support.HttpApplication.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls over HTTP among all calls: they are admitted, counted, logged and waited for.
 */
@ExtendWith(OutputCaptureExtension.class)
class HttpOperationsTests {

	private static final int ROWS = 1000;

	private static CountDownLatch go = new CountDownLatch(1);

	private HttpApplication application;

	private void start(String... properties) {
		go = new CountDownLatch(1);
		this.application = HttpApplication.start(new Class<?>[] { Held.class, Meters.class }, properties);
	}

	@AfterEach
	void stop() throws Exception {
		go.countDown();
		this.application.close();
	}

	@Test
	void whenThereIsNoPlaceThenACallWaitsForOne() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.queue-timeout=2m");
		CompletableFuture<HttpResponse<byte[]>> first = download();
		CompletableFuture<HttpResponse<byte[]>> second = download();
		Awaitility.await().until(() -> admission().calls() == 1 && admission().waiting() == 1);
		go.countDown();
		assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertThat(second.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		this.application.awaitNoCalls();
		assertThat(admission().calls()).isZero();
	}

	@Test
	void whenTheServerIsFullThenUnavailableWithAHintAndAMeter() throws Exception {
		start("flight.server.max-concurrent-calls=1", "flight.admission.queue-timeout=10ms");
		CompletableFuture<HttpResponse<byte[]>> first = download();
		awaitHandlers(1);
		assertRefused(this.application.get("/flight/held"), 503, "UNAVAILABLE", "the maximum number of calls");
		assertThat(registry().get("flight.server.calls.refused")
			.tags("transport", "http", "rpc", "DoGet", "reason", "CALLS")
			.counter()
			.count()).isOne();
		go.countDown();
		assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
	}

	@Test
	void whenACallerHasTheMaximumOfCallsThenTooManyRequests() throws Exception {
		start("flight.admission.max-calls-per-principal=1", "flight.admission.queue-timeout=10ms");
		CompletableFuture<HttpResponse<byte[]>> first = download();
		awaitHandlers(1);
		// the same caller as over gRPC
		assertThat(this.application.context().getBean(RunningCalls.class).list().get(0).peer()).isInstanceOfSatisfying(
				InetSocketAddress.class, (peer) -> assertThat(peer.getAddress().isLoopbackAddress()).isTrue());
		assertRefused(this.application.get("/flight/held"), 429, "RESOURCE_EXHAUSTED",
				"The caller has 1 running calls");
		HttpResponse<byte[]> upload = this.application.send(this.application.request("/flight/held")
			.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000]))));
		assertRefused(upload, 429, "RESOURCE_EXHAUSTED", "The caller has 1 running calls");
		go.countDown();
		assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
	}

	@Test
	void whenACallerStartsTooManyCallsThenTooManyRequests() throws Exception {
		start("flight.admission.calls-per-second=1", "flight.admission.burst=1");
		go.countDown();
		List<HttpResponse<byte[]>> responses = new ArrayList<>();
		Awaitility.await().until(() -> {
			responses.add(this.application.get("/flight/held"));
			return responses.stream().anyMatch((response) -> response.statusCode() == 429);
		});
		assertRefused(responses.get(responses.size() - 1), 429, "RESOURCE_EXHAUSTED", "more than 1 calls in a second");
	}

	@Test
	void whenAFlightHasLimitsOfItsOwnThenTheyHold() throws Exception {
		start("flight.admission.flights[held].max-calls=1", "flight.admission.flights[held].call-timeout=2s",
				"flight.admission.queue-timeout=10ms");
		CompletableFuture<HttpResponse<byte[]>> first = download();
		awaitHandlers(1);
		assertRefused(this.application.get("/flight/held"), 429, "RESOURCE_EXHAUSTED",
				"'held' has the maximum number of calls");
		assertThat(this.application.get("/flight/held/other").statusCode()).isEqualTo(200);
		HttpResponse<byte[]> timedOut = first.get(60, TimeUnit.SECONDS);
		assertThat(timedOut.statusCode()).isEqualTo(504);
		assertThat(text(timedOut)).contains("longer than PT2S");
	}

	@Test
	void whenBytesAreLimitedThenADownloadTakesItsTime() throws Exception {
		start("flight.admission.bytes-per-second=8KB");
		go.countDown();
		long start = System.nanoTime();
		assertThat(HttpApplication.values(this.application.get("/flight/held").body())).hasSize(ROWS);
		assertThat(HttpApplication.values(this.application.get("/flight/held").body())).hasSize(ROWS);
		// 16 KB, of which one second's are free
		assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
	}

	@Test
	void whenCallsMoveRowsThenTheyAreInTheMetersAndTheAccessLog(CapturedOutput output) throws Exception {
		start("flight.access-log.enabled=true");
		go.countDown();
		byte[] stream = this.application.get("/flight/held").body();
		byte[] zipped = this.application.get("/flight/held", "Accept-Encoding", "gzip").body();
		assertThat(
				this.application.send(this.application.request("/flight/held").PUT(BodyPublishers.ofByteArray(stream)))
					.statusCode())
			.isEqualTo(200);
		assertThat(this.application.get("/flight/nothing").statusCode()).isEqualTo(404);
		this.application.awaitNoCalls();
		Tags get = Tags.of("transport", "http", "rpc", "DoGet", "flight", "held", "direction", "out");
		assertThat(meter("rows", get)).isEqualTo(2 * ROWS);
		assertThat(meter("batches", get)).isEqualTo(2);
		assertThat(meter("arrow", get)).isEqualTo(2 * stream.length);
		assertThat(meter("wire", get)).isEqualTo(stream.length + zipped.length);
		Tags put = Tags.of("transport", "http", "rpc", "DoPut", "flight", "held", "direction", "in");
		assertThat(meter("rows", put)).isEqualTo(ROWS);
		assertThat(meter("wire", put)).isEqualTo(stream.length);
		assertThat(meter("arrow", put)).isPositive().isLessThanOrEqualTo(stream.length);
		assertThat(registry().get("flight.server.first.batch").tags("transport", "http").timer().count()).isEqualTo(2);
		assertThat(registry().get("flight.server.calls.running").tags("transport", "http").gauges())
			.allSatisfy((gauge) -> assertThat(gauge.value()).isZero());
		assertThat(output).contains("DoGet held OK").contains("DoPut held OK").contains("DoGet unknown NOT_FOUND");
	}

	@Test
	void whenTheApplicationStopsThenDownloadsEndWellAndOthersAreRefused() throws Exception {
		start("flight.server.drain-timeout=2m");
		CompletableFuture<HttpResponse<byte[]>> first = download();
		awaitHandlers(1);
		ApplicationAvailability availability = this.application.context().getBean(ApplicationAvailability.class);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(this.application.context()::close,
				(task) -> new Thread(task).start());
		Awaitility.await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
		Awaitility.await()
			.untilAsserted(() -> assertRefused(this.application.get("/flight/held"), 503, "UNAVAILABLE", "shuts down"));
		assertThat(closing).isNotDone();
		go.countDown();
		assertThat(HttpApplication.values(first.get(60, TimeUnit.SECONDS).body())).hasSize(ROWS);
		closing.get(60, TimeUnit.SECONDS);
	}

	private CompletableFuture<HttpResponse<byte[]>> download() {
		return this.application.client()
			.sendAsync(this.application.request("/flight/held").build(), BodyHandlers.ofByteArray());
	}

	private void awaitHandlers(int count) {
		RunningCalls running = this.application.context().getBean(RunningCalls.class);
		Awaitility.await()
			.until(() -> running.list().stream().filter((call) -> call.flight().equals("held")).count() == count);
	}

	private CallAdmission admission() {
		return this.application.context().getBean(CallAdmission.class);
	}

	private MeterRegistry registry() {
		return this.application.context().getBean(MeterRegistry.class);
	}

	private double meter(String name, Tags tags) {
		FunctionCounter counter = registry().get("flight.server." + name).tags(tags).functionCounter();
		return counter.count();
	}

	private static void assertRefused(HttpResponse<byte[]> response, int status, String code, String detail) {
		assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(text(response)).contains("\"code\":\"" + code + "\"").contains(detail);
	}

	/**
	 * Flights that wait until they may go on.
	 */
	@FlightEndpoint("held")
	static class Held {

		record Row(long value) {
		}

		@DoGet
		Stream<Row> rows() throws InterruptedException {
			go.await();
			return LongStream.range(0, ROWS).mapToObj(Row::new);
		}

		@DoGet("other")
		Stream<Row> other() {
			return Stream.empty();
		}

		@DoPut
		long upload(Stream<Row> rows) {
			return rows.count();
		}

	}

}
