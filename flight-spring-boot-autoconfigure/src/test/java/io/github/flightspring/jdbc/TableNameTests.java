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

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The tables that the names of uploads mean.
 */
class TableNameTests {

	private FlightCalls calls;

	private JdbcTemplate template;

	record Value(long value) {
	}

	@AfterEach
	void stop() throws Exception {
		if (this.calls != null) {
			this.calls.close();
		}
	}

	@Test
	void whenATableIsInAnotherSchemaThenItsNameNeedsTheSchema() {
		start("jdbc:h2:mem:");
		prepare("create schema sales", "create table sales.orders (\"value\" bigint)");
		assertMissing("orders");
		assertMissing("nowhere.orders");
		assertThat(put("sales.orders")).containsExactly("1");
		assertThat(put("SALES.ORDERS")).containsExactly("1");
		prepare("create table orders (\"value\" bigint)", "create schema more",
				"create table more.orders (\"value\" bigint)");
		assertThat(put("orders")).containsExactly("1");
		assertThat(counts("sales.orders", "orders", "more.orders")).containsExactly(2L, 1L, 0L);
	}

	@Test
	void whenPostgresHasASearchPathThenItsSchemasAreSearchedInOrder() {
		start(PostgresServer.url() + "&currentSchema=flight_a,flight_b,public");
		try {
			prepare("create schema flight_a", "create schema flight_b", "create schema flight_c",
					"create table flight_b.flight_b (value int8)", "create table flight_c.flight_c (value int8)",
					"create table flight_a.flight_ab (value int8)", "create table flight_b.flight_ab (value int8)");
			assertThat(put("flight_b")).containsExactly("1");
			assertThat(put("flight_ab")).containsExactly("1");
			assertThat(counts("flight_b.flight_b", "flight_a.flight_ab", "flight_b.flight_ab")).containsExactly(1L, 1L,
					0L);
			prepare("create table flight_a.\"FLIGHT_B\" (value int8)");
			assertThat(put("flight_b")).containsExactly("1");
			assertThat(counts("flight_b.flight_b")).containsExactly(2L);
			assertMissing("flight_c");
			assertMissing("pg_class");
			assertThat(put("flight_c.flight_c")).containsExactly("1");
			prepare("create temporary table flight_ab (value int8)");
			assertThat(put("flight_ab")).containsExactly("1");
			assertThat(counts("flight_a.flight_ab", "flight_ab")).containsExactly(1L, 1L);
		}
		finally {
			prepare("drop schema if exists flight_a cascade", "drop schema if exists flight_b cascade",
					"drop schema if exists flight_c cascade");
		}
	}

	@Test
	void whenTheDatabaseIsDuckDbThenTheSchemasAreThose() {
		start("jdbc:duckdb:");
		prepare("create schema sales", "create table sales.orders (value bigint)",
				"create table \"main\".near (value bigint)");
		assertMissing("orders");
		assertThat(put("sales.orders")).containsExactly("1");
		assertThat(put("near")).containsExactly("1");
	}

	@Test
	void whenTheDatabaseIsMariaDbThenItsSchemasAreCatalogs() throws Exception {
		start(MariaDbServer.url());
		try {
			prepare("create schema flight_a", "create schema `flight-b`",
					"create table flight_a.flight_t (value bigint)", "create table `flight-b`.flight_t (value bigint)",
					"create table `flight-b`.flightxt (value bigint)");
			assertMissing("flight_t");
			assertMissing("nowhere.flight_t");
			assertThat(put("flight_a.flight_t")).containsExactly("1");
			assertThat(put("flight-b.flight_t")).containsExactly("1");
			assertThat(counts("flight_a.flight_t", "`flight-b`.flight_t", "`flight-b`.flightxt")).containsExactly(1L,
					1L, 0L);
			this.calls.close();
			start(MariaDbServer.url().replaceFirst("/\\?", "/flight_a?"));
			assertThat(put("flight_t")).containsExactly("1");
			assertThat(counts("flight_a.flight_t")).containsExactly(2L);
		}
		finally {
			prepare("drop schema if exists flight_a", "drop schema if exists `flight-b`");
		}
	}

	private void start(String url) {
		this.calls = FlightCalls.start(Application.class, "spring.datasource.url=" + url,
				"spring.datasource.driver-class-name=" + driver(url), "spring.datasource.hikari.maximum-pool-size=1");
		this.template = this.calls.application().context().getBean(JdbcTemplate.class);
	}

	private static String driver(String url) {
		try {
			return DriverManager.getDriver(url).getClass().getName();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void prepare(String... statements) {
		List.of(statements).forEach(this.template::execute);
	}

	private List<Long> counts(String... tables) {
		return List.of(tables)
			.stream()
			.map((table) -> this.template.queryForObject("select count(*) from " + table, Long.class))
			.toList();
	}

	private List<String> put(String table) {
		return this.calls.put(path("into", table), Value.class, new Value(1));
	}

	private void assertMissing(String table) {
		CallStatus status = FlightCalls.status(catchThrowable(() -> put(table)));
		assertThat(status.code()).isEqualTo(FlightStatusCode.NOT_FOUND);
		assertThat(status.description()).isEqualTo("There is no table '%s'".formatted(table));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Uploads.class)
	static class Application {

	}

	@FlightEndpoint
	static class Uploads {

		private final FlightJdbc jdbc;

		Uploads(FlightJdbc jdbc) {
			this.jdbc = jdbc;
		}

		@DoPut("into/{table}")
		long put(String table, FlightReader rows) {
			return this.jdbc.insertInto(table).rows(rows);
		}

	}

}
