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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.flightspring.admission.AdmissionLimits;
import io.github.flightspring.admission.CallAdmission;
import io.github.flightspring.admission.FlightDrain;
import io.github.flightspring.admission.ServerLoad;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.autoconfigure.actuator.FlightActuatorAutoConfiguration;
import io.github.flightspring.autoconfigure.actuator.FlightActuatorEndpoint;
import io.github.flightspring.autoconfigure.actuator.FlightHealthAutoConfiguration;
import io.github.flightspring.autoconfigure.observation.FlightMetricsAutoConfiguration;
import io.github.flightspring.autoconfigure.observation.FlightObservationAutoConfiguration;
import io.github.flightspring.call.FlightAdmission;
import io.github.flightspring.call.FlightAdmission.FlightTimes;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.running.AccessLog;
import io.github.flightspring.handler.running.RunningCalls;
import io.github.flightspring.observation.meter.CallMeters;
import io.github.flightspring.observation.meter.FlightMeters;
import io.github.flightspring.observation.meter.FlightObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans for operators, and the conditions under which they are absent.
 */
class OperationsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class, FlightQueryAutoConfiguration.class,
				FlightSessionAutoConfiguration.class, FlightAdmissionAutoConfiguration.class,
				FlightDrainAutoConfiguration.class, FlightObservationAutoConfiguration.class,
				FlightMetricsAutoConfiguration.class, FlightActuatorAutoConfiguration.class,
				FlightHealthAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(ObservationRegistry.class, ObservationRegistry::create);

	@Test
	void whenEverythingIsThereThenCallsAreWatched() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FlightObservations.class)
				.hasSingleBean(CallMeters.class)
				.hasSingleBean(FlightMeters.class)
				.hasSingleBean(FlightActuatorEndpoint.class)
				.hasBean("flightHealthIndicator")
				.hasBean("flightInfoContributor")
				.doesNotHaveBean(AccessLog.class));
	}

	@Test
	void whenTheEndpointIsNotExposedThenItIsNotThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FlightActuatorEndpoint.class));
	}

	@Test
	void whenMicrometerAndTheActuatorAreMissingThenCallsAreServedWithoutThem() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FlightAutoConfiguration.class, FlightQueryAutoConfiguration.class,
					FlightSessionAutoConfiguration.class, FlightAdmissionAutoConfiguration.class,
					FlightDrainAutoConfiguration.class, FlightObservationAutoConfiguration.class,
					FlightMetricsAutoConfiguration.class, FlightActuatorAutoConfiguration.class,
					FlightHealthAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class, ObservationRegistry.class, WebEndpoint.class,
					HealthIndicator.class))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(RunningCalls.class)
					.doesNotHaveBean(FlightActuatorEndpoint.class);
				assertThat(context.containsBean("flightHealthIndicator")).isFalse();
			});
	}

	@Test
	void whenThereIsNoRegistryThenNoMeters() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FlightAutoConfiguration.class, FlightSessionAutoConfiguration.class,
							FlightObservationAutoConfiguration.class, FlightMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CallMeters.class)
				.doesNotHaveBean(FlightObservations.class));
	}

	@Test
	void whenHealthAndInfoAreDisabledThenTheyAreNotThere() {
		this.runner.withPropertyValues("management.health.flight.enabled=false", "management.info.flight.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(HealthIndicator.class)
				.doesNotHaveBean("flightInfoContributor"));
	}

	@Test
	void whenTheApplicationHasAHealthIndicatorOfTheNameThenOursBacksOff() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("flightHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
	}

	@Test
	void whenTheAccessLogIsEnabledThenItIsThere() {
		this.runner.withPropertyValues("flight.access-log.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(AccessLog.class));
	}

	@Test
	void whenTheApplicationAdmitsCallsItselfThenOursBacksOff() {
		this.runner.withBean(FlightAdmission.class, FlightAdmission::open)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CallAdmission.class));
	}

	@Test
	void whenLimitsAreSetThenTheyAreBound() {
		this.runner.withBean(Departures.class)
			.withPropertyValues("flight.server.max-concurrent-calls=7", "flight.admission.max-calls-per-principal=3",
					"flight.admission.bytes-per-second=1MB", "flight.admission.calls-per-second=5",
					"flight.admission.flights[departures/{origin}].max-calls=2",
					"flight.admission.flights[departures/{origin}].idle-timeout=20s")
			.run((context) -> {
				AdmissionLimits limits = context.getBean(CallAdmission.class).limits();
				assertThat(limits.maxCalls()).isEqualTo(7);
				assertThat(limits.maxCallsPerPrincipal()).isEqualTo(3);
				assertThat(limits.bytesPerSecond()).isEqualTo(1 << 20);
				assertThat(limits.burst()).isEqualTo(5);
				assertThat(limits.queueTimeout()).isEqualTo(Duration.ofSeconds(1));
				assertThat(limits.flights()).containsEntry("departures/{origin}",
						new AdmissionLimits.OfFlight(2, new FlightTimes(null, Duration.ofSeconds(20))));
			});
	}

	@Test
	void whenALimitMakesNoSenseThenTheStartFailsAndSaysWhichOne() {
		this.runner.withPropertyValues("flight.admission.memory-threshold=1.5")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'flight.admission.memory-threshold' is '1.5'. Give a number above 0 and up to 1"));
	}

	@Test
	void whenALimitIsForNoFlightThenTheStartFailsAndNamesThoseThereAre() {
		this.runner.withBean(Departures.class)
			.withPropertyValues("flight.admission.flights.departures/{origin}.max-calls=2")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("flight.admission.flights")
				.hasMessageContaining("'departuresorigin'")
				.hasMessageContaining("'flight.admission.flights[departures/{origin}]'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SetSessionOptions", "GetSessionOptions", "CloseSession", "CancelFlightInfo",
			"RenewFlightEndpoint" })
	void whenALimitIsForABuiltInActionThenItIsBound(String action) {
		this.runner.withPropertyValues("flight.session.enabled=true")
			.withInitializer(limitOf("action:" + action))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenALimitIsForAnActionThatIsOffThenTheStartFailsAndNamesTheOthers() {
		this.runner.withBean(Departures.class)
			.withPropertyValues("flight.session.enabled=false")
			.withInitializer(limitOf("action:SetSessionOptions"))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("one of 'departures/{origin}', 'action:CancelFlightInfo', "
						+ "'action:RenewFlightEndpoint', in brackets")
				.hasMessageNotContaining("none"));
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> limitOf(String flight) {
		return (context) -> TestPropertyValues.of(Map.of("flight.admission.flights[" + flight + "].max-calls", "5"))
			.applyTo(context);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenTheServerShutsDownThenItIsOutOfService(boolean ownAdmission) {
		ApplicationContextRunner application = ownAdmission
				? this.runner.withBean(FlightAdmission.class, FlightAdmission::open) : this.runner;
		application.run((context) -> {
			HealthIndicator health = context.getBean("flightHealthIndicator", HealthIndicator.class);
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			context.getBean(FlightDrain.class).refuse();
			assertThat(context.getBean(ServerLoad.class).isAccepting()).isFalse();
			assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.health().getDetails()).containsEntry("shuttingDown", true);
		});
	}

	@FlightEndpoint("departures")
	static class Departures {

		record Departure(String origin) {
		}

		@ListFlights
		List<Flight> list() {
			return List.of();
		}

		@DoGet("{origin}")
		Stream<Departure> from(String origin) {
			return Stream.of(new Departure(origin));
		}

	}

}
