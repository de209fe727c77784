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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.List;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.flightspring.support.FlightCalls.command;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The statuses of data that a query or an upload cannot use.
 */
class QueryDataTests {

	private static final String H2 = "spring.datasource.url=jdbc:h2:mem:;INIT=create table if not exists "
			+ "short (name varchar(3))";

	private FlightCalls calls;

	record Name(String name) {
	}

	@AfterEach
	void stop() throws Exception {
		if (this.calls != null) {
			this.calls.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "divided", "late", "result-set", "list", "opened", "text/abc" })
	void whenAQueryFailsWithItsDataThenItIsTheServersError(String flight) {
		start(H2);
		assertServers(catchThrowable(() -> this.calls.rows(path(flight.split("/")))));
	}

	@Test
	void whenALongQueryFailsWithItsDataThenItIsTheServersError() {
		start(H2);
		assertServers(catchThrowable(() -> this.calls.rows(command("long"))));
	}

	@Test
	void whenTheQueryOfAnExchangeOrUploadFailsWithItsDataThenItIsTheServersError() {
		start(H2);
		assertServers(catchThrowable(() -> this.calls.exchange(path("divided"), Name.class, new Name("a"))));
		assertServers(catchThrowable(() -> this.calls.put(path("counted"), Name.class, new Name("a"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "inserted", "updated" })
	void whenAnUploadedValueDoesNotFitThenItIsTheClientsError(String upload) {
		start(H2);
		assertClients(catchThrowable(() -> this.calls.put(path(upload), Name.class, new Name("four"))));
	}

	@Test
	void whenAnUploadedValueDoesNotFitThenPostgresSaysTheSame() {
		start("spring.datasource.url=" + PostgresServer.url());
		JdbcTemplate template = this.calls.application().context().getBean(JdbcTemplate.class);
		template.execute("drop table if exists short");
		template.execute("create table short (name varchar(3))");
		for (String upload : List.of("inserted", "updated")) {
			assertClients(catchThrowable(() -> this.calls.put(path(upload), Name.class, new Name("four"))));
		}
		template.execute("drop table short");
		assertServers(catchThrowable(() -> this.calls.rows(path("divided"))));
		assertServers(catchThrowable(() -> this.calls.rows(path("late"))));
	}

	@Test
	void whenTheDriverCannotReadAValueThenItIsTheServersError() {
		start("spring.datasource.url=" + PostgresServer.url());
		for (String rows : List.of("copied", "fetched")) {
			assertServers(catchThrowable(() -> this.calls.rows(path("unreadable", rows))));
		}
	}

	@Test
	void whenAParameterHasACharacterThatIsNoneThenItIsTheClientsError() {
		start("spring.datasource.url=" + PostgresServer.url());
		assertClients(catchThrowable(() -> this.calls.rows(path("text", "a\0"))));
	}

	@Test
	void whenAVariableHasTheTypeOfTheColumnThenAWrongValueIsTheClientsError() {
		start(H2);
		assertClients(catchThrowable(() -> this.calls.rows(path("number", "abc"))));
		assertThat(this.calls.rows(path("number", "7"))).containsExactly("7");
	}

	@Test
	void whenCallsComeOverHttpThenTheStatusesAreTheSame() throws Exception {
		try (HttpApplication http = HttpApplication.start(Application.class, H2)) {
			HttpResponse<byte[]> divided = http.get("/flight/divided");
			assertThat(divided.statusCode()).isEqualTo(500);
			assertThat(new String(divided.body(), StandardCharsets.UTF_8)).contains("error id");
			assertThat(http
				.send(http.request("/flight/updated")
					.header("Content-Type", "text/csv")
					.PUT(BodyPublishers.ofString("name\nfour\n")))
				.statusCode()).isEqualTo(400);
		}
	}

	private void start(String... properties) {
		this.calls = FlightCalls.start(Application.class, properties);
	}

	private static void assertServers(Throwable failure) {
		CallStatus status = FlightCalls.status(failure);
		assertThat(status.code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(status.description()).contains("error id");
	}

	private static void assertClients(Throwable failure) {
		assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Flights.class)
	static class Application {

	}

	@FlightEndpoint
	static class Flights {

		private static final String DIVIDED = "select 1 / n q from (values (1), (0)) t(n)";

		private final FlightJdbc jdbc;

		private final JdbcClient client;

		private final JdbcTemplate template;

		Flights(FlightJdbc jdbc, JdbcClient client, JdbcTemplate template) {
			this.jdbc = jdbc;
			this.client = client;
			this.template = template;
		}

		@DoGet("divided")
		FlightJdbc.Query divided() {
			return this.jdbc.sql(DIVIDED);
		}

		@DoGet("unreadable/{rows}")
		FlightJdbc.Query unreadable(String rows) {
			FlightJdbc.Query query = this.jdbc.sql("select 'NaN'::numeric(5, 2) n");
			return rows.equals("copied") ? query : query.withFetchSize(10);
		}

		@DoGet("late")
		FlightJdbc.Query late() {
			return this.jdbc.sql("select 1 / n q from (values (1), (:zero)) t(n)").param("zero", 0);
		}

		@DoGet("result-set")
		ResultSet resultSet() throws Exception {
			return this.template.getDataSource().getConnection().createStatement().executeQuery(DIVIDED);
		}

		@DoGet("list")
		List<Name> list() {
			return this.client.sql("select cast(1 / n as varchar) name from (values (1), (0)) t(n)")
				.query(Name.class)
				.list();
		}

		@DoGet("opened")
		List<Name> opened(BufferAllocator allocator) throws Exception {
			count(allocator);
			return List.of();
		}

		@DoGet("text/{n}")
		FlightJdbc.Query text(String n) {
			return this.jdbc.sql("select cast(cast(:n as varchar) as integer) n").param("n", n);
		}

		@DoGet("number/{n}")
		FlightJdbc.Query number(int n) {
			return this.jdbc.sql("select cast(:n as integer) n").param("n", n);
		}

		@FlightQuery(command = "long")
		FlightJdbc.Query query() {
			return this.jdbc.sql(DIVIDED);
		}

		@DoExchange("divided")
		FlightJdbc.Query exchange(FlightReader rows) {
			return this.jdbc.sql(DIVIDED);
		}

		@DoPut("counted")
		long counted(FlightReader rows, BufferAllocator allocator) throws Exception {
			return count(allocator);
		}

		private long count(BufferAllocator allocator) throws Exception {
			try (ArrowReader rows = this.jdbc.sql(DIVIDED).open(allocator)) {
				return rows.loadNextBatch() ? 1 : 0;
			}
		}

		@DoPut("inserted")
		long inserted(FlightReader rows) {
			return this.jdbc.insertInto("short").rows(rows);
		}

		@DoPut("updated")
		void updated(List<Name> rows) {
			rows.forEach((row) -> this.client.sql("insert into short values (?)").param(row.name()).update());
		}

	}

}
