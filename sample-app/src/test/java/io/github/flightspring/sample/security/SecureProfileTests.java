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

package io.github.flightspring.sample.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.github.flightspring.sample.SampleApplication;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The profile {@code secure}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecureProfileTests {

	@TempDir
	private Path folder;

	@Test
	void whenAPasswordIsMissingThenTheStartFailsAndSaysSo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--sample.security.reader-password=r"));
		assertThat(output).contains("sample.security.writerPassword", "must be set with the profile 'secure'");
	}

	@Test
	void whenUsersCallThenUploadsAreForTheWriter() throws Exception {
		try (ConfigurableApplicationContext context = start("--sample.security.reader-password=r:ö",
				"--sample.security.writer-password=w"); RootAllocator allocator = new RootAllocator()) {
			assertOwnersAlone(this.folder.resolve("tls/server.p12"));
			int port = context.getBean(GrpcServerLifecycle.class).getPort();
			try (InputStream certificate = Files.newInputStream(this.folder.resolve("tls/server.pem"));
					FlightClient client = FlightClient.builder(allocator, Location.forGrpcTls("localhost", port))
						.trustedCertificates(certificate)
						.build()) {
				CallOption reader = client.authenticateBasicToken("reader", "r:ö").orElseThrow();
				CallOption writer = client.authenticateBasicToken("writer", "w").orElseThrow();
				assertThat(client.getInfo(FlightDescriptor.path("airports"), reader)).isNotNull();
				assertThatExceptionOfType(FlightRuntimeException.class)
					.isThrownBy(() -> client.getInfo(FlightDescriptor.path("airports")))
					.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
				assertThatExceptionOfType(FlightRuntimeException.class)
					.isThrownBy(() -> upload(client, allocator, reader))
					.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNAUTHORIZED));
				upload(client, allocator, writer);
				assertThat(client.getInfo(FlightDescriptor.path("uploads", "secured"), reader)).isNotNull();
			}
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void whenTheScriptMakesTheCertificateThenItsKeyIsTheOwnersAlone() throws Exception {
		Path tls = this.folder.resolve("tls");
		Process script = new ProcessBuilder("sh", Path.of("certificate").toAbsolutePath().toString(), tls.toString())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("output").toFile())
			.start();
		assertThat(script.waitFor()).isZero();
		assertThat(tls.resolve("server.pem")).isReadable();
		assertOwnersAlone(tls.resolve("server.p12"));
	}

	private static void assertOwnersAlone(Path file) throws IOException {
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		}
	}

	private static void upload(FlightClient client, RootAllocator allocator, CallOption caller) {
		Schema schema = new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));
		try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
			AsyncPutListener results = new AsyncPutListener();
			ClientStreamListener upload = client.startPut(FlightDescriptor.path("uploads", "secured"), root, results,
					caller);
			root.allocateNew();
			root.setRowCount(3);
			upload.putNext();
			upload.completed();
			upload.getResult();
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		String[] all = new String[arguments.length + 4];
		all[0] = "--spring.grpc.server.port=0";
		all[1] = "--sample.tls.folder=" + this.folder.resolve("tls");
		all[2] = "--sample.database=" + this.folder.resolve("uploads.duckdb");
		all[3] = "--spring.profiles.active=secure";
		System.arraycopy(arguments, 0, all, 4, arguments.length);
		return new SpringApplicationBuilder(SampleApplication.class).run(all);
	}

}
