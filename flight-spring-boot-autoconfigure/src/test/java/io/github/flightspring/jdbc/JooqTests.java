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

import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that jOOQ reads and writes in the transaction of a handler.
 */
class JooqTests {

	private static final int ORDERS = 3;

	private static final LocalDate DAY = LocalDate.ofEpochDay(20454);

	private static PooledApplication application;

	private static FlightCalls calls;

	@BeforeAll
	static void start() {
		application = PooledApplication.startNamed(Application.class, "jooq");
		calls = application.calls();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "result-set" })
	void whenRowsAreDownloadedManyTimesThenThePoolIsAtRest(String kind) {
		for (int i = 0; i < 20; i++) {
			assertThat(calls.rows(path("orders", kind))).containsExactly("1,20455", "2,20456", "3,20457");
		}
		application.awaitRest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "result-set" })
	void whenOnlyTheSchemaIsAskedForThenThePoolIsAtRest(String kind) {
		for (int i = 0; i < 20; i++) {
			assertThat(calls.client().getSchema(path("orders", kind)).getSchema().getFields()).hasSize(2);
		}
		application.awaitRest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "result-set" })
	void whenAClientLeavesThenThePoolIsAtRest(String kind) throws Exception {
		for (int i = 0; i < 10; i++) {
			try (FlightStream stream = calls.client().getStream(calls.ticket(path("endless", kind)))) {
				assertThat(stream.next()).isTrue();
				stream.cancel("enough", null);
			}
			application.awaitRest();
		}
	}

	@Test
	void whenAnUploadFailsThenNoneOfItsRowsIsStored() {
		assertFails(FlightStatusCode.ALREADY_EXISTS,
				() -> calls.put(path("orders", "new"), Order.class, new Order(4, DAY), new Order(1, DAY)));
		assertThat(calls.rows(path("orders", "stream"))).hasSize(ORDERS);
		application.awaitRest();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	@Import(Orders.class)
	static class Application {

		@Bean
		DSLContext dsl(DataSource dataSource) {
			DSLContext dsl = DSL.using(new TransactionAwareDataSourceProxy(dataSource), SQLDialect.H2);
			dsl.execute("create table orders (id int primary key, ordered date not null)");
			for (int id = 1; id <= ORDERS; id++) {
				dsl.execute("insert into orders values (?, ?)", id, DAY.plusDays(id));
			}
			return dsl;
		}

	}

	record Order(int id, LocalDate ordered) {
	}

	@FlightEndpoint
	static class Orders {

		private final DSLContext dsl;

		Orders(DSLContext dsl) {
			this.dsl = dsl;
		}

		private ResultQuery<Record2<Integer, LocalDate>> orders() {
			return this.dsl.select(DSL.field("id", int.class), DSL.field("ordered", LocalDate.class))
				.from("orders")
				.orderBy(1)
				.fetchSize(100);
		}

		@Transactional(readOnly = true)
		@DoGet("orders/stream")
		Stream<Order> stream() {
			return orders().fetchStreamInto(Order.class);
		}

		@Transactional(readOnly = true)
		@DoGet("orders/result-set")
		ResultSet resultSet() {
			return orders().fetchResultSet();
		}

		private ResultQuery<Record2<Long, String>> endless() {
			return this.dsl
				.select(DSL.field("x", long.class).as("id"), DSL.field("repeat('x', 10000)", String.class).as("text"))
				.from("system_range(1, 100000)")
				.fetchSize(100);
		}

		record Text(long id, String text) {
		}

		@Transactional(readOnly = true)
		@DoGet("endless/stream")
		Stream<Text> endlessStream() {
			return endless().fetchStreamInto(Text.class);
		}

		@Transactional(readOnly = true)
		@DoGet("endless/result-set")
		ResultSet endlessResultSet() {
			return endless().fetchResultSet();
		}

		@Transactional
		@DoPut("orders/new")
		void store(Stream<Order> orders) {
			orders
				.forEach((order) -> this.dsl.execute("insert into orders values (?, ?)", order.id(), order.ordered()));
		}

	}

}
