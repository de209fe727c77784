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

import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.autoconfigure.http.FlightWebFluxAutoConfiguration;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.RunningApplication;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The log records of an application's start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupReportTests {

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class));

	@Test
	void whenAnApplicationStartsThenItSaysWhatIsServedAndWhere(CapturedOutput output) throws Exception {
		try (HttpApplication application = HttpApplication.start(Rows.class)) {
			int grpc = application.context().getBean(GrpcServerLifecycle.class).getPort();
			assertThat(output)
				.containsOnlyOnce("Serving 2 flights, 1 command and 1 action over gRPC on port %d and HTTP on port %d "
					.formatted(grpc, application.port()) + "below '/flight'")
				.doesNotContain("is served by", "are not served", "allocation manager type not specified",
						"Debug mode disabled", "Using DefaultAllocationManager");
		}
	}

	@Test
	void whenThereIsNoHttpThenOnlyGrpcIsNamedAndAtDebugEachMapping(CapturedOutput output) throws Exception {
		try (RunningApplication application = RunningApplication.start(Rows.class,
				"logging.level.io.github.flightspring.autoconfigure=debug")) {
			assertThat(output).contains("over gRPC on port " + application.port())
				.doesNotContain("HTTP on port")
				.contains("DoGet path 'rows' is served by " + Rows.class.getName() + ".rows()")
				.contains("DoAction 'act' is served by " + Rows.class.getName() + ".act()");
		}
	}

	@Test
	void whenThereAreNoHandlersThenThatIsSaidWithAMend(CapturedOutput output) {
		RUNNER.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("There are no flights: no bean has @FlightEndpoint");
	}

	@Test
	void whenTheApplicationHasAProducerThenItNeedsNoHandlers(CapturedOutput output) {
		RUNNER.withBean(FlightProducer.class, NoOpFlightProducer::new)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("There are no flights");
	}

	@Test
	void whenABeanIsNoEndpointThenItAndItsAnnotationsAreNamed(CapturedOutput output) {
		RUNNER.withBean("forgotten", Forgotten.class).withBean("rows", Rows.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output)
				.containsOnlyOnce("The methods with @DoGet, @DoPut of the bean 'forgotten' are not served: add "
						+ "@FlightEndpoint to " + Forgotten.class.getName())
				.doesNotContain("of the bean 'rows'");
		});
		assertThat(output).doesNotContain("There are no flights");
	}

	@Test
	void whenABeanHasAScopedProxyThenItIsNamedOnce(CapturedOutput output) {
		RUNNER.withUserConfiguration(Scoped.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("of the bean 'scoped' are not served");
	}

	@Test
	void whenTheApplicationIsReactiveThenItIsSaidOnceWhatToAdd(CapturedOutput output) {
		ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FlightWebFluxAutoConfiguration.class));
		reactive.withPropertyValues("flight.http.enabled=false").run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("WebFlux");
		reactive.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("Flights are not served over HTTP, because that needs Spring MVC")
			.contains("spring-boot-starter-webmvc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.0.9", "3.5.16", "2.7.18", "4.0.0-RC1" })
	void whenBootIsTooOldThenItsVersionIsNamed(String version) {
		assertThatExceptionOfType(BootVersionException.class).isThrownBy(() -> BootVersionCheck.check(version))
			.withMessage("flight-spring-boot-starter needs Spring Boot 4.1 or later, and the version of this "
					+ "application is " + version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.1.0", "4.1.0-RC1", "4.2.0-SNAPSHOT", "4.10.1", "5.0.0", "unknown", "" })
	void whenBootIsNewEnoughOrUnknownThenTheApplicationStarts(String version) {
		assertThatNoException().isThrownBy(() -> BootVersionCheck.check(version));
		assertThatNoException().isThrownBy(() -> BootVersionCheck.check(null));
	}

	record Row(int n) {
	}

	@FlightEndpoint
	static class Rows {

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of();
		}

		@DoPut({ "rows", "stored/{name}" })
		void store(Stream<Row> rows) {
		}

		@DoGet(command = "all")
		Stream<Row> all() {
			return Stream.of();
		}

		@DoAction
		void act() {
		}

	}

	static class Forgotten {

		@DoGet("forgotten")
		Stream<Row> rows() {
			return Stream.of();
		}

		@DoPut("forgotten")
		void store(Stream<Row> rows) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Forgotten scoped() {
			return new Forgotten();
		}

	}

}
