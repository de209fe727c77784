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
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Queries of PostgreSQL whose rows are copied, and those whose rows are not.
 */
class PostgresCopyTests {

	private static final String LONG = "select n, repeat('x', 1000) as t from generate_series(1, 1000000) n";

	private final BufferAllocator allocator = new RootAllocator();

	private final JdbcTemplate observer = new JdbcTemplate(new DriverManagerDataSource(PostgresServer.url()));

	private HikariDataSource pool;

	private FlightJdbc jdbc;

	private JdbcTemplate template;

	@BeforeEach
	void open() {
		this.observer.execute("drop schema if exists flight_copy cascade");
		this.observer.execute("create schema flight_copy");
		this.observer.execute("create table flight_copy.t as select n from generate_series(1, 3) n");
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(PostgresServer.url() + "&ApplicationName=flight-copy");
		// the next user gets the same connection
		this.pool.setMaximumPoolSize(1);
		this.pool.setConnectionTimeout(5000);
		this.jdbc = FlightJdbc.create(this.pool);
		this.template = new JdbcTemplate(this.pool);
		this.template.execute("select 1");
	}

	@AfterEach
	void close() throws SQLException {
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.getAutoCommit()).isTrue();
		}
		this.pool.close();
		this.allocator.close();
		this.observer.execute("drop schema if exists flight_copy cascade");
	}

	/**
	 * Return the statement that sends the rows of a query.
	 */
	private String statement(FlightJdbc.Query query) throws Exception {
		try (ArrowReader reader = query.open(this.allocator)) {
			while (reader.loadNextBatch()) {
				assertThat(reader.getVectorSchemaRoot().getRowCount()).isPositive();
			}
			return lastStatement();
		}
	}

	private String lastStatement() {
		return this.observer.queryForObject("select query from pg_stat_activity where application_name = 'flight-copy'",
				String.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select n from flight_copy.t", "SELECT n from flight_copy.t ; ",
			"\n\ttable flight_copy.t;;", "values (1), (2)", "(select 1) union all (select 2)", "((select 1))",
			"with x as (select 1 as n) select n from x", "-- a comment\nselect 1 as n",
			"/* a /* nested */ comment */select 1 as n", "select 1 as n -- a comment", "select 1 as n -- a comment;",
			"select 1 as n /* a comment */", "select n from flight_copy.t for update",
			"select ')' as a, $$) to stdout$$ as b",
			"with x as (insert into flight_copy.t values (4) returning n) table x",
			"with x as (select 4 as n) insert into flight_copy.t select n from x returning n",
			"select current_setting('transaction_read_only') as s", "select nextval('flight_copy.s') as n" })
	void whenAQueryHasNoParametersThenItsRowsAreCopied(String sql) throws Exception {
		this.observer.execute("create sequence flight_copy.s");
		assertThat(statement(this.jdbc.sql(sql))).startsWith("copy (").endsWith("\n) to stdout (format binary)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "explain select 1", "show server_version",
			"insert into flight_copy.t values (9) returning n", "update flight_copy.t set n = 2 returning n",
			"delete from flight_copy.t returning n", "select '{}'::jsonb ?? 'a' as b", "select {d '2020-01-01'} as d",
			"select '?' as t", "select ';' as t", "select interval '1 day' as i" })
	void whenAStatementHasNoCopyThenItsRowsAreRead(String sql) throws Exception {
		assertThat(statement(this.jdbc.sql(sql))).doesNotContain("copy (");
	}

	@Test
	void whenAQueryHasParametersOrOptionsThenItsRowsAreRead() throws Exception {
		for (FlightJdbc.Query query : List.of(this.jdbc.sql("select ?::int as n").param(1),
				this.jdbc.sql("select :n::int as n").param("n", 1), this.jdbc.sql("select 1 as n").withFetchSize(10),
				this.jdbc.sql("select 1 as n").withMaxRows(10), this.jdbc.sql("select 1 as n").withQueryTimeout(10))) {
			assertThat(statement(query)).startsWith("select");
		}
	}

	@Test
	void whenTheServerLimitsTheTimeOfAStatementThenItsRowsAreRead() throws Exception {
		this.template.execute("set statement_timeout = '60s'");
		assertThat(statement(this.jdbc.sql("select 1 as n"))).startsWith("select");
	}

	@Test
	void whenAQueryIsWrongThenTheErrorIsThatOfTheRows() {
		for (String sql : List.of("select nothing from flight_copy.t", "selec 1", "select 1 as n) to stdout --")) {
			assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> statement(this.jdbc.sql(sql)));
		}
		this.observer.execute("drop role if exists flight_nobody");
		this.observer.execute("create role flight_nobody");
		this.template.execute("set role flight_nobody");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> statement(this.jdbc.sql("select n from flight_copy.t")))
			.havingRootCause()
			.withMessageContaining("permission denied");
		this.template.execute("reset role");
		this.observer.execute("drop role flight_nobody");
	}

	@Test
	void whenOnlyTheSchemaIsReadThenNothingIsExecuted() throws Exception {
		this.observer.execute("create sequence flight_copy.s");
		try (ArrowReader reader = this.jdbc.sql("select nextval('flight_copy.s') as n").open(this.allocator)) {
			assertThat(reader.getVectorSchemaRoot().getSchema().getFields()).hasSize(1);
		}
		assertThat(this.observer.queryForObject("select is_called from flight_copy.s", Boolean.class)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenATypeChangesAfterItsDescriptionThenTheQueryFails(boolean byRows) throws Exception {
		FlightJdbc.Query query = this.jdbc.sql("select n from flight_copy.t");
		if (byRows) {
			query.withFetchSize(1000);
		}
		try (ArrowReader reader = query.open(this.allocator)) {
			reader.getVectorSchemaRoot();
			this.observer.execute("alter table flight_copy.t alter n type float4");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(reader::loadNextBatch)
				.havingRootCause()
				.withMessageContaining("cached plan must not change result type");
		}
		catch (DataAccessException ex) {
			// the pool has closed the connection
			assertThat(this.template.queryForObject("select 1", Integer.class)).isOne();
		}
	}

	@Test
	void whenAQueryChangesDataThenTheChangeIsKeptAfterTheLastRow() throws Exception {
		String sql = "with x as (insert into flight_copy.t select generate_series(1, 100000) returning n) table x";
		try (ArrowReader reader = this.jdbc.sql(sql).open(this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
		}
		assertThat(count()).isEqualTo(3);
		assertThat(statement(this.jdbc.sql(sql))).startsWith("copy (");
		assertThat(count()).isEqualTo(100_003);
	}

	private long count() {
		return this.observer.queryForObject("select count(*) from flight_copy.t", Long.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { TransactionDefinition.PROPAGATION_REQUIRED, TransactionDefinition.PROPAGATION_SUPPORTS })
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whenTheThreadHasTheConnectionThenItCanUseItWhileRowsAreRead(int propagation) {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		transaction.setPropagationBehavior(propagation);
		transaction.executeWithoutResult((status) -> {
			try (ArrowReader reader = this.jdbc.sql(LONG).open(this.allocator)) {
				assertThat(reader.loadNextBatch()).isTrue();
				assertThat(this.template.queryForObject("select count(*) from flight_copy.t", Long.class)).isEqualTo(3);
				assertThat(reader.loadNextBatch()).isTrue();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Test
	@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whenTheThreadHasTheConnectionWithoutATransactionThenItStoresRowsThatItReads() {
		TransactionTemplate supports = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
		supports.executeWithoutResult((status) -> {
			try (ArrowReader rows = FlightJdbc.create(this.template, 10_000)
				.sql("select n from generate_series(1, 20000) n")
				.withFetchSize(100)
				.open(this.allocator)) {
				assertThat(this.jdbc.insertInto("flight_copy.t").rows(rows)).isEqualTo(20_000);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(count()).isEqualTo(20_003);
	}

	@Test
	void whenThereIsASingleConnectionThenOthersCanUseItWhileRowsAreRead() throws Exception {
		SingleConnectionDataSource single = new SingleConnectionDataSource(PostgresServer.connect(), true);
		try (ArrowReader reader = FlightJdbc.create(single).sql(LONG).open(this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			assertThat(new JdbcTemplate(single).queryForObject("select 2", Integer.class)).isEqualTo(2);
		}
		single.destroy();
	}

	@ParameterizedTest
	@ValueSource(strings = { LONG,
			"select n, case n when 70000 then pg_sleep(300)::text end as t from generate_series(1, 100000) n" })
	@Timeout(60)
	void whenAReaderIsClosedEarlyThenTheConnectionIsCleanAtOnce(String sql) throws Exception {
		int pid = this.template.queryForObject("select pg_backend_pid()", Integer.class);
		for (int i = 0; i < 5; i++) {
			try (ArrowReader reader = this.jdbc.sql(sql).open(this.allocator)) {
				assertThat(reader.loadNextBatch()).isTrue();
				assertThat(lastStatement()).startsWith("copy (");
			}
			assertThat(this.allocator.getAllocatedMemory()).isZero();
			assertThat(this.template.queryForObject("select pg_backend_pid()", Integer.class)).isEqualTo(pid);
			assertThat(lastStatement()).isEqualTo("select pg_backend_pid()");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "select pg_sleep(300)::text",
			"select n, pg_sleep(0.01)::text from generate_series(1, 100000) n" })
	@Timeout(60)
	void whenAReaderIsCancelledThenTheDatabaseEndsTheCopy(String sql) throws Exception {
		int pid = this.template.queryForObject("select pg_backend_pid()", Integer.class);
		try (ResultSetReader reader = (ResultSetReader) this.jdbc.sql(sql).open(this.allocator)) {
			reader.getVectorSchemaRoot();
			CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
				Awaitility.await().until(() -> lastStatement().startsWith("copy ("));
				reader.cancel();
			});
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> {
				while (reader.loadNextBatch()) {
					assertThat(cancelled).isNotCompletedExceptionally();
				}
			});
			cancelled.get(30, TimeUnit.SECONDS);
		}
		assertThat(this.template.queryForObject("select pg_backend_pid()", Integer.class)).isEqualTo(pid);
	}

	@Test
	void whenAQueryFailsAfterItsFirstRowsThenTheErrorIsThatOfTheRows() throws Exception {
		for (FlightJdbc.Query query : List.of(
				this.jdbc.sql("select 1 / (70000 - n) as r from generate_series(1, 100000) n"),
				this.jdbc.sql("select 1 / (70000 - n) as r from generate_series(1, 100000) n").withFetchSize(1000))) {
			try (ArrowReader reader = query.open(this.allocator)) {
				assertThat(reader.loadNextBatch()).isTrue();
				assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(reader::loadNextBatch)
					.withMessageContaining("division by zero");
			}
		}
	}

	@Test
	void whenTheDatabaseEndsTheConnectionThenThePoolReplacesIt() throws Exception {
		int pid = this.template.queryForObject("select pg_backend_pid()", Integer.class);
		try (ArrowReader reader = this.jdbc.sql(LONG).open(this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			this.observer.queryForObject("select pg_terminate_backend(%d)".formatted(pid), Boolean.class);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> {
				while (reader.loadNextBatch()) {
					assertThat(reader.getVectorSchemaRoot().getRowCount()).isPositive();
				}
			});
		}
		assertThat(this.template.queryForObject("select pg_backend_pid()", Integer.class)).isNotEqualTo(pid);
	}

	@Test
	void whenAValueIsRefusedThenTheConnectionIsClean() throws Exception {
		int pid = this.template.queryForObject("select pg_backend_pid()", Integer.class);
		try (ArrowReader reader = this.jdbc
			.sql("select date 'infinity' as d, repeat('x', 1000) as t from generate_series(1, 1000000)")
			.open(this.allocator)) {
			assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(reader::loadNextBatch);
		}
		assertThat(this.template.queryForObject("select pg_backend_pid()", Integer.class)).isEqualTo(pid);
	}

}
