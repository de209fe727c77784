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

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns off the log record that Arrow writes for each schema with an unknown extension
 * type. It contains the type's name, which is text from the client. A
 * {@code logging.level.*} of the application for that logger or one above it takes
 * precedence.
 */
final class ArrowLoggingEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String SOURCE = "flightArrowLogging";

	private static final String LOGGER = "org.apache.arrow.vector.types.pojo.Field";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		for (String logger = LOGGER; !logger.isEmpty(); logger = parent(logger)) {
			if (environment.containsProperty("logging.level." + logger)) {
				return;
			}
		}
		environment.getPropertySources()
			.addLast(new MapPropertySource(SOURCE, Map.of("logging.level." + LOGGER, "warn")));
	}

	private static String parent(String logger) {
		return logger.substring(0, Math.max(0, logger.lastIndexOf('.')));
	}

}
