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

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.autoconfigure.KeyedList;
import io.github.flightspring.signing.InvalidSigningKeyException;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The descriptions and actions of failed starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	record Row(String value) {
	}

	record Unmappable(List<Thread> threads) {
	}

	@Test
	void whenTwoMethodsServeOnePathThenBothAreNamed(CapturedOutput output) {
		fail(null, Ambiguous.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("DoGet for path 'rows/{}' is served by two methods:")
			.contains(Ambiguous.class.getName() + ".one(String)")
			.contains(Ambiguous.class.getName() + ".other(String)")
			.contains("Give one of the methods another path, command or type, or remove it.");
	}

	@Test
	void whenAParameterIsNotSupportedThenItIsNamed(CapturedOutput output) {
		fail(null, Unsupported.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(Unsupported.class.getName() + ".rows(Thread)")
			.contains("Parameter 0 'thread' of type 'java.lang.Thread' is not supported")
			.contains("Use one of these: ")
			.contains("Or add a FlightArgumentResolver bean.");
	}

	@Test
	void whenARecordCannotBeMappedThenItsComponentIsNamed(CapturedOutput output) {
		fail(null, UnmappableRows.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(UnmappableRows.class.getName() + ".rows()")
			.contains("threads");
	}

	@Test
	void whenATicketKeyIsInvalidThenItIsNamedButNotShown(CapturedOutput output) {
		fail(null, Plain.class, "flight.ticket.keys[0].id=k", "flight.ticket.keys[0].secret=c2VjcmV0");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("flight.ticket.keys[0] (id \"k\") has a secret of 48 bits, where at least 256 are needed.")
			.contains("openssl rand -base64 32")
			.doesNotContain("c2VjcmV0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "flight.ticket.keys", "flight.ticket.keys[0]", "flight.security.token.keys",
			"flight.security.token.keys[0]" })
	void whenAKeyIsOneValueThenItsFormIsSaidAndTheValueIsNotShown(String property, CapturedOutput output) {
		fail(null, Plain.class, property + "=c2VjcmV0");
		String list = property.replace("[0]", "");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(property + " is a single value, where each key has an 'id' and a 'secret'.")
			.contains("openssl rand -base64 32")
			.contains(list + "[0].id", list + "[0].secret")
			.doesNotContain("c2VjcmV0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "flight.ticket.keys.k1.secret", "flight.security.token.keys.k1.secret",
			"flight.server.call-timout", "flight.admission.flights.departures.calls" })
	void whenNothingReadsAPropertyThenItIsNamedAndTheValueIsNotShown(String property, CapturedOutput output) {
		fail(null, Plain.class, property + "=c2VjcmV0");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Nothing reads '" + property + "'")
			.contains("Correct or remove the property.")
			.doesNotContain("c2VjcmV0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FLIGHT_TICKET_KEYS_K1_SECRET", "FLIGHT_SECURITY_TOKEN_KEYS_K1_SECRET" })
	void whenKeysAreAMapInTheEnvironmentThenTheListIsNamedAndTheSecretIsNotShown(String variable) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, "c2VjcmV0")));
		ConfigurationPropertySources.attach(environment);
		String property = variable.toLowerCase().replace('_', '.').replace(".k1.secret", "");
		assertThatExceptionOfType(InvalidSigningKeyException.class)
			.isThrownBy(() -> KeyedList.check(environment, property))
			.withMessageContaining(property + " has the element 'k1', where the elements of a list have an index")
			.withMessageContaining(property + "[0].secret")
			.withMessageNotContaining("c2VjcmV0");
	}

	@Test
	void whenAnotherPropertyHasNoSuchTypeThenBootSaysSo(CapturedOutput output) {
		fail(null, Plain.class, "flight.ticket.accept-paths=perhaps");
		assertThat(output).contains("APPLICATION FAILED TO START").contains("perhaps");
	}

	@Test
	@DisabledIf("io.github.flightspring.autoconfigure.grpc.NioAccess#isOpen")
	void whenAProducerCannotBeServedThenTheFlagIsNamed(CapturedOutput output) {
		fail(null, Legacy.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The application has a 'FlightProducer' bean")
			.contains("'--add-opens=java.base/java.nio=ALL-UNNAMED'")
			.contains("'Add-Opens: java.base/java.nio'");
	}

	@Test
	void whenThereIsNoAllocationManagerThenTheDependencyIsNamed(CapturedOutput output) {
		fail(new Hiding("org.apache.arrow.memory.unsafe."), Plain.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("No allocation manager for Arrow is on the class path.")
			.contains("Add the dependency 'org.apache.arrow:arrow-memory-unsafe'");
	}

	@Test
	void whenThereAreTwoAllocationManagersThenBothAreNamed(@TempDir Path classes, CapturedOutput output)
			throws Exception {
		fail(new Hiding(null, stub(classes, "org.apache.arrow.memory.netty", "NettyAllocationManager")), Plain.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Two allocation managers for Arrow are on the class path: arrow-memory-unsafe and "
					+ "arrow-memory-netty.")
			.contains("Exclude 'org.apache.arrow:arrow-memory-netty'");
	}

	@Test
	void whenShadedNettyIsThereThenItIsNamed(@TempDir Path classes, CapturedOutput output) throws Exception {
		fail(new Hiding(null, stub(classes, "io.grpc.netty.shaded.io.grpc.netty", "NettyServerBuilder")), Plain.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'io.grpc:grpc-netty-shaded' is on the class path")
			.contains("Exclude 'io.grpc:grpc-netty-shaded'");
	}

	@Test
	void whenAPropertyMakesNoSenseThenItIsNamed(CapturedOutput output) {
		fail(null, Plain.class, "flight.server.max-concurrent-calls=0");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'flight.server.max-concurrent-calls' is '0'. Give a number of at least 1");
	}

	@ParameterizedTest
	@CsvSource({ "flight.query.time-to-live, -1s, PT-1S", "flight.query.spool.segment-size, 0B, 0B",
			"flight.session.max-age, 0s, PT0S" })
	void whenALimitOfQueriesOrSessionsMakesNoSenseThenItIsNamed(String name, String value, String shown,
			CapturedOutput output) {
		fail(null, Plain.class, name + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'%s' is '%s'. Give ".formatted(name, shown))
			.doesNotContain("BeanCreationException");
	}

	@Test
	void whenTheSpoolDirectoryCannotBeMadeThenItIsNamed(@TempDir Path folder, CapturedOutput output) throws Exception {
		Path file = Files.createFile(folder.resolve("file"));
		fail(null, Query.class, "flight.query.spool.directory=" + file.resolve("spool"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The directory '" + file.resolve("spool") + "' of the results of queries")
			.contains("Set 'flight.query.spool.directory'");
	}

	private static void fail(ClassLoader classLoader, Class<?> bean, String... properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class, bean)
			.web(WebApplicationType.NONE)
			.properties("spring.grpc.server.port=0")
			.properties(properties);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		if (classLoader != null) {
			builder.resourceLoader(new DefaultResourceLoader(classLoader));
			thread.setContextClassLoader(classLoader);
		}
		try {
			assertThat(catchThrowable(() -> builder.run().close())).isNotNull();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * Compile an empty class.
	 */
	private static URL stub(Path classes, String packageName, String name) throws Exception {
		Path source = Files.writeString(classes.resolve(name + ".java"),
				"package %s; public class %s { }".formatted(packageName, name));
		List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), source.toString()));
		assertThat(javax.tools.ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, arguments.toArray(String[]::new))).isZero();
		return classes.toUri().toURL();
	}

	/**
	 * A class path with less or more on it.
	 */
	private static final class Hiding extends URLClassLoader {

		private final String hidden;

		Hiding(String hidden, URL... urls) {
			super(urls, FailureAnalysisTests.class.getClassLoader());
			this.hidden = hidden;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (this.hidden != null && name.startsWith(this.hidden)) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@FlightEndpoint
	static class Plain {

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class Query {

		@FlightQuery("rows")
		Stream<Row> rows() {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class Ambiguous {

		@DoGet("rows/{a}")
		Stream<Row> one(String a) {
			return Stream.of();
		}

		@DoGet("rows/{b}")
		Stream<Row> other(String b) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class Unsupported {

		@DoGet("rows")
		Stream<Row> rows(Thread thread) {
			return Stream.of();
		}

	}

	@FlightEndpoint
	static class UnmappableRows {

		@DoGet("rows")
		Stream<Unmappable> rows() {
			return Stream.of();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Legacy {

		@Bean
		FlightProducer producer() {
			return new NoOpFlightProducer();
		}

	}

}
