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

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.KotlinDetector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with neither Kotlin nor Reactor on its class path.
 */
class WithoutKotlinTests {

	@Test
	void whenOptionalLibrariesAreMissingThenHandlersOfRowsStart() throws Exception {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		URL[] urls = Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*/(kotlin|reactor)[^/]*\\.jar"))
			.map(WithoutKotlinTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			Thread thread = Thread.currentThread();
			ClassLoader before = thread.getContextClassLoader();
			thread.setContextClassLoader(loader);
			try {
				Object start = loader.loadClass(Start.class.getName()).getDeclaredConstructor().newInstance();
				assertThat(((Callable<?>) start).call()).isEqualTo("Kotlin: false, failure: null");
			}
			finally {
				thread.setContextClassLoader(before);
			}
		}
		assertThat(KotlinDetector.isKotlinPresent()).isTrue();
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (java.net.MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Starts an application, in the class loader of this class.
	 */
	public static class Start implements Callable<String> {

		@Override
		public String call() {
			String[] failure = new String[1];
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class))
				.withBean(Rows.class)
				.run((context) -> failure[0] = String.valueOf(context.getStartupFailure()));
			return "Kotlin: " + KotlinDetector.isKotlinPresent() + ", failure: " + failure[0];
		}

	}

	@FlightEndpoint
	static class Rows {

		@DoGet("rows")
		List<Row> rows() {
			return List.of();
		}

		@DoGet("row")
		Row row() {
			return new Row();
		}

		@DoPut("rows")
		void put(Stream<Row> rows) {
		}

		@DoPut("list")
		void put(List<Row> rows) {
		}

	}

	static class Row {

		public int id;

	}

}
