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

package io.github.flightspring.handler;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightAdvice;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightExceptionHandler;
import io.github.flightspring.support.FlightCalls;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The status for the exception that a handler throws.
 */
@ExtendWith(OutputCaptureExtension.class)
class ErrorTests {

	private static FlightCalls calls;

	record Row(String value) {
	}

	@BeforeAll
	static void start() {
		calls = FlightCalls
			.start(new Class<?>[] { Throwing.class, Second.class, First.class, Rules.class, Inheriting.class });
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	private static void fail(String what) {
		calls.action("throw", what);
	}

	@ParameterizedTest
	@EnumSource(value = FlightStatusCode.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
	void whenAFlightExceptionIsThrownThenItsCodeDescriptionAndMetadataReachTheClient(FlightStatusCode code) {
		Throwable failure = catchThrowable(() -> fail("flight " + code));
		CallStatus status = FlightCalls.status(failure);
		assertThat(status.code()).isEqualTo(code);
		assertThat(grpcStatus("flight " + code).getStatus().getDescription()).isEqualTo("described");
		assertThat(status.metadata().get("x-detail")).isEqualTo("detail");
		assertThat(status.metadata().getByte("x-detail-bin")).containsExactly(1, -1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ok", "grpc-ok" })
	void whenAnExceptionSaysOkThenItIsAFailureEvenSo(String what) {
		assertFails(FlightStatusCode.INTERNAL, () -> fail(what)).contains("error id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "grpc", "grpc-checked" })
	void whenAGrpcExceptionIsThrownThenItsStatusAndTrailersReachTheClient(String what) {
		StatusRuntimeException failure = grpcStatus(what);
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DATA_LOSS);
		assertThat(failure.getStatus().getDescription()).isEqualTo("lost");
		assertThat(failure.getTrailers().get(Metadata.Key.of("x-trailer", Metadata.ASCII_STRING_MARSHALLER)))
			.isEqualTo("value");
	}

	private static StatusRuntimeException grpcStatus(String what) {
		Flight.Action action = Flight.Action.newBuilder()
			.setType("throw")
			.setBody(com.google.protobuf.ByteString.copyFromUtf8(what))
			.build();
		return catchThrowableOfType(StatusRuntimeException.class,
				() -> FlightServiceGrpc.newBlockingStub(calls.channel()).doAction(action).hasNext());
	}

	@Test
	void whenAGrpcExceptionHandlerKnowsAnExceptionThenItsStatusReachesTheClient() {
		assertFails(FlightStatusCode.ALREADY_EXISTS, () -> fail("for-grpc")).isEqualTo("by the gRPC handler");
	}

	@Test
	void whenAResolverKnowsAnExceptionThenItsStatusReachesTheClient() {
		assertFails(FlightStatusCode.UNAVAILABLE, () -> fail("for-resolver")).isEqualTo("by the resolver");
	}

	@Test
	void whenARuleFailsItselfThenTheCallEndsAndBothAreLogged(CapturedOutput output) {
		assertFails(FlightStatusCode.INTERNAL, () -> fail("for-broken-resolver")).contains("error id");
		assertThat(output).contains("the resolver is broken").contains("secret of the resolver");
		assertFails(FlightStatusCode.INTERNAL, () -> fail("for-broken-grpc")).contains("error id");
		assertThat(output).contains("the gRPC handler is broken").contains("secret of gRPC");
	}

	@Test
	void whenMethodsHandleAnExceptionThenTheClosestTypeWins() {
		assertFails(FlightStatusCode.NOT_FOUND, () -> fail("closest")).isEqualTo("closest");
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> fail("close")).isEqualTo("close to DoAction");
		assertFails(FlightStatusCode.NOT_FOUND, () -> fail("cause")).isEqualTo("closest");
		assertFails(FlightStatusCode.NOT_FOUND, () -> fail("deferred")).isEqualTo("closest");
	}

	@Test
	void whenAMethodReturnsNullThenTheAdviceIsAskedInItsOrder() {
		assertFails(FlightStatusCode.UNAUTHORIZED, () -> fail("null")).isEqualTo("first advice");
		assertFails(FlightStatusCode.UNAUTHENTICATED, () -> fail("null-second")).isEqualTo("second advice");
		assertFails(FlightStatusCode.INTERNAL, () -> fail("null-all")).contains("error id");
	}

	@Test
	void whenAMethodThrowsThenThatTakesThePlaceOfTheException(CapturedOutput output) {
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> fail("throws-flight")).isEqualTo("thrown by the method");
		assertFails(FlightStatusCode.INTERNAL, () -> fail("throws")).contains("error id");
		assertThat(output).contains("the method is broken").contains("secret of the handler");
	}

	@Test
	void whenAnErrorIsHandledByAMethodThenItsStatusReachesTheClient() {
		assertFails(FlightStatusCode.UNIMPLEMENTED, () -> fail("handled-error")).isEqualTo("handled error");
	}

	@Test
	void whenBeansInheritAMethodThenEachHandlesItsOwnExceptions() {
		assertFails(FlightStatusCode.NOT_FOUND, () -> calls.action("named-a", "")).isEqualTo("a");
		assertFails(FlightStatusCode.NOT_FOUND, () -> calls.action("named-b", "")).isEqualTo("b");
	}

	@Test
	void whenAHandledStatusHasACauseThenItIsLoggedButNotSent(CapturedOutput output) {
		assertFails(FlightStatusCode.NOT_FOUND, () -> fail("with-cause")).isEqualTo("public");
		assertThat(output).contains("WARN").contains("secret cause");
	}

	@ParameterizedTest
	@ValueSource(strings = { "runtime", "checked", "stack-overflow", "no-class", "assertion", "heap", "own-error",
			"deferred-error" })
	void whenAnythingElseIsThrownThenItIsInternalWithAnIdThatIsInTheLog(String what, CapturedOutput output) {
		CallStatus status = FlightCalls.status(catchThrowable(() -> fail(what)));
		assertThat(status.code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(status.description()).matches("The server failed \\(error id [0-9a-f-]{36}\\)");
		String id = status.description().substring(status.description().indexOf("id ") + 3).replace(")", "");
		assertThat(output).contains("(error id " + id + ")")
			.contains("secret " + what)
			.contains("ErrorTests$Throwing.fail(String)");
		if (!what.equals("stack-overflow")) {
			assertThat(output).contains("at io.github.flightspring.handler.ErrorTests$Throwing");
		}
	}

	@Test
	void whenArrowMemoryIsExhaustedThenThatIsSaid() {
		assertFails(FlightStatusCode.RESOURCE_EXHAUSTED, () -> calls.rows("too-much")).contains("more memory");
		assertThat(calls.application().serverAllocator().getAllocatedMemory()).isZero();
	}

	@Test
	void whenAHandlerIsInterruptedThenTheCallIsCancelled() {
		assertFails(FlightStatusCode.CANCELLED, () -> fail("interrupted")).isEqualTo("The call was cancelled");
		assertFails(FlightStatusCode.CANCELLED, () -> fail("wrapped-interrupted"));
	}

	@Test
	void whenTheDeadlinePassesThenTheHandlerIsInterruptedAndTheCallTimedOut() throws Exception {
		assertFails(FlightStatusCode.TIMED_OUT,
				() -> calls.client()
					.doAction(new Action("throw", "sleep".getBytes()), CallOptions.timeout(2, TimeUnit.SECONDS))
					.hasNext());
		assertThat(Throwing.INTERRUPTED.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenTheServersLimitPassesThenTheCallTimedOut() throws Exception {
		try (FlightCalls limited = FlightCalls.start(Throwing.class, "flight.server.call-timeout=300ms")) {
			assertFails(FlightStatusCode.TIMED_OUT, () -> limited.action("throw", "sleep")).contains("PT0.3S");
		}
	}

	@Test
	void whenADescriptionIsLongThenItStillReachesTheClient() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> fail("long")).startsWith("€€€").endsWith("...");
	}

	@FlightEndpoint
	static class Throwing {

		static final CompletableFuture<Boolean> INTERRUPTED = new CompletableFuture<>();

		@DoAction("throw")
		CompletionStage<String> fail(String what) throws Throwable {
			if (what.startsWith("flight ")) {
				ErrorFlightMetadata metadata = new ErrorFlightMetadata();
				metadata.insert("x-detail", "detail");
				metadata.insert("x-detail-bin", new byte[] { 1, -1 });
				throw new CallStatus(FlightStatusCode.valueOf(what.substring(7)), new IOException("secret"),
						"described", metadata)
					.toRuntimeException();
			}
			if (what.startsWith("deferred")) {
				return CompletableFuture.failedFuture(deferred(what));
			}
			Metadata trailers = new Metadata();
			trailers.put(Metadata.Key.of("x-trailer", Metadata.ASCII_STRING_MARSHALLER), "value");
			throw switch (what) {
				case "ok" -> new CallStatus(FlightStatusCode.OK, null, "secret", null).toRuntimeException();
				case "grpc-ok" -> Status.OK.asRuntimeException();
				case "grpc" -> Status.DATA_LOSS.withDescription("lost").asRuntimeException(trailers);
				case "grpc-checked" -> Status.DATA_LOSS.withDescription("lost").asException(trailers);
				case "for-grpc" -> new ForGrpc("secret");
				case "for-broken-grpc" -> new ForBrokenGrpc("secret of gRPC");
				case "for-resolver" -> new ForResolver("secret");
				case "for-broken-resolver" -> new ForBrokenResolver("secret of the resolver");
				case "closest" -> new java.io.FileNotFoundException("secret");
				case "close" -> new IOException("secret");
				case "cause" -> new IllegalStateException(new java.io.FileNotFoundException("secret"));
				case "null" -> new ArithmeticException("first");
				case "null-second" -> new ArithmeticException("second");
				case "null-all" -> new ArithmeticException("none");
				case "throws-flight" -> new UnsupportedOperationException("flight");
				case "throws" -> new UnsupportedOperationException("secret of the handler");
				case "handled-error" -> new HandledError();
				case "with-cause" -> new java.util.NoSuchElementException("secret cause");
				case "runtime" -> new IllegalStateException("secret runtime");
				case "checked" -> new Exception("secret checked");
				case "stack-overflow" -> new StackOverflowError("secret stack-overflow");
				case "no-class" -> new NoClassDefFoundError("secret no-class");
				case "assertion" -> new AssertionError("secret assertion");
				case "heap" -> new OutOfMemoryError("Java heap space secret heap");
				case "own-error" -> new Error("secret own-error");
				case "interrupted" -> new InterruptedException();
				case "wrapped-interrupted" -> new IllegalStateException(new InterruptedException());
				case "long" -> CallStatus.INVALID_ARGUMENT.withDescription("€".repeat(50_000)).toRuntimeException();
				case "sleep" -> sleep();
				default -> new IllegalArgumentException(what);
			};
		}

		private static Throwable deferred(String what) {
			return what.equals("deferred-error") ? new LinkageError("secret deferred-error")
					: new java.io.FileNotFoundException("secret");
		}

		private static Throwable sleep() {
			try {
				Thread.sleep(20_000);
				INTERRUPTED.complete(false);
			}
			catch (InterruptedException ex) {
				INTERRUPTED.complete(true);
				return ex;
			}
			return new IllegalStateException();
		}

		@DoGet("too-much")
		Stream<Row> tooMuch(BufferAllocator allocator) {
			try (var first = allocator.buffer(1024); var second = allocator.buffer(1L << 40)) {
				return Stream.of();
			}
		}

		@FlightExceptionHandler
		CallStatus closest(java.io.FileNotFoundException ex) {
			return CallStatus.NOT_FOUND.withDescription("closest");
		}

		@FlightExceptionHandler({ IOException.class, java.util.zip.DataFormatException.class })
		CallStatus close(FlightCall call, Exception ex) {
			return CallStatus.INVALID_ARGUMENT.withDescription("close to " + call.rpc().methodName());
		}

		@FlightExceptionHandler
		CallStatus none(ArithmeticException ex) {
			return null;
		}

		@FlightExceptionHandler
		CallStatus broken(UnsupportedOperationException ex) {
			if ("flight".equals(ex.getMessage())) {
				throw CallStatus.RESOURCE_EXHAUSTED.withDescription("thrown by the method").toRuntimeException();
			}
			throw new IllegalStateException("the method is broken");
		}

		@FlightExceptionHandler
		org.apache.arrow.flight.FlightRuntimeException error(HandledError ex) {
			return CallStatus.UNIMPLEMENTED.withDescription("handled error").toRuntimeException();
		}

		@FlightExceptionHandler
		CallStatus withCause(java.util.NoSuchElementException ex) {
			return CallStatus.NOT_FOUND.withDescription("public").withCause(ex);
		}

	}

	static class HandledError extends Error {

	}

	static class ForGrpc extends RuntimeException {

		ForGrpc(String message) {
			super(message);
		}

	}

	static class ForBrokenGrpc extends RuntimeException {

		ForBrokenGrpc(String message) {
			super(message);
		}

	}

	static class ForResolver extends RuntimeException {

		ForResolver(String message) {
			super(message);
		}

	}

	static class ForBrokenResolver extends RuntimeException {

		ForBrokenResolver(String message) {
			super(message);
		}

	}

	@FlightAdvice
	@Order(2)
	static class Second {

		@FlightExceptionHandler
		CallStatus handle(ArithmeticException ex) {
			return "none".equals(ex.getMessage()) ? null : CallStatus.UNAUTHENTICATED.withDescription("second advice");
		}

	}

	@FlightAdvice
	@Order(1)
	static class First {

		@FlightExceptionHandler(ArithmeticException.class)
		CallStatus handle(Exception ex) {
			return "first".equals(ex.getMessage()) ? CallStatus.UNAUTHORIZED.withDescription("first advice") : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rules {

		@Bean
		GrpcExceptionHandler grpcRule() {
			return (exception) -> {
				if (exception instanceof ForBrokenGrpc) {
					throw new IllegalStateException("the gRPC handler is broken");
				}
				return (exception instanceof ForGrpc)
						? new StatusException(Status.ALREADY_EXISTS.withDescription("by the gRPC handler")) : null;
			};
		}

		@Bean
		FlightExceptionResolver flightRule() {
			return (exception, call) -> {
				if (exception instanceof ForBrokenResolver) {
					throw new IllegalStateException("the resolver is broken");
				}
				return (exception instanceof ForResolver) ? CallStatus.UNAVAILABLE.withDescription("by the resolver")
						: null;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Inheriting {

		@Bean
		NamedA a() {
			return new NamedA("a");
		}

		@Bean
		NamedB b() {
			return new NamedB("b");
		}

	}

	abstract static class Named {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		@FlightExceptionHandler
		CallStatus handle(IllegalStateException ex) {
			return CallStatus.NOT_FOUND.withDescription(this.name);
		}

	}

	@FlightEndpoint
	static class NamedA extends Named {

		NamedA(String name) {
			super(name);
		}

		@DoAction("named-a")
		void act() {
			throw new IllegalStateException();
		}

	}

	@FlightEndpoint
	static class NamedB extends Named {

		NamedB(String name) {
			super(name);
		}

		@DoAction("named-b")
		void act() {
			throw new IllegalStateException();
		}

	}

}
