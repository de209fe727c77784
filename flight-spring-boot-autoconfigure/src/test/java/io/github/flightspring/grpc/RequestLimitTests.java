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
import java.util.function.Function;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.apache.arrow.flight.impl.Flight.Action;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are too large, or do not come.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestLimitTests {

	private static final int LIMIT = 2 << 20;

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer();

	@RegisterExtension
	static final ScriptedServer impatient = new ScriptedServer("flight.server.slow-producer-timeout=100ms");

	static Stream<MethodDescriptor<?, ?>> requests() {
		return FlightServiceGrpc.getServiceDescriptor()
			.getMethods()
			.stream()
			.filter((method) -> !method.getFullMethodName().matches(".*(DoPut|DoExchange)"));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void whenARequestIsTooLargeThenItIsRefusedWithItsSize(MethodDescriptor<?, ?> method, CapturedOutput output) {
		assertRefused(send(server.client(), method, new byte[LIMIT * 2]), output);
	}

	@ParameterizedTest
	@MethodSource("requests")
	void whenARequestIsTooLargeOnceItIsDecompressedThenItIsRefused(MethodDescriptor<?, ?> method,
			CapturedOutput output) {
		byte[] request = Ticket.newBuilder().setTicket(ByteString.copyFrom(new byte[LIMIT * 8])).build().toByteArray();
		assertRefused(send(server.client().with((options) -> options.withCompression("gzip")), method, request),
				output);
	}

	private static void assertRefused(Status status, CapturedOutput output) {
		assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
		assertThat(status.getDescription()).contains("limit of " + LIMIT, "flight.server.max-request-size");
		server.application().awaitNoCalls();
		assertThat(output).doesNotContain("ERROR").doesNotContain("\tat ");
	}

	@Test
	void whenATicketHasAMegabyteThenItIsRead() {
		byte[] ticket = Ticket.newBuilder()
			.setTicket(ByteString.copyFromUtf8("x".repeat(1 << 20)))
			.build()
			.toByteArray();
		assertThat(send(server.client(), FlightServiceGrpc.getDoGetMethod(), ticket).getCode())
			.isNotEqualTo(Status.Code.RESOURCE_EXHAUSTED);
	}

	@Test
	void whenTheLimitIsRaisedThenLargerRequestsAreServed() throws Exception {
		try (RunningApplication wide = RunningApplication.start(Scripted.class, "flight.server.max-request-size=8MB")) {
			wide.context().getBean(Scripted.class).produce((call) -> Stream.of("done"));
			byte[] action = Action.newBuilder()
				.setType("scripted")
				.setBody(ByteString.copyFrom(new byte[LIMIT * 2]))
				.build()
				.toByteArray();
			assertThat(send(wide.wireClient(), FlightServiceGrpc.getDoActionMethod(), action).isOk()).isTrue();
		}
	}

	static Stream<MethodDescriptor<?, ?>> idle() {
		// a client keeps the headers of a unary call until it has its message
		return Stream.of(FlightServiceGrpc.getHandshakeMethod(),
				FlightServiceGrpc.getGetFlightInfoMethod()
					.toBuilder()
					.setType(MethodDescriptor.MethodType.BIDI_STREAMING)
					.build());
	}

	@ParameterizedTest
	@MethodSource("idle")
	void whenARequestDoesNotComeThenTheCallEnds(MethodDescriptor<?, ?> method) throws Exception {
		try (WireCall<?> call = impatient.client().call(method, Function.identity(), null, new Metadata())) {
			Status status = call.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			assertThat(status.getDescription()).contains("PT0.1S");
			impatient.application().awaitNoCalls();
		}
	}

	@Test
	void whenAnUploadedMessageIsMoreThanTheMemoryThenItIsRefusedBeforeItIsWhole() throws Exception {
		try (RunningApplication small = RunningApplication.start(Scripted.class, "flight.allocator.limit=16MB");
				WireCall<?> call = small.wireClient().put(WireClient.path("scripted", "put"))) {
			call.sendRaw(new byte[12 << 20]);
			Status status = call.status();
			assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(status.getDescription()).contains("short of memory");
			small.awaitNoCalls();
		}
	}

	@Test
	void whenAConnectionHasAsManyCallsAsItMayThenFurtherOnesWait() throws Exception {
		try (RunningApplication narrow = RunningApplication.start(Scripted.class,
				"flight.server.max-concurrent-calls-per-connection=1")) {
			WireClient one = narrow.wireClient();
			WireClient other = narrow.wireClient();
			WireCall<?> open = one.put(WireClient.path("scripted", "put"));
			assertThat(send(other, FlightServiceGrpc.getListActionsMethod(), new byte[0]).isOk()).isTrue();
			WireClient waiting = one
				.with((options) -> options.withWaitForReady().withDeadlineAfter(Duration.ofMillis(500)));
			assertThat(send(waiting, FlightServiceGrpc.getListActionsMethod(), new byte[0]).getCode())
				.isEqualTo(Status.Code.DEADLINE_EXCEEDED);
			// not by cancelling it: gRPC's client may then keep the headers of the next
			// call
			open.halfClose();
			assertThat(open.status().isOk()).isFalse();
			open.close();
			assertThat(send(one, FlightServiceGrpc.getListActionsMethod(), new byte[0]).isOk()).isTrue();
		}
	}

	private static Status send(WireClient client, MethodDescriptor<?, ?> method, byte[] request) {
		try (WireCall<?> call = client.call(method, Function.identity(), null, new Metadata())) {
			call.sendRaw(request);
			call.halfClose();
			return call.status();
		}
	}

}
