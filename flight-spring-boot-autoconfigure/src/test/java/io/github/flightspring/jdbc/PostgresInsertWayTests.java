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

import java.io.IOException;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The choice between COPY and inserts.
 */
class PostgresInsertWayTests extends PostgresInsertFixture {

	@ParameterizedTest
	@ValueSource(strings = { "a float4 | double", "a numeric | double", "a float8 | integer", "a text[] | text",
			"a citext_like | text", "a inet | text", "a xml | text", "a name | text",
			"a int generated always as identity | x" })
	void whenTypesHaveNoBinaryFormThenRowsAreInserted(String pair) throws Exception {
		this.template.execute("create domain flight_load.citext_like as text");
		String column = pair.substring(0, pair.indexOf('|')).strip().replace("citext_like", "flight_load.citext_like");
		create(column.contains("identity") ? "b int, " + column : column);
		String value = switch (pair.substring(pair.indexOf('|') + 2)) {
			case "double" -> "select 1.5::float8 a";
			case "integer" -> "select 2 a";
			case "x" -> "select 2 b, 2 a";
			default -> column.contains("inet") ? "select '1.2.3.4' a" : "select '{a}' a";
		};
		if (column.contains("xml")) {
			value = "select '<a/>' a";
		}
		try (ArrowReader rows = jdbc(Way.COPY).sql(value).open(this.allocator)) {
			if (column.contains("identity")) {
				assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert(Way.COPY, rows));
				return;
			}
			assertThat(insert(Way.COPY, rows)).isOne();
		}
		assertThat(ways()).containsExactly("insert");
	}

	@Test
	void whenCopyWouldPassRulesOrPoliciesThenRowsAreInserted() throws Exception {
		create("a int");
		this.template.execute("create table flight_load.kept (a int)");
		this.template.execute(
				"create rule keep as on insert to flight_load.t do instead insert into flight_load.kept values (new.a)");
		try (ArrowReader rows = jdbc(Way.COPY).sql("select 7 a").open(this.allocator)) {
			insert(Way.COPY, rows);
		}
		assertThat(stored()).isEmpty();
		assertThat(this.template.queryForObject("select a from flight_load.kept", Integer.class)).isEqualTo(7);
		this.template.execute("create view flight_load.v as select a from flight_load.kept");
		try (ArrowReader rows = jdbc(Way.COPY).sql("select 8 a").open(this.allocator)) {
			assertThat(jdbc(Way.COPY).insertInto("flight_load.v").rows(rows)).isOne();
		}
		assertThat(this.template.queryForObject("select count(*) from flight_load.kept", Integer.class)).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void whenATransactionIsThereThenRowsArePartOfIt(Way way) throws Exception {
		create("a int");
		JdbcTransactionManager manager = new JdbcTransactionManager(this.pool);
		new TransactionTemplate(manager).executeWithoutResult((status) -> {
			this.template.update("insert into flight_load.t values (1)");
			insertOne(way);
			assertThat(this.template.queryForObject("select count(*) from flight_load.t", Integer.class)).isEqualTo(2);
			status.setRollbackOnly();
		});
		assertThat(stored()).isEmpty();
		new TransactionTemplate(manager).executeWithoutResult((status) -> insertOne(way));
		assertThat(stored()).containsExactly("(2)");
		TransactionTemplate limited = new TransactionTemplate(manager);
		limited.setTimeout(60);
		this.template.execute("delete from flight_load.ways");
		limited.executeWithoutResult((status) -> insertOne(Way.COPY));
		assertThat(ways()).containsExactly("insert");
	}

	@Test
	void whenTheRowsComeFromTheSameConnectionThenTheyAreInserted() throws Exception {
		create("a int");
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		transaction.executeWithoutResult((status) -> {
			try (ArrowReader rows = FlightJdbc.create(this.template, 10_000)
				.sql("select generate_series(1, 20000) a")
				.withFetchSize(100)
				.open(this.allocator)) {
				assertThat(insert(Way.COPY, rows)).isEqualTo(20_000);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(ways()).containsExactly("insert");
		assertThat(stored()).hasSize(20_000);
	}

	@Test
	void whenTheServerLimitsTheTimeOfAStatementThenRowsAreInserted() throws Exception {
		create("a int");
		try (HikariDataSource limited = new HikariDataSource()) {
			limited.setJdbcUrl(PostgresServer.url());
			limited.setConnectionInitSql("set statement_timeout = '60s'");
			try (ArrowReader rows = reader(vector(new IntVector("a", this.allocator), (v) -> v.setSafe(0, 2), 1))) {
				assertThat(FlightJdbc.create(limited).insertInto("flight_load.t").rows(rows)).isOne();
			}
		}
		assertThat(ways()).containsExactly("insert");
	}

	private void insertOne(Way way) {
		try (ArrowReader rows = reader(vector(new IntVector("a", this.allocator), (v) -> v.setSafe(0, 2), 1))) {
			insert(way, rows);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
