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

package io.github.flightspring.observation;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Observations, traces and meters of calls, as Boot sets them up.
 */
class CallObservationTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private RunningApplication application;

	private Scripted scripted;

	private WireClient client;

	private MeterRegistry meters;

	private Spans spans;

	@BeforeEach
	void start() {
		this.application = RunningApplication.start(new Class<?>[] { Scripted.class, Registries.class },
				"management.tracing.sampling.probability=1", "flight.server.max-concurrent-calls=2");
		this.scripted = this.application.context().getBean(Scripted.class);
		this.client = this.application.wireClient();
		this.meters = this.application.context().getBean(MeterRegistry.class);
		this.spans = this.application.context().getBean(Spans.class);
	}

	@AfterEach
	void stop() throws Exception {
		this.application.close();
	}

	@Test
	void whenDownloadThenTimerAndMetersTellWhatItMoved() throws Exception {
		download(3, 1000);
		Timer timer = this.meters.get("flight.server.calls")
			.tags("rpc", "DoGet", "flight", "scripted", "status", "OK", "transport", "grpc")
			.timer();
		assertThat(timer.count()).isOne();
		assertThat(out("rows")).isEqualTo(3000);
		assertThat(out("batches")).isEqualTo(3);
		assertThat(out("arrow")).isGreaterThan(3 * 1000 * 8);
		assertThat(out("wire")).isGreaterThanOrEqualTo(out("arrow"));
		assertThat(this.meters.get("flight.server.first.batch").tag("rpc", "DoGet").timer().count()).isOne();
		assertThat(running("scripted")).isZero();
	}

	@Test
	void whenUploadThenMetersTellWhatCame() throws Exception {
		this.scripted.play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				exchange.in().getVectorSchemaRoot();
			}
		});
		try (WireCall<?> call = this.client.put(WireClient.path("scripted", "put"));
				VectorSchemaRoot root = Batches.numbers(this.application.clientAllocator(), 500)) {
			call.start(root);
			call.write(root);
			call.write(root);
			call.halfClose();
			assertThat(call.status().isOk()).isTrue();
		}
		assertThat(in("rows")).isEqualTo(1000);
		assertThat(in("batches")).isEqualTo(2);
		assertThat(in("arrow")).isGreaterThan(2 * 500 * 8);
		assertThat(in("wire")).isPositive();
	}

	@Test
	void whenCallRunsThenItIsListedAndCanBeCancelled() throws Exception {
		this.scripted.play((exchange) -> {
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 100_000)) {
				while (true) {
					exchange.out().write(root);
				}
			}
		});
		RunningCalls calls = this.application.context().getBean(RunningCalls.class);
		try (WireCall<?> call = this.client.get(Scripted.TICKET, new Metadata())) {
			Awaitility.await().until(() -> calls.size() == 1 && calls.list().get(0).sent().isWaiting());
			TrackedCall running = calls.list().get(0);
			assertThat(running.sent().rows()).isPositive();
			assertThat(running.flight()).isEqualTo("scripted");
			assertThat(running.peer()).isNotNull();
			assertThat(running(running.flight())).isOne();
			Awaitility.await().until(() -> out("client.wait") > 0.05);
			assertThat(calls.find(running.id())).isSameAs(running);
			assertThat(running.cancel(CallStatus.CANCELLED.withDescription("by an operator"))).isTrue();
			assertThat(call.status().getCode()).isEqualTo(Status.Code.CANCELLED);
		}
		Awaitility.await().until(() -> calls.size() == 0);
		assertThat(count("DoGet", "CANCELLED")).isOne();
	}

	@Test
	void whenCallIsRefusedThenItIsObservedToo() throws Exception {
		try (WireCall<?> call = this.client.put(WireClient.path("no", "such", "flight-" + System.nanoTime()));
				VectorSchemaRoot root = Batches.numbers(this.application.clientAllocator(), 1)) {
			call.start(root);
			assertThat(call.status().getCode()).isEqualTo(Status.Code.NOT_FOUND);
		}
		assertThat(this.meters.get("flight.server.calls")
			.tags("rpc", "DoPut", "flight", "unknown", "status", "NOT_FOUND")
			.timer()
			.count()).isOne();
	}

	@Test
	void whenTraceComesInThenTheCallContinuesItAndTheHandlerIsItsChild() throws Exception {
		ObservationRegistry registry = this.application.context().getBean(ObservationRegistry.class);
		StringBuilder logged = new StringBuilder();
		this.scripted.play((exchange) -> {
			logged.append(MDC.get("traceId"));
			Observation.createNotStarted("child", registry).observe(() -> {
			});
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 1)) {
				exchange.out().write(root);
			}
		});
		Metadata headers = new Metadata();
		headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
				"00-" + TRACE + "-00f067aa0ba902b7-01");
		try (WireCall<?> call = this.client.get(Scripted.TICKET, headers)) {
			assertThat(call.status().isOk()).isTrue();
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.spans.ended).hasSize(2));
		SpanData parent = this.spans.named("DoGet scripted");
		assertThat(parent.getTraceId()).isEqualTo(TRACE);
		assertThat(parent.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
		assertThat(parent.getKind()).isEqualTo(SpanKind.SERVER);
		SpanData child = this.spans.named("child");
		assertThat(child.getParentSpanId()).isEqualTo(parent.getSpanId());
		assertThat(logged).hasToString(TRACE);
		// Spring's own would have an event for every message
		assertThat(this.spans.ended).extracting(SpanData::getTotalRecordedEvents).containsOnly(0);
		assertThat(this.spans.ended).hasSize(2);
	}

	@Test
	void whenTraceComesInOverHttpThenTheCallIsAChildOfTheRequest() throws Exception {
		try (HttpApplication http = HttpApplication.start(new Class<?>[] { Ones.class, Registries.class },
				"management.tracing.sampling.probability=1")) {
			Spans traced = http.context().getBean(Spans.class);
			http.send(http.request("/flight/ones").header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01").GET());
			Awaitility.await().untilAsserted(() -> assertThat(traced.ended).hasSize(2));
			SpanData request = traced.named("http get /flight/**");
			SpanData call = traced.named("DoGet ones");
			assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
			assertThat(call.getTraceId()).isEqualTo(TRACE);
			assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
		}
	}

	private void download(int batches, int rows) throws Exception {
		this.scripted.play((exchange) -> exchange.write(batches, rows));
		try (WireCall<?> call = this.client.get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().isOk()).isTrue();
		}
	}

	private long count(String rpc, String status) {
		return this.meters.get("flight.server.calls").tags("rpc", rpc, "status", status).timer().count();
	}

	private double out(String name) {
		return this.meters.get("flight.server." + name)
			.tags("rpc", "DoGet", "flight", "scripted", "direction", "out")
			.functionCounter()
			.count();
	}

	private double in(String name) {
		return this.meters.get("flight.server." + name)
			.tags("rpc", "DoPut", "flight", "scripted/put", "direction", "in")
			.functionCounter()
			.count();
	}

	private double running(String flight) {
		return this.meters.get("flight.server.calls.running").tags("flight", flight).gauge().value();
	}

	@FlightEndpoint("ones")
	static class Ones {

		record One(int value) {
		}

		@DoGet
		Stream<One> ones() {
			return Stream.of(new One(1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registries {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		Spans spans() {
			return new Spans();
		}

		@Bean
		SpanProcessor spanProcessor(Spans spans) {
			return SimpleSpanProcessor.create(spans);
		}

	}

	static final class Spans implements SpanExporter {

		private final List<SpanData> ended = new CopyOnWriteArrayList<>();

		SpanData named(String name) {
			return this.ended.stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
		}

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			this.ended.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
