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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.WireCall;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.annotation.Transactional;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Calls that are cancelled while PostgreSQL executes their statements. The statement ends
 * in the database, and the connection is used again, also on virtual threads, which close
 * their socket when they are interrupted.
 */
class DatabaseCancellationTests {

	private SingleConnectionDataSource outside;

	private JdbcTemplate observer;

	private FlightCalls calls;

	private HikariDataSource pool;

	record Row(int n) {
	}

	@BeforeEach
	void open() throws SQLException {
		this.outside = new SingleConnectionDataSource(PostgresServer.connect(), true);
		this.observer = new JdbcTemplate(this.outside);
		this.observer.execute("drop table if exists flight_cancelled");
		this.observer.execute("create table flight_cancelled (n int default 1)");
	}

	@AfterEach
	void close() throws Exception {
		if (this.calls != null) {
			this.calls.close();
		}
		if (this.outside != null) {
			this.outside.destroy();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "copy", "rows", "result-set", "transaction" })
	void whenADownloadIsCancelledThenItsStatementIs(String flight) throws Exception {
		start(false);
		cancelDownload(flight);
	}

	@ParameterizedTest
	@ValueSource(strings = { "copy", "rows", "result-set", "transaction" })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenADownloadIsCancelledOnAVirtualThreadThenItsStatementIs(String flight) throws Exception {
		start(true);
		cancelDownload(flight);
	}

	@ParameterizedTest
	@ValueSource(strings = { "share", "access exclusive" })
	void whenAnUploadIsCancelledWhileTheTableIsLockedThenItsStatementIs(String lock) throws Exception {
		start(false);
		cancelUpload(lock, "insert");
		cancelUpload(lock, "insert-transaction");
	}

	@ParameterizedTest
	@ValueSource(strings = { "share", "access exclusive" })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenAnUploadIsCancelledOnAVirtualThreadThenItsStatementIs(String lock) throws Exception {
		start(true);
		cancelUpload(lock, "insert");
		cancelUpload(lock, "insert-transaction");
	}

	@ParameterizedTest
	@ValueSource(strings = { "table", "table-transaction" })
	void whenADescriptionIsCancelledWhileTheTableIsLockedThenItsStatementIs(String flight) throws Exception {
		start(false);
		cancelDescription(flight);
	}

	@ParameterizedTest
	@ValueSource(strings = { "table", "table-transaction" })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenADescriptionIsCancelledOnAVirtualThreadThenItsStatementIs(String flight) throws Exception {
		start(true);
		cancelDescription(flight);
	}

	private void start(boolean virtual) throws SQLException {
		this.calls = FlightCalls.start(Application.class, "spring.datasource.url=" + PostgresServer.url(),
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=30000",
				"spring.datasource.hikari.data-source-properties.ApplicationName=cancelled",
				"spring.threads.virtual.enabled=" + virtual);
		this.pool = this.calls.application().context().getBean(HikariDataSource.class);
	}

	private void cancelDownload(String flight) throws Exception {
		int backend = backend();
		try (FlightStream stream = this.calls.client().getStream(this.calls.ticket(path(flight)))) {
			awaitActive(1);
			stream.cancel("enough", null);
			assertCancelled(backend);
		}
	}

	private void cancelUpload(String lock, String flight) throws Exception {
		int backend = backend();
		try (Connection locking = lock(lock); WireCall<PutResult> call = upload(flight)) {
			awaitActive(1);
			call.cancel();
			assertCancelled(backend);
			assertThat(locking.isClosed()).isFalse();
		}
		assertThat(this.observer.queryForObject("select count(*) from flight_cancelled", Integer.class)).isZero();
	}

	private void cancelDescription(String flight) throws Exception {
		int backend = backend();
		try (Connection locking = lock("access exclusive")) {
			CompletableFuture<Throwable> late = CompletableFuture
				.supplyAsync(() -> catchThrowable(() -> this.calls.client()
					.getSchema(path(flight), CallOptions.timeout(500, TimeUnit.MILLISECONDS))));
			assertThat(late.join()).isNotNull();
			assertCancelled(backend);
			assertThat(locking.isClosed()).isFalse();
		}
	}

	private int backend() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			return new JdbcTemplate(new SingleConnectionDataSource(connection, true))
				.queryForObject("select pg_backend_pid()", Integer.class);
		}
	}

	/**
	 * Wait until a connection of the pool executes.
	 */
	private void awaitActive(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.observer.queryForObject(
					"select count(*) from pg_stat_activity where application_name = 'cancelled' and state = 'active'"
							+ " and wait_event in ('PgSleep', 'relation')",
					Integer.class) == count);
	}

	private void assertCancelled(int backend) throws SQLException {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero());
		this.calls.application().awaitNoCalls();
		awaitActive(0);
		assertThat(backend()).as("the same connection").isEqualTo(backend);
	}

	private static Connection lock(String mode) throws SQLException {
		Connection connection = PostgresServer.connect();
		connection.setAutoCommit(false);
		connection.createStatement().execute("lock table flight_cancelled in " + mode + " mode");
		return connection;
	}

	private WireCall<PutResult> upload(String flight) {
		WireCall<PutResult> call = this.calls.wire().put(path(flight));
		try (RecordWriter<Row> writer = RecordMapper.of(Row.class).writer(this.calls.application().clientAllocator())) {
			call.start(writer.root(), writer.dictionaries());
			writer.write(new Row(1));
			call.write(writer.finishBatch());
			call.halfClose();
		}
		return call;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Flights.class)
	static class Application {

	}

	@FlightEndpoint
	static class Flights {

		private final DataSource dataSource;

		private final FlightJdbc jdbc;

		Flights(DataSource dataSource, FlightJdbc jdbc) {
			this.dataSource = dataSource;
			this.jdbc = jdbc;
		}

		@DoGet(path = "copy", schema = Row.class)
		FlightJdbc.Query copy() {
			return this.jdbc.sql("select 1 n from pg_sleep(600)");
		}

		@DoGet(path = "rows", schema = Row.class)
		FlightJdbc.Query rows() {
			return this.jdbc.sql("select 1 n from pg_sleep(600)").withFetchSize(10);
		}

		@DoGet(path = "transaction", schema = Row.class)
		@Transactional(readOnly = true)
		FlightJdbc.Query transaction() {
			return rows();
		}

		@DoGet(path = "result-set", schema = Row.class)
		ResultSet resultSet() throws SQLException {
			Connection connection = this.dataSource.getConnection();
			connection.setAutoCommit(false);
			Statement statement = connection.createStatement();
			statement.setFetchSize(1);
			return statement.executeQuery(
					"select case when n > 1 and pg_sleep(600)::text = '' then n else n end n from generate_series(1, 9) n");
		}

		@DoGet("table")
		FlightJdbc.Query table() {
			return this.jdbc.sql("select n from flight_cancelled");
		}

		@DoGet("table-transaction")
		@Transactional(readOnly = true)
		FlightJdbc.Query tableInTransaction() {
			return table();
		}

		@DoPut("insert")
		long insert(FlightReader rows) {
			return this.jdbc.insertInto("flight_cancelled").rows(rows);
		}

		@DoPut("insert-transaction")
		@Transactional
		long insertInTransaction(FlightReader rows) {
			return this.jdbc.insertInto("flight_cancelled").rows(rows);
		}

	}

}
