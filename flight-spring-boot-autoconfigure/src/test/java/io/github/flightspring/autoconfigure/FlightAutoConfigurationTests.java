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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.autoconfigure.FlightServerProperties.Compression;
import io.github.flightspring.autoconfigure.grpc.FlightGrpcServerAutoConfiguration;
import io.github.flightspring.autoconfigure.grpc.FlightProducerAutoConfiguration;
import io.github.flightspring.grpc.FlightServiceBinding;
import io.github.flightspring.handler.FlightExceptionResolver;
import io.github.flightspring.handler.dispatch.FlightDispatcher;
import io.github.flightspring.handler.thread.FlightThreads;
import io.github.flightspring.handler.validation.ArgumentValidator;
import io.github.flightspring.state.FlightStateStore;
import io.github.flightspring.state.InMemoryFlightStateStore;
import io.grpc.BindableService;
import jakarta.validation.Validator;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans of the starter, and the conditions under which each backs off.
 */
@ExtendWith(OutputCaptureExtension.class)
class FlightAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FlightAutoConfiguration.class, FlightContextPropagationAutoConfiguration.class,
					FlightQueryAutoConfiguration.class, FlightSessionAutoConfiguration.class,
					FlightAdmissionAutoConfiguration.class, FlightDrainAutoConfiguration.class,
					FlightValidationAutoConfiguration.class, FlightGrpcServerAutoConfiguration.class,
					FlightProducerAutoConfiguration.class, ValidationAutoConfiguration.class))
		.withBean(Rows.class);

	record Row(String value) {
	}

	@Test
	void whenEverythingIsOnTheClassPathThenEverythingIsThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(FlightServiceBinding.class)
			.hasSingleBean(FlightDispatcher.class)
			.hasSingleBean(ArgumentValidator.class)
			.hasSingleBean(FlightTaskDecorator.class)
			.hasBean("flightInboundSizes"));
	}

	@Test
	void whenFlightIsNotOnTheClassPathThenNothingIsThere() {
		this.runner.withClassLoader(new FilteredClassLoader(FlightServiceGrpc.class))
			.withPropertyValues("spring.grpc.server.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FlightDispatcher.class)
				.doesNotHaveBean(BufferAllocator.class));
	}

	@Test
	void whenGrpcServerIsNotOnTheClassPathThenOnlyTheTransportIsMissing() {
		this.runner.withClassLoader(new FilteredClassLoader(GrpcServerFactory.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FlightDispatcher.class)
				.doesNotHaveBean(BindableService.class));
	}

	@Test
	void whenTheGrpcServerIsDisabledThenOnlyTheTransportIsMissing() {
		this.runner.withPropertyValues("spring.grpc.server.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FlightDispatcher.class)
				.doesNotHaveBean(BindableService.class)
				.doesNotHaveBean(ServerBuilderCustomizer.class));
	}

	@Test
	void whenValidationIsNotOnTheClassPathThenNothingIsValidated() {
		this.runner.withClassLoader(new FilteredClassLoader(Validator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FlightDispatcher.class)
				.doesNotHaveBean(ArgumentValidator.class)
				.doesNotHaveBean(FlightExceptionResolver.class));
	}

	@Test
	void whenContextPropagationIsNotOnTheClassPathThenTasksAreNotDecorated() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.context"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FlightThreads.class)
				.doesNotHaveBean(FlightTaskDecorator.class));
	}

	@Test
	void whenTheUserHasBeansOfTheirOwnThenOursBackOff() {
		FlightStateStore store = new InMemoryFlightStateStore(1, 1000, Clock.systemUTC());
		Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		this.runner.withBean("own", BufferAllocator.class, RootAllocator::new)
			.withBean(FlightStateStore.class, () -> store)
			.withBean("flightClock", Clock.class, () -> clock)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(BufferAllocator.class).hasBean("own");
				assertThat(context.getBean(FlightStateStore.class)).isSameAs(store);
				assertThat(context.getBean("flightClock")).isSameAs(clock);
			});
	}

	@Test
	void whenNoPropertiesAreSetThenTheDefaultsAreBounded(CapturedOutput output) {
		this.runner.run((context) -> {
			FlightServerProperties server = context.getBean(FlightServerProperties.class);
			assertThat(server).isEqualTo(new FlightServerProperties(null, DataSize.ofMegabytes(512),
					Duration.ofHours(1), Compression.NONE, Duration.ofSeconds(30), DataSize.ofMegabytes(3), 100_000,
					256, 512, DataSize.ofMegabytes(128), 10000, DataSize.ofMegabytes(2), 200, Duration.ofMinutes(1),
					Duration.ofMinutes(5)));
			assertThat(context.getBean(FlightAllocatorProperties.class).limitBytes())
				.isEqualTo(Runtime.getRuntime().maxMemory());
			assertThat(context.getBean(BufferAllocator.class).getLimit()).isEqualTo(Runtime.getRuntime().maxMemory());
			assertThat(context.getBean(FlightTicketProperties.class).acceptPaths()).isFalse();
		});
		assertThat(output).contains("Tickets are signed with a random key").contains("'flight.ticket.keys'");
	}

	@Test
	void whenPropertiesAreSetThenTheyAreBound(CapturedOutput output) {
		this.runner
			.withPropertyValues("flight.server.call-memory-limit=8MB", "flight.server.call-timeout=0",
					"flight.server.compression=zstd", "flight.server.maxBatchSize=1MB",
					"flight.server.slow-consumer-timeout=0s", "flight.allocator.limit=16MB",
					"flight.ticket.keys[0].id=k", "flight.ticket.keys[0].secret=hex:" + "0123456789abcdef".repeat(4))
			.run((context) -> {
				FlightServerProperties server = context.getBean(FlightServerProperties.class);
				assertThat(server.callMemoryLimit()).isEqualTo(DataSize.ofMegabytes(8));
				assertThat(server.callTimeout()).isZero();
				assertThat(server.compression()).isEqualTo(Compression.ZSTD);
				assertThat(server.maxBatchSize()).isEqualTo(DataSize.ofMegabytes(1));
				assertThat(context.getBean(BufferAllocator.class).getLimit()).isEqualTo(16 << 20);
			});
		assertThat(output).doesNotContain("random key");
	}

	@ParameterizedTest
	@CsvSource({ "flight.server.call-memory-limit, 0B", "flight.server.call-timeout, -1s",
			"flight.server.max-batch-size, -1KB", "flight.server.max-concurrent-calls, 0",
			"flight.server.max-concurrent-calls-per-connection, 0", "flight.server.max-message-size, 0B",
			"flight.server.max-open-calls, 0", "flight.server.max-request-size, -1B",
			"flight.server.slow-consumer-timeout, -1ms", "flight.server.slow-producer-timeout, -1h",
			"flight.allocator.limit, 0KB", "flight.allocator.shutdown-timeout, -5s", "flight.ticket.time-to-live, 0s",
			"flight.ticket.max-lifetime, -1s", "flight.query.max-concurrent, 0",
			"flight.query.max-concurrent-per-principal, 0", "flight.query.max-queued, -1",
			"flight.query.max-queued-per-principal, -1", "flight.query.max-results, 0",
			"flight.query.max-results-per-principal, 0", "flight.query.max-run-time, -1s",
			"flight.query.max-waiting-polls, 0", "flight.query.max-waiting-polls-per-principal, 0",
			"flight.query.poll-timeout, -1s", "flight.query.time-to-live, -1s", "flight.query.spool.max-query-size, 0B",
			"flight.query.spool.max-size, 0B", "flight.query.spool.max-size-per-principal, -1B",
			"flight.query.spool.segment-interval, -1s", "flight.query.spool.segment-size, 0B",
			"flight.session.cookie-name, a name", "flight.session.idle-timeout, 0s", "flight.session.max-age, 0s",
			"flight.session.max-anonymous, -1", "flight.session.max-per-principal, 0", "flight.session.max-size, 0B",
			"flight.state.max-entries, 0", "flight.state.max-size, 0B" })
	void whenAPropertyMakesNoSenseThenItIsNamed(String name, String value) {
		this.runner.withPropertyValues(name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("'" + name + "' is '")
				.hasMessageContaining("Give "));
	}

	@FlightEndpoint
	static class Rows {

		@DoGet("rows")
		Stream<Row> rows() {
			return Stream.of(new Row("row"));
		}

	}

}
