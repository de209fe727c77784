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

import java.util.List;
import java.util.function.Function;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Meters;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.grpc.server.GlobalServerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Calls that end before their handler does are counted as what they are.
 */
class RefusedCallTests {

	private static final byte[] TRUNCATED = { 10, 2, 1 };

	private static final Metadata.Key<String> CLOSE = Metadata.Key.of("x-close", Metadata.ASCII_STRING_MARSHALLER);

	private RunningApplication application;

	private void start(String... properties) {
		this.application = RunningApplication.start(
				new Class<?>[] { Scripted.class, Numbers.class, Meters.class, ClosingInterceptor.class }, properties);
	}

	@AfterEach
	void stop() throws Exception {
		this.application.awaitNoCalls();
		this.application.close();
	}

	@Test
	void whenARequestIsMalformedThenInvalidArgument() throws Exception {
		start();
		try (WireCall<?> call = get(new Metadata())) {
			call.sendRaw(TRUNCATED);
			assertThat(call.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
		}
		assertCounted("DoGet", "INVALID_ARGUMENT");
	}

	@Test
	void whenARequestIsMissingThenInvalidArgument() throws Exception {
		start();
		try (WireCall<?> call = get(new Metadata())) {
			call.halfClose();
			assertThat(call.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
		}
		assertCounted("DoGet", "INVALID_ARGUMENT");
	}

	@Test
	void whenAMessageIsTooLargeForTheTransportThenResourceExhausted() throws Exception {
		start("spring.grpc.server.inbound.message.max-size=1KB");
		this.application.context().getBean(Scripted.class).play((exchange) -> {
			while (exchange.in().loadNextBatch()) {
				exchange.in().getVectorSchemaRoot();
			}
		});
		try (WireCall<?> call = wire().put(WireClient.path("scripted", "put"));
				VectorSchemaRoot root = Batches.numbers(this.application.clientAllocator(), 10_000)) {
			call.start(root);
			call.write(root);
			assertThat(call.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
		}
		assertCounted("DoPut", "RESOURCE_EXHAUSTED");
	}

	@Test
	void whenAnInterceptorEndsTheCallThenItsStatus() throws Exception {
		start();
		Metadata headers = new Metadata();
		headers.put(CLOSE, "yes");
		try (WireCall<?> call = get(headers)) {
			call.halfClose();
			assertThat(call.status().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
		}
		assertCounted("DoGet", "UNAUTHORIZED");
	}

	@Test
	void whenTheClientLeavesThenCancelled() throws Exception {
		start();
		Scripted scripted = this.application.context().getBean(Scripted.class);
		scripted.play((exchange) -> Thread.sleep(60_000));
		try (WireCall<?> call = wire().get(Scripted.TICKET, new Metadata())) {
			scripted.awaitStart();
			call.cancel();
		}
		assertCounted("DoGet", "CANCELLED");
	}

	@Test
	void whenATicketIsRefusedThenItsReasonIsCounted() throws Exception {
		start("flight.ticket.time-to-live=1ms");
		FlightClient client = this.application.client();
		byte[] ticket = client.getInfo(FlightDescriptor.path("numbers")).getEndpoints().get(0).getTicket().getBytes();
		byte[] forged = ticket.clone();
		forged[forged.length - 1] ^= 1;
		Thread.sleep(5);
		refused(client, new byte[] { 1, 2, 3 });
		refused(client, forged);
		refused(client, ticket);
		refused(client, ticket);
		assertThat(tickets("MALFORMED")).isOne();
		assertThat(tickets("FORGED")).isOne();
		assertThat(tickets("EXPIRED")).isEqualTo(2);
	}

	private static void refused(FlightClient client, byte[] ticket) {
		assertThat(catchThrowable(() -> client.getStream(new Ticket(ticket)).next())).isNotNull();
	}

	private WireClient wire() {
		return this.application.wireClient();
	}

	private WireCall<?> get(Metadata headers) {
		return wire().call(FlightServiceDescriptors.doGet(), Function.identity(), null, headers);
	}

	private MeterRegistry meters() {
		return this.application.context().getBean(MeterRegistry.class);
	}

	private double tickets(String reason) {
		return meters().get("flight.server.tickets.refused").tag("reason", reason).counter().count();
	}

	private void assertCounted(String rpc, String status) {
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(meters().find("flight.server.calls").tag("rpc", rpc).timers()).singleElement()
						.satisfies((timer) -> assertThat(timer.getId().getTag("status")).isEqualTo(status))
						.extracting(Timer::count)
						.isEqualTo(1L));
	}

	@FlightEndpoint("numbers")
	static class Numbers {

		record Row(int n) {
		}

		@DoGet
		List<Row> numbers() {
			return List.of(new Row(1));
		}

	}

	/**
	 * Ends a call that has been accepted.
	 */
	@GlobalServerInterceptor
	static class ClosingInterceptor implements ServerInterceptor {

		@Override
		public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
				ServerCallHandler<I, O> next) {
			ServerCall.Listener<I> listener = next.startCall(call, headers);
			return !headers.containsKey(CLOSE) ? listener : new SimpleForwardingServerCallListener<>(listener) {

				@Override
				public void onHalfClose() {
					call.close(Status.PERMISSION_DENIED, new Metadata());
				}

			};
		}

	}

}
