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

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Uploads of a client into a table.
 */
class UploadTests {

	private static FlightCalls calls;

	private static JdbcTemplate template;

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Application.class, "spring.datasource.url=jdbc:h2:mem:uploads;DB_CLOSE_DELAY=-1");
		template = calls.application().context().getBean(JdbcTemplate.class);
	}

	@AfterAll
	static void stop() throws Exception {
		HikariDataSource pool = calls.application().context().getBean(HikariDataSource.class);
		assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		calls.close();
	}

	@BeforeEach
	void create() {
		template.execute("drop table if exists orders");
		template.execute("""
				create table orders (id bigint not null primary key, name varchar(10),
				made timestamp(6) with time zone, ref uuid, kind enum('NEW', 'OLD'))""");
	}

	enum Kind {

		NEW, OLD

	}

	record Order(long id, String name, Instant made, UUID ref, Kind kind) {
	}

	record Unknown(long id, String nothing) {
	}

	record Unnamed(@ArrowField("name") String name) {
	}

	@Test
	void whenRowsAreUploadedThenTheTableHasThem() {
		UUID ref = UUID.randomUUID();
		Instant made = Instant.parse("2026-02-03T04:05:06.123456Z");
		assertThat(calls.put(path("orders"), Order.class, new Order(1, "a", made, ref, Kind.OLD),
				new Order(2, null, null, null, null)))
			.containsExactly("2");
		assertThat(template.queryForList("select name, ref, kind from orders order by id"))
			.hasToString("[{NAME=a, REF=%s, KIND=OLD}, {NAME=null, REF=null, KIND=null}]".formatted(ref));
		assertThat(template.queryForObject("select made from orders where id = 1", OffsetDateTime.class).toInstant())
			.isEqualTo(made);
	}

	@Test
	void whenARowIsRefusedThenNoneIsStored() {
		Order row = new Order(1, "a", null, null, null);
		assertThat(status(() -> calls.put(path("orders"), Order.class, row, row))).isNotNull();
		assertThat(template.queryForObject("select count(*) from orders", Long.class)).isZero();
	}

	@Test
	void whenColumnsDoNotMatchThenTheClientSeesThoseThatAreThere() {
		CallStatus unknown = status(() -> calls.put(path("orders"), Unknown.class, new Unknown(1, "x")));
		assertThat(unknown.code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
		assertThat(unknown.description())
			.contains("column 'nothing': is no column of the table, which has [ID, NAME, MADE, REF, KIND]");
		CallStatus missing = status(() -> calls.put(path("orders"), Unnamed.class, new Unnamed("x")));
		assertThat(missing.code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
		assertThat(missing.description()).contains("The upload lacks the columns [ID], which must not be null");
	}

	@Test
	void whenAQueryIsReturnedLaterOrInAnExchangeThenItsRowsAreSent() {
		assertThat(calls.rows(path("later"))).containsExactly("1");
		assertThat(calls.exchange(path("stored"), Order.class, new Order(7, "a", null, null, null)))
			.containsExactly("7");
	}

	private static CallStatus status(Runnable call) {
		Throwable failure = catchThrowable(call::run);
		return FlightCalls.status(failure);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Orders.class)
	static class Application {

	}

	@FlightEndpoint
	static class Orders {

		private final FlightJdbc jdbc;

		Orders(FlightJdbc jdbc) {
			this.jdbc = jdbc;
		}

		@DoPut("orders")
		long put(FlightReader rows) {
			return this.jdbc.insertInto("orders").rows(rows);
		}

		@DoGet("later")
		CompletableFuture<FlightJdbc.Query> later() {
			return CompletableFuture.supplyAsync(() -> this.jdbc.sql("select 1 n"));
		}

		@DoExchange("stored")
		FlightJdbc.Query stored(FlightReader rows) {
			this.jdbc.insertInto("orders").rows(rows);
			return this.jdbc.sql("select id from orders");
		}

	}

}
