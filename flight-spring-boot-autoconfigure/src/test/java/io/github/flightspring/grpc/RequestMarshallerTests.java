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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.RunningApplication;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests that are no protobuf messages.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestMarshallerTests {

	// a field of two bytes of which there is one
	private static final byte[] TRUNCATED = { 10, 2, 1 };

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Rows.class);
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	static Stream<String> methods() {
		return FlightServiceGrpc.getServiceDescriptor().getMethods().stream().map(MethodDescriptor::getFullMethodName);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void whenARequestIsMalformedThenItIsRefusedWithoutAStackInTheLog(String name, CapturedOutput output) {
		MethodDescriptor<byte[], byte[]> method = MethodDescriptor
			.<byte[], byte[]>newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
			.setFullMethodName(name)
			.setType(MethodDescriptor.MethodType.SERVER_STREAMING)
			.build();
		assertThatExceptionOfType(StatusRuntimeException.class)
			.isThrownBy(() -> ClientCalls
				.blockingServerStreamingCall(application.channel(), method, CallOptions.DEFAULT, TRUNCATED)
				.hasNext())
			.satisfies((ex) -> assertThat(ex.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
		application.awaitNoCalls();
		assertThat(output).doesNotContain("ERROR").doesNotContain("\tat ");
	}

	private enum Bytes implements Marshaller<byte[]> {

		INSTANCE;

		@Override
		public InputStream stream(byte[] bytes) {
			return new ByteArrayInputStream(bytes);
		}

		@Override
		public byte[] parse(InputStream stream) {
			try {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	@FlightEndpoint("rows")
	static class Rows {

		record Row(int n) {
		}

		@DoGet
		List<Row> rows() {
			return List.of(new Row(1));
		}

	}

}
