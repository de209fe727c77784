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

package io.github.flightspring.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DataSourceUtils;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Connections of a pool after calls that end in every way.
 */
class OwnershipTests {

	private static PooledApplication application;

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		application = PooledApplication.startNamed(Application.class, "ownership");
		calls = application.calls();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "result-set", "query", "reader", "slow" })
	void whenRowsAreDownloadedManyTimesThenThePoolIsAtRest(String kind) {
		for (int i = 0; i < 50; i++) {
			assertThat(calls.rows(path("rows", kind))).containsExactly("1", "2", "3");
		}
		application.awaitRest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "result-set", "query", "reader" })
	void whenOnlyTheSchemaIsAskedForThenThePoolIsAtRest(String kind) {
		for (int i = 0; i < 20; i++) {
			assertThat(calls.client().getSchema(path("rows", kind)).getSchema().getFields()).hasSize(1);
			calls.client().getInfo(path("rows", kind));
			assertThat(calls.client().listFlights(Criteria.ALL)).hasSizeGreaterThan(5);
		}
		application.awaitRest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "failing/result-set", "failing/query", "failing/wrong", "failing/unmapped" })
	void whenAQueryFailsThenTheClientGetsAnErrorAndThePoolIsAtRest(String kind) {
		for (int i = 0; i < 5; i++) {
			Throwable failure = catchThrowable(() -> calls.rows(path(kind)));
			assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.INTERNAL);
			assertThat(FlightCalls.status(failure).description()).contains("error id");
		}
		application.awaitRest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "endless/result-set", "endless/query" })
	void whenAClientLeavesThenThePoolIsAtRest(String kind) throws Exception {
		Ticket ticket = calls.ticket(path(kind));
		for (int i = 0; i < 10; i++) {
			try (FlightStream stream = calls.client().getStream(ticket)) {
				assertThat(stream.next()).isTrue();
				stream.cancel("enough", null);
			}
			application.awaitRest();
		}
	}

	@Test
	void whenAClientLeavesWhileTheDatabaseComputesThenTheQueryIsCancelled() throws Exception {
		Ticket ticket = calls.ticket(path("busy/query"));
		int before = SqlFunctions.STEPS.get();
		try (FlightStream stream = calls.client().getStream(ticket)) {
			stream.getSchema();
			await().until(() -> SqlFunctions.STEPS.get() > before);
			stream.cancel("enough", null);
		}
		application.awaitRest();
	}

	@Test
	void whenAQueryIsStoredThenThePoolIsAtRest() {
		assertThat(calls.rows(path("stored"))).containsExactly("1", "2", "3");
		application.awaitRest();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.Handlers.class)
	static class Application {

		@Bean
		InitializingBean functions(DataSource dataSource) {
			return () -> {
				try (Connection connection = dataSource.getConnection()) {
					connection.createStatement()
						.execute("create alias step for \"" + SqlFunctions.class.getName() + ".step\"");
				}
			};
		}

		@FlightEndpoint
		static class Handlers {

			private static final String THREE = "select x as n from system_range(1, 3)";

			private final DataSource dataSource;

			private final FlightJdbc jdbc;

			Handlers(DataSource dataSource, FlightJdbc jdbc) {
				this.dataSource = dataSource;
				this.jdbc = jdbc;
			}

			private ResultSet query(String sql) throws SQLException {
				return this.dataSource.getConnection().createStatement().executeQuery(sql);
			}

			@DoGet("rows/result-set")
			ResultSet resultSet() throws SQLException {
				return query(THREE);
			}

			@DoGet("rows/query")
			FlightJdbc.Query query() {
				return this.jdbc.sql("select x as n from system_range(:from, 3)").param("from", 1);
			}

			@DoGet("rows/reader")
			ArrowReader reader(BufferAllocator allocator) {
				return this.jdbc.sql("select x as n from system_range(?, ?)").params(List.of(1, 3)).open(allocator);
			}

			@DoGet("rows/slow")
			ResultSet ofUtils() throws SQLException {
				return DataSourceUtils.getConnection(this.dataSource).prepareStatement(THREE).executeQuery();
			}

			@DoGet("failing/result-set")
			ResultSet failing() throws SQLException {
				return query("select cast(timestamp '1500-01-01 00:00:00' as timestamp(9)) as n");
			}

			@DoGet("failing/query")
			FlightJdbc.Query failingQuery() {
				return this.jdbc.sql("select step(x) as n from system_range(999999, 1000010)");
			}

			@DoGet("failing/wrong")
			FlightJdbc.Query wrong() {
				return this.jdbc.sql("select nothing from nowhere");
			}

			@DoGet("failing/unmapped")
			FlightJdbc.Query unmapped() {
				return this.jdbc.sql("select row(1, 2) as pair");
			}

			@DoGet("endless/result-set")
			ResultSet endless() throws SQLException {
				return query("select x, repeat('x', 10000) as t from system_range(1, 100000)");
			}

			@DoGet("endless/query")
			FlightJdbc.Query endlessQuery() {
				return this.jdbc.sql("select x, repeat('x', 10000) as t from system_range(1, 100000)");
			}

			@DoGet("busy/query")
			FlightJdbc.Query busyQuery() {
				return this.jdbc.sql("select sum(step(mod(x, 7))) as n from system_range(1, 1000000000000)");
			}

			@FlightQuery("stored")
			FlightJdbc.Query stored() {
				return this.jdbc.sql(THREE);
			}

		}

	}

}
