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

package io.github.flightspring.samples.orders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log of the start of the sample.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupLogTests {

	@Test
	void whenTheSampleStartsThenItWarnsOfKeysOnly(CapturedOutput output) {
		try (ConfigurableApplicationContext context = SpringApplication.run(OrdersApplication.class, "--server.port=0",
				"--spring.grpc.server.port=0",
				"--spring.datasource.url=jdbc:h2:mem:log;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")) {
			assertThat(context.isRunning()).isTrue();
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN ") || line.contains(" ERROR ")))
			.allMatch((line) -> line.contains("signed with a random key"));
		assertThat(output).contains("Serving 5 flights");
	}

}
