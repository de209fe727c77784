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

package io.github.flightspring.autoconfigure.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.support.RunningApplication;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.KnownLength;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls without credentials, to every method of the service. They are refused.
 */
class AnonymousCallTests {

	private static RunningApplication application;

	private static ManagedChannel channel;

	@BeforeAll
	static void start() throws Exception {
		application = RunningApplication.startSecured(new Class<?>[] { SecuredService.class, Users.class });
		channel = application.channel();
		// over a connection that is there the client sends what it has of a message
		call(FlightServiceGrpc.getListActionsMethod(), new Metadata(), List.of(), false);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	static Stream<MethodDescriptor<?, ?>> methods() {
		return FlightServiceGrpc.getServiceDescriptor()
			.getMethods()
			.stream()
			.filter((method) -> !"Handshake".equals(method.getBareMethodName()))
			.map((method) -> method);
	}

	@Test
	void whenTheServiceHasAMethodThenItIsOneOfTheRpcsThatAreWalkedHere() {
		assertThat(FlightServiceGrpc.getServiceDescriptor().getMethods())
			.extracting(MethodDescriptor::getBareMethodName)
			.containsExactlyInAnyOrder(
					Stream.of(FlightRpc.values()).limit(10).map(FlightRpc::methodName).toArray(String[]::new));
		assertThat(methods()).hasSize(9);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void whenNothingIsSentThenTheCallIsRefused(MethodDescriptor<?, ?> method) throws Exception {
		assertThat(call(method, new Metadata(), List.of(), false)).satisfies(AnonymousCallTests::isRefused);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void whenAMessageIsSentThenTheCallIsRefused(MethodDescriptor<?, ?> method) throws Exception {
		assertThat(call(method, new Metadata(), List.of(new byte[0]), true)).satisfies(AnonymousCallTests::isRefused);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void whenHalfOfARequestIsSentThenTheCallIsRefused(MethodDescriptor<?, ?> method) throws Exception {
		CountDownLatch refused = new CountDownLatch(1);
		CompletableFuture<Status> status = new CompletableFuture<>();
		HalfMessages half = new HalfMessages(refused);
		ClientCall<byte[], byte[]> call = start(method, half, new Metadata(), status);
		Thread sender = new Thread(() -> call.sendMessage(new byte[0]));
		sender.start();
		try {
			assertThat(status.get(60, TimeUnit.SECONDS)).satisfies(AnonymousCallTests::isRefused);
			// the message was begun and not ended when the answer came
			assertThat(refused.getCount()).isOne();
		}
		finally {
			refused.countDown();
			sender.join();
		}
	}

	@ParameterizedTest
	@MethodSource("methods")
	void whenCredentialsAreBadThenTheCallIsRefused(MethodDescriptor<?, ?> method) throws Exception {
		Metadata headers = Headers.metadata("authorization", Headers.basic("reader", "wrong"));
		Status status = call(method, headers, List.of(), false);
		assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
		assertThat(status.getDescription()).isEqualTo("The credentials are not valid");
	}

	private static void isRefused(Status status) {
		assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
		assertThat(status.getDescription()).contains("has no credentials", "handshake");
	}

	private static Status call(MethodDescriptor<?, ?> method, Metadata headers, List<byte[]> messages,
			boolean halfClose) throws Exception {
		CompletableFuture<Status> status = new CompletableFuture<>();
		ClientCall<byte[], byte[]> call = start(method, new Marshaller(), headers, status);
		messages.forEach(call::sendMessage);
		if (halfClose) {
			call.halfClose();
		}
		return status.get(60, TimeUnit.SECONDS);
	}

	private static ClientCall<byte[], byte[]> start(MethodDescriptor<?, ?> method, Marshaller bytes, Metadata headers,
			CompletableFuture<Status> status) {
		// a streaming call, because gRPC's client holds the headers of others back for
		// the message
		ClientCall<byte[], byte[]> call = channel.newCall(
				method.toBuilder(bytes, bytes).setType(MethodDescriptor.MethodType.BIDI_STREAMING).build(),
				CallOptions.DEFAULT);
		call.start(new ClientCall.Listener<>() {

			@Override
			public void onClose(Status end, Metadata trailers) {
				status.complete(end);
			}

		}, headers);
		call.request(1);
		return call;
	}

	private static class Marshaller implements MethodDescriptor.Marshaller<byte[]> {

		@Override
		public InputStream stream(byte[] value) {
			return new ByteArrayInputStream(value);
		}

		@Override
		public byte[] parse(InputStream stream) {
			return new byte[0];
		}

	}

	/**
	 * Messages of which one half is sent, and the other when the call is over.
	 */
	private static final class HalfMessages extends Marshaller {

		private final CountDownLatch over;

		HalfMessages(CountDownLatch over) {
			this.over = over;
		}

		@Override
		public InputStream stream(byte[] value) {
			return new HalfMessage(this.over);
		}

	}

	private static final class HalfMessage extends InputStream implements KnownLength {

		private static final int LENGTH = 4 << 20;

		private final CountDownLatch over;

		private int left = LENGTH;

		HalfMessage(CountDownLatch over) {
			this.over = over;
		}

		@Override
		public int available() {
			return this.left;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.left <= LENGTH / 2) {
				try {
					this.over.await();
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
			}
			if (this.left == 0) {
				return -1;
			}
			int read = Math.min(length, (this.left > LENGTH / 2) ? this.left - LENGTH / 2 : this.left);
			this.left -= read;
			return read;
		}

	}

}
