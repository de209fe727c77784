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

package io.github.flightspring.autoconfigure.aot;

import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.autoconfigure.FlightAdmissionAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightDrainAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightQueryAutoConfiguration;
import io.github.flightspring.autoconfigure.FlightSessionAutoConfiguration;
import io.github.flightspring.autoconfigure.actuator.CallDescription;
import io.github.flightspring.autoconfigure.actuator.FlightActuatorEndpoint;
import io.github.flightspring.autoconfigure.grpc.FlightGrpcHealthAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.FlightGrpcServerAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.FlightNettyAutoConfiguration;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.running.FlightNames;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with the starter, processed ahead of time.
 */
class AheadOfTimeTests {

	private static final String[] PROPERTIES = { "spring.grpc.server.port=0" };

	@Test
	void whenProcessedThenHandlersAndTheirRecordsHaveHints() {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation);
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Weather.class, "readings")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Weather.class, "forget")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Reading.class, "celsius")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Since.class, "year")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Declared.class, "name")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("META-INF/maven/io.github.flightspring/flight-spring-boot-autoconfigure/pom.properties"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(ArrowReader.class)).rejects(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(sun("SignalHandler"))).accepts(hints);
	}

	@Test
	void whenTheActuatorAnswersThenItsBodiesHaveHints() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, FlightActuatorEndpoint.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(CallDescription.class, "bytesPerSecond"))
			.accepts(hints);
	}

	@Test
	@CompileWithForkedClassLoader
	void whenCompiledThenTheContextStartsFromGeneratedCodeAndServesTheHandlers() {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = process(generation);
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = new GenericApplicationContext();
			context.setClassLoader(compiled.getClassLoader());
			TestPropertyValues.of(PROPERTIES).applyTo(context);
			@SuppressWarnings("unchecked")
			ApplicationContextInitializer<GenericApplicationContext> instance = compiled
				.getInstance(ApplicationContextInitializer.class, initializer.toString());
			instance.initialize(context);
			context.refresh();
			try (context) {
				List<String> flights = context.getBean(FlightHandlerMapping.class)
					.handlers()
					.stream()
					.map((handler) -> FlightNames.of(handler.mapping()))
					.toList();
				assertThat(flights).containsExactlyInAnyOrder("weather", "weather/columns", "action:forget");
			}
		});
	}

	private static ClassName process(TestGenerationContext generation) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(PROPERTIES).applyTo(context);
		context.register(Application.class);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return initializer;
	}

	private static Class<?> sun(String name) {
		try {
			return Class.forName("sun.misc." + name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Reading(String station, double celsius) {
	}

	record Since(int year) {
	}

	record Declared(String name) {
	}

	@FlightEndpoint("weather")
	static class Weather {

		@DoGet
		Stream<Reading> readings() {
			return Stream.of(new Reading("north", 1.5));
		}

		@DoGet(path = "columns", schema = Declared.class)
		ArrowReader columns() {
			throw new UnsupportedOperationException();
		}

		@DoAction("forget")
		void forget(Since since) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FlightAutoConfiguration.class, FlightQueryAutoConfiguration.class,
			FlightSessionAutoConfiguration.class, FlightAdmissionAutoConfiguration.class,
			FlightDrainAutoConfiguration.class, FlightGrpcServerAutoConfiguration.class,
			FlightNettyAutoConfiguration.class, GrpcServerAutoConfiguration.class,
			GrpcServerServicesAutoConfiguration.class, GrpcServerHealthAutoConfiguration.class,
			FlightGrpcHealthAutoConfiguration.class, SslAutoConfiguration.class })
	@Import(Weather.class)
	static class Application {

	}

}
