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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.github.flightspring.support.Batches;
import io.github.flightspring.support.Scripted;
import io.github.flightspring.support.ScriptedServer;
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
import io.grpc.StatusRuntimeException;
import io.micrometer.context.ContextRegistry;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Metadata of a call: headers, and the metadata beside its rows.
 */
class CallMetadataTests {

	private static final Metadata.Key<String> ASKED = Metadata.Key.of("x-asked", Metadata.ASCII_STRING_MARSHALLER);

	private static final Metadata.Key<String> ANSWERED = Metadata.Key.of("x-answered",
			Metadata.ASCII_STRING_MARSHALLER);

	private static final Metadata.Key<byte[]> BINARY = Metadata.Key.of("x-binary-bin", Metadata.BINARY_BYTE_MARSHALLER);

	private static final Context.Key<String> TENANT = Context.key("tenant");

	private static final String MDC_KEY = "flight-test";

	@RegisterExtension
	static final ScriptedServer server = new ScriptedServer(new Class<?>[] { Interceptors.class });

	private final Map<String, Object> seen = new ConcurrentHashMap<>();

	@BeforeAll
	static void start() {
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor(MDC_KEY, () -> MDC.get(MDC_KEY), (value) -> MDC.put(MDC_KEY, value),
					() -> MDC.remove(MDC_KEY));
	}

	@AfterAll
	static void stop() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(MDC_KEY);
	}

	@Test
	void whenAHandlerSetsHeadersAndTrailersThenTheyTravelWithItsRows() {
		server.scripted().play((exchange) -> {
			exchange.call().responseHeaders().insert("x-answered", "early");
			try (VectorSchemaRoot root = Batches.numbers(exchange.call().allocator(), 10)) {
				exchange.out().write(root);
			}
			exchange.call().responseTrailers().insert("x-answered", "late");
			exchange.call().responseTrailers().insert("x-binary-bin", new byte[] { 0, 1, -1 });
		});
		try (WireCall<?> call = server.client().get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().isOk()).isTrue();
			assertThat(Objects.requireNonNull(call.headers()).get(ANSWERED)).isEqualTo("early");
			assertThat(Objects.requireNonNull(call.trailers()).get(ANSWERED)).isEqualTo("late");
			assertThat(call.trailers().get(BINARY)).containsExactly(0, 1, -1);
		}
	}

	@Test
	void whenAHandlerFailsThenItsTrailersAndTheMetadataOfTheErrorTravelWithTheStatus() {
		server.scripted().play((exchange) -> {
			exchange.call().responseTrailers().insert("x-asked", "trailer");
			ErrorFlightMetadata metadata = new ErrorFlightMetadata();
			metadata.insert("x-answered", "metadata");
			metadata.insert("x-binary-bin", "binary".getBytes(StandardCharsets.UTF_8));
			throw CallStatus.NOT_FOUND.withDescription("gone").withMetadata(metadata).toRuntimeException();
		});
		try (WireCall<?> call = server.client().get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.NOT_FOUND);
			assertThat(Objects.requireNonNull(call.trailers()).get(ANSWERED)).isEqualTo("metadata");
			assertThat(call.trailers().get(ASKED)).isEqualTo("trailer");
			assertThat(call.trailers().get(BINARY)).asString().isEqualTo("binary");
		}
	}

	@Test
	void whenTheMetadataOfAnErrorCannotBeSentThenTheCallEndsNevertheless() {
		server.scripted().play((exchange) -> {
			ErrorFlightMetadata metadata = new ErrorFlightMetadata();
			metadata.insert("not a name", "value");
			throw CallStatus.NOT_FOUND.withMetadata(metadata).toRuntimeException();
		});
		assertEndsWith(Status.Code.INTERNAL);
	}

	@Test
	void whenAHandlerFailsWithTheStatusOkThenTheClientDoesNotTakeItForTheEnd() {
		server.scripted().play((exchange) -> {
			throw Status.OK.asRuntimeException();
		});
		assertEndsWith(Status.Code.INTERNAL);
	}

	@Test
	void whenAHandlerFailsWithAStatusOfGrpcThenItPasses() {
		server.scripted().play((exchange) -> {
			Metadata trailers = new Metadata();
			trailers.put(ANSWERED, "of gRPC");
			throw new StatusRuntimeException(Status.DATA_LOSS.withDescription("lost"), trailers);
		});
		try (WireCall<?> call = server.client().get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(Status.Code.DATA_LOSS);
			assertThat(Objects.requireNonNull(call.trailers()).get(ANSWERED)).isEqualTo("of gRPC");
		}
	}

	@Test
	void whenAClientSendsHeadersThenTheHandlerSeesThemAndThePeer() throws Exception {
		server.scripted().play((exchange) -> {
			this.seen.put("header", exchange.call().headers().get("x-asked"));
			this.seen.put("peer", exchange.call().peer());
			this.seen.put("transport", exchange.call().transport());
		});
		try (WireCall<?> call = server.client().get(Scripted.TICKET, asking())) {
			server.scripted().awaitEnd();
		}
		assertThat(this.seen).containsEntry("header", "something").containsEntry("transport", "grpc");
		assertThat((SocketAddress) this.seen.get("peer")).isInstanceOfSatisfying(InetSocketAddress.class,
				(peer) -> assertThat(peer.getAddress().isLoopbackAddress()).isTrue());
	}

	@Test
	void whenInterceptorsSetContextsThenTheHandlerOfADownloadHasThem() throws Exception {
		server.scripted().play(this::seeContexts);
		try (WireCall<?> call = server.client().get(Scripted.TICKET, asking())) {
			server.scripted().awaitEnd();
		}
		assertThat(this.seen).containsEntry("tenant", "tenant of something").containsEntry("mdc", "mdc of something");
	}

	@Test
	void whenInterceptorsSetContextsThenTheHandlerOfAnUploadHasThem() throws Exception {
		server.scripted().play(this::seeContexts);
		try (WireCall<?> call = server.client().put(WireClient.path("scripted", "put"), asking());
				VectorSchemaRoot root = Batches.numbers(server.application().clientAllocator(), 10)) {
			call.start(root);
			server.scripted().awaitEnd();
		}
		assertThat(this.seen).containsEntry("tenant", "tenant of something").containsEntry("mdc", "mdc of something");
	}

	private void seeContexts(Scripted.Exchange exchange) {
		this.seen.put("tenant", TENANT.get());
		this.seen.put("mdc", MDC.get(MDC_KEY));
	}

	private static Metadata asking() {
		Metadata headers = new Metadata();
		headers.put(ASKED, "something");
		return headers;
	}

	private static void assertEndsWith(Status.Code code) {
		try (WireCall<?> call = server.client().get(Scripted.TICKET, new Metadata())) {
			assertThat(call.status().getCode()).isEqualTo(code);
		}
	}

	/**
	 * Sets a value of gRPC's context, and one of the logs' context around each signal.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Interceptors {

		@Bean
		@GlobalServerInterceptor
		ServerInterceptor contexts() {
			return new ServerInterceptor() {

				@Override
				public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
						ServerCallHandler<I, O> next) {
					String asked = headers.get(ASKED);
					Context context = Context.current().withValue(TENANT, "tenant of " + asked);
					var listener = Contexts.interceptCall(context, call, headers, next);
					return new SimpleForwardingServerCallListener<>(listener) {

						@Override
						public void onMessage(I message) {
							MDC.put(MDC_KEY, "mdc of " + asked);
							super.onMessage(message);
							MDC.remove(MDC_KEY);
						}

						@Override
						public void onHalfClose() {
							MDC.put(MDC_KEY, "mdc of " + asked);
							super.onHalfClose();
							MDC.remove(MDC_KEY);
						}

					};
				}

			};
		}

	}

}
