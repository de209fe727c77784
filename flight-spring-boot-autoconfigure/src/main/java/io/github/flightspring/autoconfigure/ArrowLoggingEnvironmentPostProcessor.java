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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns off log records of Arrow. One is for each schema with an unknown extension type,
 * and contains the type's name, which is text from the client. Others are about the
 * choice of the allocation manager, and name one that is not used. A
 * {@code logging.level.*} of the application for a logger or one above it takes
 * precedence.
 */
final class ArrowLoggingEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String SOURCE = "flightArrowLogging";

	private static final List<String> LOGGERS = List.of("org.apache.arrow.vector.types.pojo.Field",
			"org.apache.arrow.memory.BaseAllocator", "org.apache.arrow.memory.CheckAllocator",
			"org.apache.arrow.memory.DefaultAllocationManagerOption");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> levels = new HashMap<>();
		for (String logger : LOGGERS) {
			if (!isSet(environment, logger)) {
				levels.put("logging.level." + logger, "warn");
			}
		}
		environment.getPropertySources().addLast(new MapPropertySource(SOURCE, levels));
	}

	private static boolean isSet(ConfigurableEnvironment environment, String logger) {
		for (String name = logger; !name.isEmpty(); name = parent(name)) {
			if (environment.containsProperty("logging.level." + name)) {
				return true;
			}
		}
		return false;
	}

	private static String parent(String logger) {
		return logger.substring(0, Math.max(0, logger.lastIndexOf('.')));
	}

}
