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

package io.github.flightspring.observation;

import java.util.List;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.running.AccessLog;
import io.github.flightspring.support.FlightCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The lines of the access log as they are written.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessLogTests {

	@AfterEach
	void resetLogging() {
		System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
	}

	@Test
	void whenEnabledThenOneStructuredLineForEachCall(CapturedOutput output) throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class, "flight.access-log.enabled=true",
				"logging.structured.format.console=ecs")) {
			assertThat(calls.rows("rows/7")).hasSize(3);
			assertThat(catchThrowable(() -> calls.rows("no\nsuch flight"))).isNotNull();
		}
		JsonMapper mapper = JsonMapper.builder().build();
		var lines = output.getOut()
			.lines()
			.filter((line) -> line.contains("\"" + AccessLog.LOGGER + "\""))
			.map(mapper::readTree)
			.toList();
		assertThat(lines).extracting((line) -> line.path("rpc").asString() + " " + line.path("status").asString())
			.containsExactly("GetFlightInfo OK", "DoGet OK", "GetFlightInfo NOT_FOUND");
		JsonNode download = lines.get(1);
		assertThat(download.path("flight").asString()).isEqualTo("rows/{n}");
		assertThat(download.path("transport").asString()).isEqualTo("grpc");
		assertThat(download.path("principal").asString()).isEqualTo("-");
		assertThat(download.path("peer").asString()).contains("127.0.0.1");
		assertThat(download.path("rowsOut").asLong()).isEqualTo(3);
		assertThat(download.path("bytesOut").asLong()).isPositive();
		assertThat(download.path("call").asString()).isNotEmpty();
		assertThat(download.path("millis").asLong()).isNotNegative();
		assertThat(lines.get(2).path("flight").asString()).isEqualTo("unknown");
	}

	@Test
	void whenNotEnabledThenNoLine(CapturedOutput output) throws Exception {
		try (FlightCalls calls = FlightCalls.start(Rows.class)) {
			assertThat(calls.rows("rows/7")).hasSize(3);
		}
		assertThat(output).doesNotContain(AccessLog.LOGGER);
	}

	@FlightEndpoint("rows")
	static class Rows {

		record Row(int n) {
		}

		@DoGet("{n}")
		List<Row> rows(int n) {
			return List.of(new Row(n), new Row(n), new Row(n));
		}

	}

}
