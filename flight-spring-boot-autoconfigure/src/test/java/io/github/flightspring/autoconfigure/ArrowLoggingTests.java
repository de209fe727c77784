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

package io.github.flightspring.autoconfigure;

import java.util.List;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.RunningApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArrowLoggingEnvironmentPostProcessor}.
 */
class ArrowLoggingTests {

	private static final String LOGGER = "org.apache.arrow.vector.types.pojo.Field";

	@ParameterizedTest
	@CsvSource({ "some.other, INFO, WARN", "org.apache.arrow, DEBUG, DEBUG",
			"org.apache.arrow.vector.types.pojo.Field, INFO, INFO" })
	void whenTheApplicationSaysNothingElseThenWhatClientsSendIsNotLogged(String logger, String level, LogLevel expected)
			throws Exception {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(LOGGER, null);
		try (RunningApplication application = RunningApplication.start(Rows.class,
				"logging.level.%s=%s".formatted(logger, level))) {
			assertThat(logging.getLoggerConfiguration(LOGGER).getEffectiveLevel()).isEqualTo(expected);
		}
		finally {
			logging.setLogLevel(logger, null);
		}
	}

	@FlightEndpoint("rows")
	static class Rows {

		record Row(int n) {
		}

		@DoGet
		List<Row> rows() {
			return List.of();
		}

	}

}
