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

package io.github.flightspring.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.interop.security.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java's client against the application. It runs in a process of its own: its uploads
 * need a flag that the server must not have.
 */
class JavaClientTests {

	@TempDir
	Path directory;

	@Test
	void whenJavasClientTriesEveryFeatureThenNoneFails() throws Exception {
		Path results = this.directory.resolve("results.tsv");
		Path log = this.directory.resolve("log");
		Path tls = this.directory.resolve("tls");
		Certificates.main(new String[] { tls.toString() });
		try (ConfigurableApplicationContext plain = start();
				ConfigurableApplicationContext zstd = start("--flight.server.compression=zstd",
						"--flight.server.max-batch-size=128MB");
				ConfigurableApplicationContext secure = start("--spring.profiles.active=secure",
						"--interop.tls=" + tls)) {
			Process client = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
					"io.github.flightspring.interop.client.JavaClient", results.toString(), address(plain),
					address(zstd), address(secure), tls.toString())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			try {
				assertThat(client.waitFor(5, TimeUnit.MINUTES)).as("the client ends").isTrue();
				assertThat(client.exitValue()).as(Files.readString(log)).isZero();
			}
			finally {
				client.destroyForcibly();
			}
		}
		assertThat(Files.readAllLines(results)).hasSizeGreaterThan(100).noneMatch((line) -> line.contains("\tFAIL\t"));
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(InteropApplication.class).properties("spring.grpc.server.port=0")
			.run(arguments);
	}

	private static String address(ConfigurableApplicationContext context) {
		return "localhost:" + context.getBean(GrpcServerLifecycle.class).getPort();
	}

}
