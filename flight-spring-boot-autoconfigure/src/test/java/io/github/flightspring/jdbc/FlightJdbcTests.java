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

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.arrow.RecordMappingException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Queries and uploads, without a server.
 */
class FlightJdbcTests {

	private final BufferAllocator allocator = new RootAllocator();

	private HikariDataSource pool;

	private FlightJdbc jdbc;

	private JdbcTemplate template;

	enum Database {

		H2, DUCKDB, POSTGRESQL;

		String url() {
			return switch (this) {
				case H2 -> "jdbc:h2:mem:flight-jdbc;DB_CLOSE_DELAY=0";
				case DUCKDB -> "jdbc:duckdb:memory:flight-jdbc";
				case POSTGRESQL -> PostgresServer.url();
			};
		}

	}

	private void open(Database database) {
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(database.url());
		this.pool.setMaximumPoolSize(2);
		this.pool.setConnectionTimeout(5000);
		this.jdbc = FlightJdbc.create(this.pool);
		this.template = new JdbcTemplate(this.pool);
		for (String table : List.of("flight_orders", "\"flight_Odd \"\"one\"\"\"")) {
			this.template.execute("drop table if exists " + table);
		}
	}

	@AfterEach
	void close() {
		if (this.pool != null) {
			assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			this.pool.close();
		}
		this.allocator.close();
	}

	private List<Object> read(FlightJdbc.Query query) throws Exception {
		try (ArrowReader reader = query.open(this.allocator)) {
			return ReadColumns.of(reader).values().values().iterator().next();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenAQueryHasParametersThenTheyAreSetAsJdbcClientDoes(Database database) throws Exception {
		open(database);
		record Range(int low, int high) {
		}
		String between = "select n from (values (1), (2), (3), (4)) t(n) where n between %s and %s order by n";
		String named = between.formatted(":low", ":high");
		String positional = between.formatted("?", "?");
		assertThat(read(this.jdbc.sql(named).param("low", 2).param("high", 3))).containsExactly(2, 3);
		assertThat(read(this.jdbc.sql(named).params(Map.of("low", 2, "high", 3)))).containsExactly(2, 3);
		assertThat(read(this.jdbc.sql(named).paramSource(new Range(2, 3)))).containsExactly(2, 3);
		assertThat(read(this.jdbc.sql(positional).param(2).param(3))).containsExactly(2, 3);
		assertThat(read(this.jdbc.sql(positional).param(2, 3).param(1, 2))).containsExactly(2, 3);
		assertThat(read(this.jdbc.sql(positional).params(List.of(2, 3)))).containsExactly(2, 3);
		assertThat(read(this.jdbc.sql("select n from (values (1), (2), (3)) t(n) where n in (:set) order by n")
			.param("set", List.of(1, 3)))).containsExactly(1, 3);
		assertThat(read(this.jdbc.sql(named).params(Map.of("low", 1, "high", 4)).withMaxRows(1).withFetchSize(10)))
			.hasSize(1);
		assertThatIllegalStateException()
			.isThrownBy(() -> this.jdbc.sql(named).param("low", 1).param(2).open(this.allocator));
	}

	@ParameterizedTest
	@EnumSource
	void whenAQueryIsWrongThenTheExceptionIsTranslated(Database database) {
		open(database);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> read(this.jdbc.sql("select nothing")));
	}

	@Test
	void whenGrammarIsWrongThenTheExceptionSaysSo() {
		open(Database.H2);
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> read(this.jdbc.sql("selec 1")));
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void whenATransactionIsThereThenItIsJoined(Database database) throws Exception {
		open(database);
		this.template.execute("create table flight_orders (id int)");
		new TransactionTemplate(new JdbcTransactionManager(this.pool)).executeWithoutResult((status) -> {
			this.template.update("insert into flight_orders values (7)");
			try {
				assertThat(read(this.jdbc.sql("select id from flight_orders"))).containsExactly(7);
				assertThat(ReadColumns
					.of(resultSetInTransaction("select id from flight_orders"), ResultSetReader.DEFAULT_BATCH_BYTES)
					.of(firstName("id", database))).containsExactly(7);
				try (ArrowReader rows = this.jdbc.sql("select 8 as id").open(this.allocator)) {
					this.jdbc.insertInto("flight_orders").rows(rows);
				}
				assertThat(read(this.jdbc.sql("select id from flight_orders"))).hasSize(2);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
			status.setRollbackOnly();
		});
		assertThat(read(this.jdbc.sql("select id from flight_orders"))).isEmpty();
	}

	private static String firstName(String name, Database database) {
		return (database == Database.H2) ? name.toUpperCase(Locale.ROOT) : name;
	}

	private ResultSet resultSetInTransaction(String sql) throws SQLException {
		Connection connection = DataSourceUtils.getConnection(this.pool);
		return connection.createStatement().executeQuery(sql);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenPostgresStreamsThenTheConnectionIsRestored(boolean complete) throws Exception {
		open(Database.POSTGRESQL);
		this.pool.setMaximumPoolSize(1);
		this.template.execute("drop sequence if exists flight_steps");
		this.template.execute("create sequence flight_steps");
		int rows = complete ? 1000 : 1_000_000;
		try (ArrowReader reader = this.jdbc
			.sql("select nextval('flight_steps') n, repeat('x', 1000) t from generate_series(1, :rows)")
			.param("rows", rows)
			.open(this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			assertThat(!complete || !reader.loadNextBatch()).isTrue();
		}
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.getAutoCommit()).isTrue();
		}
		Long steps = this.template.queryForObject("select last_value from flight_steps", Long.class);
		assertThat(steps).isLessThanOrEqualTo(complete ? 1000 : 10_000);
	}

	@Test
	void whenAQueryThatChangesIsReadToItsEndThenTheChangeIsKept() throws Exception {
		open(Database.POSTGRESQL);
		this.template.execute("create table flight_orders (id int)");
		assertThat(read(this.jdbc.sql("insert into flight_orders values (1), (2) returning id"))).containsExactly(1, 2);
		assertThat(this.template.queryForObject("select count(*) from flight_orders", Long.class)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select pg_sleep(300)::text",
			"select n, pg_sleep(0.01)::text from generate_series(1, 100000) n" })
	void whenAReaderIsCancelledThenTheDatabaseEndsTheQuery(String sql) throws Exception {
		open(Database.POSTGRESQL);
		try (ResultSetReader reader = (ResultSetReader) this.jdbc.sql(sql).withFetchSize(1000).open(this.allocator)) {
			reader.getVectorSchemaRoot();
			CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
				awaitActive();
				reader.cancel();
			});
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> {
				while (reader.loadNextBatch()) {
					assertThat(cancelled).isNotCompletedExceptionally();
				}
			});
			cancelled.join();
		}
	}

	private void awaitActive() {
		try (Connection connection = DriverManager.getConnection(PostgresServer.url())) {
			JdbcTemplate observer = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			Long active = 0L;
			while (active == null || active == 0) {
				active = observer.queryForObject(
						"select count(*) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid() "
								+ "and wait_event = 'PgSleep'",
						Long.class);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenACancellationComesLateThenTheNextUserOfTheConnectionIsSpared(Database database) throws Exception {
		open(database);
		this.pool.setMaximumPoolSize(1);
		for (int i = 0; i < 200; i++) {
			CompletableFuture<Void> cancelled;
			try (ResultSetReader reader = (ResultSetReader) this.jdbc.sql("select 1 as n").open(this.allocator)) {
				cancelled = CompletableFuture.runAsync(reader::cancel);
				while (reader.loadNextBatch()) {
					assertThat(reader.getVectorSchemaRoot().getRowCount()).isOne();
				}
			}
			catch (DataAccessException ex) {
				cancelled = CompletableFuture.completedFuture(null);
			}
			assertThat(this.template.queryForObject("select 2", Long.class)).isEqualTo(2);
			cancelled.join();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenRowsAreInsertedThenTheyAreThoseOfTheUpload(Database database) throws Exception {
		open(database);
		String columns = """
				a smallint, b integer, c bigint, d double precision, e decimal(10, 2), f varchar(20), g boolean, h date,
				i time(6), j timestamp(6), k timestamp with time zone, l uuid""";
		this.template.execute("create table flight_orders ("
				+ ((database == Database.DUCKDB) ? columns.replace("(6)", "") : columns) + ")");
		FlightJdbc.Query source = this.jdbc.sql("""
				select cast(1 as smallint) a, 2 b, cast(3 as bigint) c, cast(0.1 as double precision) d,
				cast(-5.25 as decimal(10, 2)) e, 'f\u20ac' f, true g, date '1500-02-28' h,
				%s i, %s j, %s k, cast('11111111-2222-3333-4444-555555555555' as uuid) l
				union all select null, null, null, null, null, null, null, null, null, null, null, null"""
			.formatted("cast('10:15:30.123456' as time(6))", "cast('2026-03-29 02:30:00.123456' as timestamp(6))",
					"cast('2026-03-29 02:30:00.123456+02:00' as timestamp with time zone)")
			.replace((database == Database.DUCKDB) ? "(6)" : "\u0000", ""));
		for (int i = 0; i < 3; i++) {
			try (ArrowReader rows = source.open(this.allocator)) {
				assertThat(this.jdbc.insertInto("flight_orders").withBatchSize(3).rows(rows)).isEqualTo(2);
			}
		}
		try (ArrowReader expected = source.open(this.allocator);
				ArrowReader stored = this.jdbc.sql("select distinct * from flight_orders order by a nulls last")
					.open(this.allocator)) {
			Map<String, List<Object>> left = ReadColumns.of(expected).values();
			Map<String, List<Object>> right = ReadColumns.of(stored).values();
			assertThat(right.toString()).isEqualTo(left.toString());
		}
		assertThat(this.template.queryForObject("select count(*) from flight_orders", Long.class)).isEqualTo(6);
	}

	@ParameterizedTest
	@EnumSource
	void whenARowIsRefusedThenNoneIsStored(Database database) throws Exception {
		open(database);
		this.template.execute("create table flight_orders (id integer not null, n integer)");
		try (ArrowReader rows = this.jdbc
			.sql("select id, id n from (values (1), (2), (3), (4), (null)) t(id) order by id nulls last")
			.open(this.allocator)) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> this.jdbc.insertInto("flight_orders").withBatchSize(2).rows(rows));
		}
		assertThat(this.template.queryForObject("select count(*) from flight_orders", Long.class)).isZero();
	}

	@Test
	void whenARowIsRefusedThenTheExceptionIsTranslated() throws Exception {
		open(Database.H2);
		this.template.execute("create table flight_orders (id integer not null)");
		try (ArrowReader rows = this.jdbc.sql("select cast(null as integer) id").open(this.allocator)) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> this.jdbc.insertInto("flight_orders").rows(rows));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenColumnsDoNotMatchThenThoseThatAreThereAreNamed(Database database) throws Exception {
		open(database);
		this.template.execute("create table flight_orders (id integer not null, amount integer default 1 not null)");
		assertRefused("select 1 id, 2 price", "column 'price': is no column of the table, which has [id, amount]");
		assertRefused("select 2 amount", "The upload lacks the columns [id], which must not be null. It has [amount]");
		assertRefused("select 1 id, 2 id", "column 'id_2': is no column of the table, which has [id, amount]");
		assertRefused("select cast(1.5 as double precision) id",
				"column 'id': has floating-point numbers, but the table's column has integers");
		assertRefused("select cast(1.5 as decimal(5, 2)) id",
				"row 0, column 'id': the value 1.50 has more digits than the table's column");
		try (ArrowReader rows = this.jdbc.sql("select 1 \"ID\"").open(this.allocator)) {
			assertThat(this.jdbc.insertInto("FLIGHT_ORDERS").rows(rows)).isOne();
		}
	}

	private void assertRefused(String sql, String message) throws Exception {
		try (ArrowReader rows = this.jdbc.sql(sql).open(this.allocator)) {
			assertThatExceptionOfType(RecordMappingException.class)
				.isThrownBy(() -> this.jdbc.insertInto("flight_orders").rows(rows))
				.satisfies((ex) -> assertThat(ex.getMessage()).isEqualToIgnoringCase(message));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenNamesAreOddThenTheyAreQuoted(Database database) throws Exception {
		open(database);
		this.template.execute("create table \"flight_Odd \"\"one\"\"\" (\"a b\" integer, \"c\"\"d\" integer)");
		try (ArrowReader rows = this.jdbc.sql("select 1 \"a b\", 2 \"c\"\"d\"").open(this.allocator)) {
			assertThat(this.jdbc.insertInto("flight_Odd \"one\"").rows(rows)).isOne();
		}
		this.template.execute("drop table \"flight_Odd \"\"one\"\"\"");
	}

	@ParameterizedTest
	@EnumSource
	void whenATableIsNotThereThenNothingIsExecuted(Database database) throws Exception {
		open(database);
		this.template.execute("create table flight_orders (id integer)");
		for (String name : List.of("nowhere", "flight_orders; drop table flight_orders", "flight_order_", "flight_%",
				"flight_orders\" --", "nowhere.flight_orders")) {
			try (ArrowReader rows = this.jdbc.sql("select 1 id").open(this.allocator)) {
				assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
					.isThrownBy(() -> this.jdbc.insertInto(name).rows(rows));
			}
		}
		assertThat(this.template.queryForObject("select count(*) from flight_orders", Long.class)).isZero();
	}

	@Test
	void whenPostgresReadsATextThenItIsAValueOfItsColumn() throws Exception {
		open(Database.POSTGRESQL);
		this.template.execute("drop type if exists flight_mood");
		this.template.execute("create type flight_mood as enum ('sad', 'happy')");
		this.template
			.execute("create table flight_orders (a jsonb, b flight_mood, c inet, d numeric, e int[], f text[])");
		try (ArrowReader rows = this.jdbc
			.sql("select '{\"k\": 1}' a, 'happy' b, '1.2.3.4' c, '1.5' d, '{1,null}'::int[] e, '{x,null}'::text[] f")
			.open(this.allocator)) {
			assertThat(this.jdbc.insertInto("flight_orders").rows(rows)).isOne();
		}
		assertThat(this.template.queryForObject("select flight_orders::text from flight_orders", String.class))
			.isEqualTo("(\"{\"\"k\"\": 1}\",happy,1.2.3.4,1.5,\"{1,NULL}\",\"{x,NULL}\")");
		this.template.execute("drop table flight_orders");
		this.template.execute("drop type flight_mood");
	}

	@Test
	void whenThePoolIsClosedThenTheExceptionIsTranslated() {
		open(Database.H2);
		FlightJdbc.Query query = this.jdbc.sql("select 1");
		this.pool.close();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> read(query));
		this.pool = null;
	}

	@ParameterizedTest
	@EnumSource
	void whenADecimalHasNoFractionThenOneIsRefused(Database database) throws Exception {
		open(database);
		this.template.execute("create table flight_orders (id numeric(5, 0))");
		assertRefused("select cast(1.5 as decimal(5, 2)) id",
				"row 0, column 'id': the value 1.50 has more digits than the table's column");
		try (ArrowReader rows = this.jdbc.sql("select cast(2 as decimal(5, 2)) id").open(this.allocator)) {
			assertThat(this.jdbc.insertInto("flight_orders").rows(rows)).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void whenADecimalHasAnyScaleThenEveryFractionIsStored(Database database) throws Exception {
		open(database);
		String type = (database == Database.H2) ? "decfloat" : "numeric";
		this.template.execute("create table flight_orders (id " + type + ")");
		try (ArrowReader rows = this.jdbc.sql("select cast(1.25 as decimal(5, 2)) id").open(this.allocator)) {
			assertThat(this.jdbc.insertInto("flight_orders").rows(rows)).isOne();
		}
		assertThat(this.template.queryForObject("select id from flight_orders", BigDecimal.class))
			.isEqualByComparingTo("1.25");
	}

	@Test
	void whenAUploadHasATimeOfAnotherKindThenItIsRefused() throws Exception {
		open(Database.H2);
		this.template.execute("create table flight_orders (id timestamp(6), n numeric(5, 1))");
		assertRefused("select cast('2026-01-01 00:00:00+00' as timestamp with time zone) id",
				"column 'id': has times with a zone, but the table's column has none; remove the zone before the upload");
		assertRefused("select cast('2026-01-01 00:00:00.123456789' as timestamp(9)) id",
				"row 0, column 'id': the time 2026-01-01T00:00:00.123456789 is between two times of the table's column");
	}

}
