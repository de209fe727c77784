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

import java.util.concurrent.TimeUnit;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.FlightCalls;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.HeaderCallOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A client gets the end of its call even if an interceptor of the server throws an
 * exception there.
 */
class BrokenInterceptorTests {

	private static final String BREAK = "break";

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(new Class<?>[] { Flights.class, Interceptors.class },
				"flight.server.slow-consumer-timeout=1h");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@AfterEach
	void nothingIsLeft() {
		calls.application().awaitNoCalls();
	}

	@ParameterizedTest
	@CsvSource({ "headers, INTERNAL", "close, INTERNAL", "close-state, INTERNAL", "close-error, INTERNAL",
			"close-always, CANCELLED", "close-always-state, CANCELLED" })
	void whenAnInterceptorThrowsThenTheCallEnds(String where, FlightStatusCode status) {
		FlightCallHeaders headers = new FlightCallHeaders();
		headers.insert(BREAK, where);
		CallOption[] options = { new HeaderCallOption(headers), CallOptions.timeout(60, TimeUnit.SECONDS) };
		for (String flight : new String[] { "rows", "failing" }) {
			FlightRuntimeException failure = catchThrowableOfType(FlightRuntimeException.class,
					() -> calls.rows(calls.ticket(path("broken", flight)), options));
			assertThat(failure).isNotNull();
			assertThat(failure.status().code()).isEqualTo(status);
		}
		assertThat(calls.action("echo", "still served")).containsExactly("still served");
	}

	@FlightEndpoint("broken")
	static class Flights {

		@DoGet("rows")
		Value[] rows() {
			return new Value[] { new Value(1) };
		}

		@DoGet(path = "failing", schema = Value.class)
		Value[] failing() {
			throw new IllegalArgumentException("of a test");
		}

		@DoAction("echo")
		String echo(String value) {
			return value;
		}

	}

	record Value(int value) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Interceptors {

		@Bean
		@GlobalServerInterceptor
		ServerInterceptor breaking() {
			return new ServerInterceptor() {

				@Override
				public <I, O> ServerCall.Listener<I> interceptCall(ServerCall<I, O> call, Metadata headers,
						ServerCallHandler<I, O> next) {
					String where = headers.get(Metadata.Key.of(BREAK, Metadata.ASCII_STRING_MARSHALLER));
					return next.startCall((where != null) ? new BreakingCall<>(call, where) : call, headers);
				}

			};
		}

	}

	private static final class BreakingCall<I, O> extends SimpleForwardingServerCall<I, O> {

		private final String where;

		private boolean broken;

		BreakingCall(ServerCall<I, O> call, String where) {
			super(call);
			this.where = where;
		}

		@Override
		public void sendHeaders(Metadata headers) {
			if (this.where.equals("headers")) {
				throw new IllegalStateException("The headers of a test");
			}
			super.sendHeaders(headers);
		}

		@Override
		public void close(Status status, Metadata trailers) {
			if (!this.broken || this.where.startsWith("close-always")) {
				this.broken = true;
				switch (this.where) {
					case "close", "close-always" -> throw new IllegalArgumentException("The end of a test");
					case "close-state", "close-always-state" -> throw new IllegalStateException("The end of a test");
					case "close-error" -> throw new LinkageError("The end of a test");
				}
			}
			super.close(status, trailers);
		}

	}

}
