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

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Lists and descriptions of flights while the pool has no free connection.
 */
class ExhaustedListTests {

	private static final String[] PROPERTIES = { "spring.datasource.url=jdbc:h2:mem:",
			"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=250" };

	private PooledApplication application;

	private FlightCalls calls;

	private HikariDataSource pool;

	private Queries queries;

	record Row(int n) {
	}

	@BeforeEach
	void start() {
		this.application = PooledApplication.start(Application.class, PROPERTIES);
		this.calls = this.application.calls();
		this.pool = this.application.pool();
		this.queries = this.calls.application().context().getBean(Queries.class);
	}

	@AfterEach
	void stop() throws Exception {
		this.application.awaitRest();
		this.application.close();
	}

	@Test
	void whenNoConnectionIsFreeThenOneFlightWaitsForItAndAllAreListed() throws Exception {
		try (Connection held = this.pool.getConnection()) {
			Map<String, FlightInfo> listed = list();
			assertThat(listed).containsOnlyKeys("a", "b", "c", "declared", "described");
			assertThat(listed.get("declared").getSchemaOptional()).isPresent();
			assertThat(listed.get("declared").getEndpoints()).hasSize(1);
			for (String waiting : List.of("a", "b", "c", "described")) {
				assertThat(listed.get(waiting).getSchemaOptional()).isEmpty();
				assertThat(listed.get(waiting).getEndpoints()).isEmpty();
			}
			assertThat(this.queries.asked).hasValue(1);
		}
		assertThat(list().values()).allSatisfy((info) -> {
			assertThat(info.getSchemaOptional()).isPresent();
			assertThat(info.getEndpoints()).hasSize(1);
		});
	}

	@Test
	void whenASchemaIsKnownThenItIsListedWithoutAConnection() throws Exception {
		list();
		this.queries.asked.set(0);
		try (Connection held = this.pool.getConnection()) {
			assertThat(list().get("a").getSchemaOptional()).isPresent();
			assertThat(this.queries.asked.get()).isLessThanOrEqualTo(1);
		}
	}

	@Test
	void whenNoConnectionIsFreeThenADescriptionIsUnavailable() throws Exception {
		try (Connection held = this.pool.getConnection()) {
			CallStatus status = FlightCalls.status(catchThrowable(() -> this.calls.client().getInfo(path("a"))));
			assertThat(status.code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
			assertThat(status.description()).startsWith("All connections to the database are in use");
			assertThat(FlightCalls.status(catchThrowable(() -> this.calls.client().getSchema(path("b")))).code())
				.isEqualTo(FlightStatusCode.UNAVAILABLE);
		}
	}

	@Test
	void whenTheListComesOverHttpThenItHasAllFlights() throws Exception {
		try (HttpApplication http = HttpApplication.start(Application.class, PROPERTIES);
				Connection held = http.context().getBean(HikariDataSource.class).getConnection()) {
			HttpResponse<byte[]> response = http.get("/flight");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("\"a\"", "\"b\"", "\"c\"",
					"\"declared\"", "\"described\"");
			assertThat(http.context().getBean(Queries.class).asked).hasValue(1);
		}
	}

	private Map<String, FlightInfo> list() {
		Map<String, FlightInfo> listed = new HashMap<>();
		this.calls.client()
			.listFlights(Criteria.ALL)
			.forEach((info) -> listed.put(String.join("/", info.getDescriptor().getPath()), info));
		return listed;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Queries.class)
	static class Application {

	}

	@FlightEndpoint
	static class Queries {

		final AtomicInteger asked = new AtomicInteger();

		private final FlightJdbc jdbc;

		private final JdbcTemplate template;

		Queries(FlightJdbc jdbc, JdbcTemplate template) {
			this.jdbc = jdbc;
			this.template = template;
		}

		private FlightJdbc.Query query() {
			this.asked.incrementAndGet();
			return this.jdbc.sql("select 1 n");
		}

		@DoGet("a")
		FlightJdbc.Query a() {
			return query();
		}

		@DoGet("b")
		FlightJdbc.Query b() {
			return query();
		}

		@DoGet("c")
		FlightJdbc.Query c() {
			return query();
		}

		@DoGet("declared")
		Stream<Row> declared() {
			return Stream.of(new Row(1));
		}

		@GetFlightInfo("described")
		Flight describe() {
			this.asked.incrementAndGet();
			return Flight.of(Row.class).totalRecords(this.template.queryForObject("select 1", Long.class));
		}

		@DoGet("described")
		Stream<Row> described() {
			return declared();
		}

	}

}
