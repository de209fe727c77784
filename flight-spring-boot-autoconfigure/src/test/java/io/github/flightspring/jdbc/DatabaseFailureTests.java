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
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.WireCall;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.annotation.Transactional;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Calls whose database has no connection left, waits, or goes away.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFailureTests {

	private static final String[] PROPERTIES = { "spring.datasource.url=", "spring.datasource.hikari.pool-name=orders",
			"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=500",
			"spring.datasource.hikari.data-source-properties.ApplicationName=orders" };

	private static FlightCalls calls;

	private static HikariDataSource pool;

	private SingleConnectionDataSource outside;

	private JdbcTemplate observer;

	record Row(int n, String t) {
	}

	@BeforeAll
	static void start() throws SQLException {
		calls = FlightCalls.start(Application.class, properties());
		pool = calls.application().context().getBean(HikariDataSource.class);
		// a pool starts with its first connection
		pool.getConnection().close();
	}

	private static String[] properties() {
		String[] properties = PROPERTIES.clone();
		properties[0] += PostgresServer.url();
		return properties;
	}

	@AfterAll
	static void stop() throws Exception {
		if (calls != null) {
			calls.close();
		}
	}

	@BeforeEach
	void open() throws SQLException {
		this.outside = new SingleConnectionDataSource(PostgresServer.connect(), true);
		this.observer = new JdbcTemplate(this.outside);
		this.observer.execute("drop table if exists flight_stored");
		this.observer.execute("create table flight_stored (n int, t text)");
	}

	@AfterEach
	void close() {
		this.outside.destroy();
		assertAtRest();
		assertThat(calls.rows(path("recovered"))).containsExactly("1");
	}

	private static void assertAtRest() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero());
		calls.application().awaitNoCalls();
	}

	@ParameterizedTest
	@ValueSource(strings = { "query", "result-set", "transaction" })
	void whenADownloadHoldsTheLastConnectionThenTheNextCallIsToldSo(String kind, CapturedOutput output)
			throws Exception {
		Ticket ticket = calls.ticket(path("slow", kind));
		try (FlightStream slow = calls.client().getStream(calls.ticket(path("slow", "query")))) {
			assertThat(slow.next()).isTrue();
			CallStatus status = FlightCalls.status(catchThrowable(() -> calls.rows(ticket)));
			assertThat(status.code()).as(status.description()).isEqualTo(FlightStatusCode.UNAVAILABLE);
			assertThat(status.description())
				.isEqualTo("All connections to the database are in use. Repeat the call later");
			assertThat(output).contains("DoGet got no connection: orders - Connection is not available")
				.contains("'spring.datasource.hikari.maximum-pool-size'");
			slow.cancel("enough", null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "query", "result-set", "transaction" })
	void whenTheDatabaseEndsTheConnectionOfADownloadThenTheClientIsToldSo(String kind) throws Exception {
		try (FlightStream slow = calls.client().getStream(calls.ticket(path("slow", kind)))) {
			assertThat(slow.next()).isTrue();
			terminate();
			CallStatus status = FlightCalls.status(catchThrowable(() -> {
				while (slow.next()) {
					assertThat(slow.getRoot().getRowCount()).isPositive();
				}
			}));
			assertThat(status.code()).as(status.description()).isEqualTo(FlightStatusCode.UNAVAILABLE);
			assertThat(status.description()).isEqualTo("The database is not available");
		}
	}

	@Test
	void whenDownloadsOverHttpMeetTheSameThenTheStatusIsTheSame() throws Exception {
		try (HttpApplication application = HttpApplication.start(Application.class, properties());
				Connection last = application.context().getBean(DataSource.class).getConnection()) {
			assertThat(last.isValid(1)).isTrue();
			for (String kind : List.of("query", "result-set", "transaction")) {
				var response = application.get("/flight/slow/" + kind + "?format=csv");
				assertThat(response.statusCode()).as(HttpApplication.text(response)).isEqualTo(503);
				assertThat(HttpApplication.text(response)).contains("All connections to the database are in use");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert", "insert-transaction" })
	void whenAClientLeavesWhileItsRowsAreInsertedThenTheStatementIsCancelled(String flight) throws Exception {
		try (Connection locking = lock(); WireCall<PutResult> call = upload(flight)) {
			awaitWaiting();
			call.cancel();
			assertAtRest();
			assertThat(locking.isClosed()).isFalse();
		}
		assertThat(stored()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert", "insert-transaction" })
	void whenTheDatabaseEndsTheConnectionOfAnUploadThenTheClientIsToldSo(String flight) throws Exception {
		try (Connection locking = lock(); WireCall<PutResult> call = upload(flight)) {
			awaitWaiting();
			terminate();
			CallStatus status = FlightCalls.status(catchThrowable(call::next));
			assertThat(status.code()).as(status.description()).isEqualTo(FlightStatusCode.UNAVAILABLE);
			assertThat(status.description()).isEqualTo("The database is not available");
			assertThat(locking.isClosed()).isFalse();
		}
		assertThat(stored()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert", "insert-transaction" })
	void whenAClientLeavesDuringTheCommitThenTheDatabaseDecides(String flight) throws Exception {
		this.observer.execute("""
				create or replace function flight_wait() returns trigger language plpgsql as $$
				begin perform pg_advisory_xact_lock_shared(4711); return null; end $$""");
		this.observer.execute("""
				create constraint trigger flight_wait after insert on flight_stored deferrable initially deferred
				for each row execute function flight_wait()""");
		try (Connection locking = PostgresServer.connect(); Statement statement = locking.createStatement()) {
			statement.execute("select pg_advisory_lock(4711)");
			try (WireCall<PutResult> call = upload(flight)) {
				awaitWaiting();
				call.cancel();
			}
			statement.execute("select pg_advisory_unlock(4711)");
		}
		assertAtRest();
		assertThat(stored()).isEqualTo(2);
	}

	private static Connection lock() throws SQLException {
		Connection connection = PostgresServer.connect();
		connection.setAutoCommit(false);
		connection.createStatement().execute("lock table flight_stored in share mode");
		return connection;
	}

	private static WireCall<PutResult> upload(String flight) {
		WireCall<PutResult> call = calls.wire().put(path(flight));
		try (RecordWriter<Row> writer = RecordMapper.of(Row.class).writer(calls.application().clientAllocator())) {
			call.start(writer.root(), writer.dictionaries());
			writer.write(new Row(1, "a"));
			writer.write(new Row(2, "b"));
			call.write(writer.finishBatch());
			call.halfClose();
		}
		return call;
	}

	private int stored() {
		return this.observer.queryForObject("select count(*) from flight_stored", Integer.class);
	}

	/**
	 * Wait until a connection of the pool waits for a lock.
	 */
	private void awaitWaiting() {
		Awaitility.await()
			.until(() -> this.observer.queryForObject(
					"select count(*) from pg_stat_activity where application_name = 'orders' and wait_event_type = 'Lock'",
					Integer.class) > 0);
	}

	/**
	 * End the connections of the pool, as a restart of the database does.
	 */
	private void terminate() {
		assertThat(this.observer.queryForList(
				"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'orders'",
				Boolean.class))
			.contains(true);
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Slow.class, Uploads.class })
	static class Application {

	}

	@FlightEndpoint("slow")
	static class Slow {

		private static final String ROWS = "select n, repeat('x', 10000) t from generate_series(1, 100000) n";

		private final DataSource dataSource;

		private final FlightJdbc jdbc;

		private final JdbcClient client;

		Slow(DataSource dataSource, FlightJdbc jdbc, JdbcClient client) {
			this.dataSource = dataSource;
			this.jdbc = jdbc;
			this.client = client;
		}

		@DoGet(path = "query", schema = Row.class)
		FlightJdbc.Query query() {
			return this.jdbc.sql(ROWS);
		}

		@DoGet(path = "result-set", schema = Row.class)
		ResultSet resultSet() throws SQLException {
			Connection connection = this.dataSource.getConnection();
			connection.setAutoCommit(false);
			Statement statement = connection.createStatement();
			statement.setFetchSize(100);
			return statement.executeQuery(ROWS);
		}

		@DoGet("transaction")
		@Transactional(readOnly = true)
		Stream<Row> transaction() {
			return this.client.sql(ROWS).withFetchSize(100).query(Row.class).stream();
		}

	}

	@FlightEndpoint
	static class Uploads {

		private final FlightJdbc jdbc;

		Uploads(FlightJdbc jdbc) {
			this.jdbc = jdbc;
		}

		@DoGet("recovered")
		FlightJdbc.Query recovered() {
			return this.jdbc.sql("select 1 as n");
		}

		@DoPut("insert")
		long insert(FlightReader rows) {
			return this.jdbc.insertInto("flight_stored").rows(rows);
		}

		@DoPut("insert-transaction")
		@Transactional
		long insertInTransaction(FlightReader rows) {
			return this.jdbc.insertInto("flight_stored").rows(rows);
		}

	}

}
