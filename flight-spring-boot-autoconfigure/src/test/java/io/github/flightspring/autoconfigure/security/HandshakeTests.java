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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.google.protobuf.ByteString;
import io.github.flightspring.security.FlightHandshakeHandler;
import io.github.flightspring.security.FlightHandshakeReply;
import io.github.flightspring.support.RunningApplication;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.auth.BasicClientAuthHandler;
import org.apache.arrow.flight.auth.ClientAuthHandler;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every handshake that Arrow's clients know, and what its token is good for.
 */
@SuppressWarnings("deprecation")
class HandshakeTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.startSecured(new Class<?>[] { SecuredService.class, Users.class },
				"flight.security.handshake.timeout=10s");
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenTheHandshakeHasABasicHeaderThenTheTokenComesInAHeader() {
		FlightClient client = application.client();
		Optional<CredentialCallOption> token = client.authenticateBasicToken("reader", "reading");
		assertThat(token).isPresent();
		assertThat(who(client, token.get())).isEqualTo("reader");
	}

	@Test
	void whenTheHandshakeHasABasicPayloadThenTheTokenIsItsAnswer() {
		FlightClient client = application.client();
		client.authenticate(new BasicClientAuthHandler("zoë", Users.AWKWARD));
		assertThat(who(client)).isEqualTo("zoë");
	}

	@Test
	void whenTheHandshakesCredentialsAreBadThenItFailsAsEveryLogin() {
		FlightClient client = application.client();
		assertRefused(() -> client.authenticateBasicToken("reader", "wrong"));
		assertRefused(() -> client.authenticateBasicToken("nobody", "reading"));
		assertRefused(() -> client.authenticate(new BasicClientAuthHandler("reader", "wrong")));
		assertRefused(() -> client.authenticate(new BasicClientAuthHandler("", "")));
		assertRefused(() -> client.authenticate(payload(new byte[] { 127, 1, 2 })));
	}

	@Test
	void whenATokenIsRenewedByAHandshakeThenTheNewOneIsGood() throws Exception {
		FlightClient client = application.client();
		String token = token(client);
		Metadata headers = Headers.metadata("authorization", Headers.bearer(token));
		Metadata answer = handshake(headers, List.of()).headers();
		String renewed = answer.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
		assertThat(renewed).startsWith("Bearer ").isNotEqualTo("Bearer " + token);
		assertThat(who(client, Headers.authorization(renewed))).isEqualTo("reader");
	}

	@Test
	void whenAMessageIsTooLargeThenTheHandshakeEnds() throws Exception {
		for (Metadata headers : List.of(new Metadata(),
				Headers.metadata("authorization", Headers.basic("reader", "reading")))) {
			assertThat(handshake(headers, List.of(new byte[64 * 1024 + 1])).status().getCode())
				.isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
			assertThat(handshake(headers, Collections.nCopies(33, new byte[0])).status().getCode())
				.isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAUTHENTICATED);
		}
		Metadata good = Headers.metadata("authorization", Headers.basic("reader", "reading"));
		assertThat(handshake(good, Collections.nCopies(33, new byte[0])).status().getCode())
			.isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
		assertThat(handshake(good, Collections.nCopies(3, new byte[0])).status().getCode()).isEqualTo(Status.Code.OK);
	}

	private record Answer(Status status, Metadata headers) {
	}

	private static Answer handshake(Metadata headers, List<byte[]> payloads) throws Exception {
		ClientCall<Flight.HandshakeRequest, Flight.HandshakeResponse> call = application.channel()
			.newCall(FlightServiceGrpc.getHandshakeMethod(), io.grpc.CallOptions.DEFAULT);
		CompletableFuture<Answer> answer = new CompletableFuture<>();
		AtomicReference<Metadata> received = new AtomicReference<>(new Metadata());
		call.start(new ClientCall.Listener<>() {

			@Override
			public void onHeaders(Metadata first) {
				received.set(first);
			}

			@Override
			public void onClose(Status status, Metadata trailers) {
				answer.complete(new Answer(status, received.get()));
			}

		}, headers);
		call.request(100);
		for (byte[] payload : payloads) {
			call.sendMessage(Flight.HandshakeRequest.newBuilder().setPayload(ByteString.copyFrom(payload)).build());
		}
		call.halfClose();
		return answer.get(60, TimeUnit.SECONDS);
	}

	@Test
	void whenATokenIsAlteredThenItIsRefused() {
		FlightClient client = application.client();
		String[] parts = token(client).split("\\.");
		String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
		String other = url(claims.replace("reader", "writer"));
		String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
		List<String> bad = List.of(parts[0] + "." + other + "." + parts[2],
				url(header.replace("HS256", "none")) + "." + other + ".",
				url(header.replace("HS256", "HS512")) + "." + parts[1] + "." + parts[2],
				url(header.replace("random", "other")) + "." + parts[1] + "." + parts[2],
				parts[0] + "." + parts[1] + "." + parts[2].substring(1), parts[0] + "." + parts[1] + ".");
		for (String token : bad) {
			assertRefused(() -> who(client, Headers.authorization(Headers.bearer(token))));
		}
	}

	@Test
	void whenAUserIsRemovedThenTheTokenIsRefused() {
		InMemoryUserDetailsManager users = application.context().getBean(InMemoryUserDetailsManager.class);
		users.createUser(User.withUsername("leaver").password("{noop}leaving").roles("READER").build());
		FlightClient client = application.client();
		CredentialCallOption token = client.authenticateBasicToken("leaver", "leaving").orElseThrow();
		assertThat(who(client, token)).isEqualTo("leaver");
		users.deleteUser("leaver");
		assertRefused(() -> who(client, token));
	}

	@Test
	void whenAHandshakeHasNothingThenItIsRefused() {
		FlightClient client = application.client();
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(() -> client.handshake())
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
	}

	@Test
	void whenAThousandHandshakesIdleThenTheyCostNoThreadAndAreEndedByTime() throws Exception {
		int before = Thread.activeCount();
		CountDownLatch ended = new CountDownLatch(1000);
		List<Status> statuses = new ArrayList<>();
		FlightServiceGrpc.FlightServiceStub stub = FlightServiceGrpc.newStub(application.channel());
		for (int i = 0; i < 1000; i++) {
			stub.handshake(new StreamObserver<>() {

				@Override
				public void onNext(Flight.HandshakeResponse value) {
				}

				@Override
				public void onError(Throwable ex) {
					synchronized (statuses) {
						statuses.add(Status.fromThrowable(ex));
					}
					ended.countDown();
				}

				@Override
				public void onCompleted() {
					ended.countDown();
				}

			});
		}
		// the client has some threads of its own
		assertThat(Thread.activeCount() - before).isLessThan(500);
		assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(statuses).hasSize(1000)
			.allSatisfy((status) -> assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
	}

	@Test
	void whenTheApplicationHasAHandshakeOfItsOwnThenItsStepsAreTaken() throws Exception {
		try (RunningApplication other = RunningApplication
			.startSecured(new Class<?>[] { SecuredService.class, Challenge.class })) {
			FlightClient client = other.client();
			client.authenticate(new Challenged("1:42"));
			assertThat(who(client)).isEqualTo("challenged");
			FlightClient bad = other.client();
			assertRefused(() -> bad.authenticate(new Challenged("wrong")));
		}
	}

	private static String token(FlightClient client) {
		List<String> tokens = new ArrayList<>();
		client.authenticate(new ClientAuthHandler() {

			@Override
			public void authenticate(ClientAuthSender outgoing, Iterator<byte[]> incoming) {
				outgoing.send(Flight.BasicAuth.newBuilder()
					.setUsername("reader")
					.setPassword("reading")
					.build()
					.toByteArray());
				tokens.add(new String(incoming.next(), StandardCharsets.UTF_8));
			}

			@Override
			public byte[] getCallToken() {
				return new byte[0];
			}

		});
		return tokens.get(0);
	}

	private static ClientAuthHandler payload(byte[] bytes) {
		return new ClientAuthHandler() {

			@Override
			public void authenticate(ClientAuthSender outgoing, Iterator<byte[]> incoming) {
				outgoing.send(bytes);
				incoming.next();
			}

			@Override
			public byte[] getCallToken() {
				return new byte[0];
			}

		};
	}

	private static String url(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String who(FlightClient client, CallOption... options) {
		return SecuredCalls.who(client, options).split(" ")[0];
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call).satisfies((ex) -> {
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
			assertThat(ex.status().description()).contains("The credentials are not valid");
		});
	}

	private static final class Challenged implements ClientAuthHandler {

		private final String answer;

		private byte[] token = new byte[0];

		Challenged(String answer) {
			this.answer = answer;
		}

		@Override
		public void authenticate(ClientAuthSender outgoing, Iterator<byte[]> incoming) {
			outgoing.send("hello".getBytes(StandardCharsets.UTF_8));
			assertThat(new String(incoming.next(), StandardCharsets.UTF_8)).isEqualTo("1");
			outgoing.send(this.answer.getBytes(StandardCharsets.UTF_8));
			this.token = incoming.next();
		}

		@Override
		public byte[] getCallToken() {
			return this.token;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Challenge {

		@Bean
		FlightHandshakeHandler challengeAndResponse() {
			return (request) -> {
				List<String> asked = new ArrayList<>();
				return (payload) -> {
					if (asked.isEmpty()) {
						asked.add("1");
						return FlightHandshakeReply.proceed("1".getBytes(StandardCharsets.UTF_8));
					}
					if (!"1:42".equals(new String(payload, StandardCharsets.UTF_8))) {
						throw new BadCredentialsException("secret");
					}
					return FlightHandshakeReply.complete(new TestingAuthenticationToken("challenged", "", "ROLE_X"));
				};
			};
		}

	}

}
