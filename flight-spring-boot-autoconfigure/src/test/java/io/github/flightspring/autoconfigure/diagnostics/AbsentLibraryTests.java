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

package io.github.flightspring.autoconfigure.diagnostics;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.mapping.InvalidFlightHandlerException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Applications without a library that the starter can do without: the libraries are taken
 * away from a class path of its own, so that nothing finds them.
 */
class AbsentLibraryTests {

	private static final String GRPC_SERVER = "spring-boot-grpc-server|spring-grpc-";

	private static final String WEB = "spring-webmvc-|spring-boot-webmvc|spring-boot-tomcat|spring-boot-jetty";

	private static final String SECURITY = "spring-security-|spring-boot-security-";

	private static final String OAUTH2 = "spring-boot-security-oauth2|nimbus-jose-jwt-";

	private static final String VALIDATION = "spring-boot-validation|hibernate-validator|jakarta.validation";

	private static final String METERS = "micrometer-core|micrometer-registry|micrometer-tracing|spring-boot-micrometer";

	private static final String OPERATIONS = METERS + "|spring-boot-actuator|spring-boot-health";

	private static final String JDBC = "spring-jdbc-|spring-boot-jdbc|spring-tx-|HikariCP-|postgresql-";

	private static final String HELPERS = JDBC + "|reactor-|reactive-streams-|context-propagation-|grpc-services-";

	private static final String DATA = "spring-tx-|spring-jdbc-|spring-orm-|jakarta.persistence-api";

	// one class path costs seconds, because all classes are loaded again
	@ParameterizedTest
	@ValueSource(strings = { "reactor-|reactive-streams-", "postgresql-", "arrow-compression-", GRPC_SERVER,
			"protobuf-java-util", "bucket4j", "context-propagation-" })
	void whenALibraryIsAbsentThenAWrongHandlerIsStillNamed(String libraries) throws Exception {
		without(libraries, AbsentLibraryTests::assertWrongHandlersAreNamed);
	}

	@ParameterizedTest
	@ValueSource(strings = { GRPC_SERVER + "|grpc-netty|spring-boot-jetty", WEB, "spring-boot-tomcat|" + OAUTH2,
			SECURITY, METERS, OPERATIONS + "|" + VALIDATION, HELPERS, JDBC, DATA, WEB + "|spring-web-|spring-webflux-|"
					+ DATA + "|" + SECURITY + "|" + OPERATIONS + "|" + VALIDATION + "|" + HELPERS })
	void whenLibrariesAreAbsentThenCallsEndAsEverAndAWrongHandlerIsStillNamed(String libraries) throws Exception {
		without(libraries, (loader) -> {
			start(loader, AbsentLibraryApplication.class).run();
			assertWrongHandlersAreNamed(loader);
		});
	}

	private static void assertWrongHandlersAreNamed(ClassLoader loader) throws Exception {
		assertInvalid(start(loader, WrongUpload.class));
		boolean database = ClassUtils.isPresent("org.springframework.jdbc.core.JdbcTemplate", loader);
		assertThat(assertInvalid(start(loader, WrongDownload.class)).contains("FlightJdbc")).isEqualTo(database);
	}

	private static void without(String libraries, Trial trial) throws Exception {
		Pattern absent = Pattern.compile("(" + libraries + ").*\\.jar");
		List<URL> urls = new ArrayList<>();
		// Surefire puts its own into a manifest
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		for (String entry : classPath.split(File.pathSeparator)) {
			File file = new File(entry);
			if (!absent.matcher(file.getName()).matches()) {
				urls.add(file.toURI().toURL());
			}
		}
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			trial.run(loader);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static Runnable start(ClassLoader loader, Class<?> application) throws Exception {
		return (Runnable) loader.loadClass(application.getName()).getConstructor().newInstance();
	}

	private static String assertInvalid(Runnable application) {
		Throwable failure = catchThrowable(application::run);
		assertThat(causes(failure)).noneMatch(LinkageError.class::isInstance);
		assertThat(causes(failure).map((cause) -> cause.getClass().getName()))
			.contains(InvalidFlightHandlerException.class.getName());
		return causes(failure).map(Throwable::getMessage).collect(Collectors.joining("; "));
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause);
	}

	@EnableAutoConfiguration
	public abstract static class WrongApplication implements Runnable {

		@Override
		public void run() {
			new SpringApplicationBuilder(getClass()).web(WebApplicationType.NONE)
				.run("--spring.grpc.server.port=0")
				.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Upload.class)
	public static class WrongUpload extends WrongApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Download.class)
	public static class WrongDownload extends WrongApplication {

	}

	@FlightEndpoint("wrong")
	static class Upload {

		@DoPut
		void put(Thread thread) {
		}

	}

	@FlightEndpoint("wrong")
	static class Download {

		@DoGet
		Thread get() {
			return Thread.currentThread();
		}

	}

	@FunctionalInterface
	private interface Trial {

		void run(ClassLoader loader) throws Exception;

	}

}
