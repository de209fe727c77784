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

import com.zaxxer.hikari.HikariDataSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are stored through a pool whose connections have no auto-commit.
 */
class WithoutAutoCommitTests {

	private static final String URL = "jdbc:h2:mem:without-auto-commit;DB_CLOSE_DELAY=-1";

	private final BufferAllocator allocator = new RootAllocator();

	private final JdbcTemplate outside = new JdbcTemplate(new DriverManagerDataSource(URL));

	private HikariDataSource pool;

	private FlightJdbc jdbc;

	@BeforeEach
	void open() {
		this.outside.execute("create table orders (id int not null)");
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(URL);
		this.pool.setAutoCommit(false);
		this.pool.setMaximumPoolSize(2);
		this.jdbc = FlightJdbc.create(this.pool);
	}

	@AfterEach
	void close() {
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		this.pool.close();
		this.outside.execute("drop table orders");
		this.allocator.close();
	}

	@Test
	void whenRowsAreInsertedThenTheyAreStored() throws Exception {
		insert("select * from (values (1), (2)) t(id)");
		assertThat(stored()).isEqualTo(2);
	}

	@Test
	void whenARowIsRefusedThenNoneIsStored() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> insert("select * from (values (1), (null)) t(id) order by id nulls last"));
		assertThat(stored()).isZero();
	}

	@Test
	void whenAQueryChangesDataThenItIsCommittedAfterItsLastRow() throws Exception {
		try (ArrowReader rows = this.jdbc.sql("select id from final table (insert into orders values (1), (2))")
			.open(this.allocator)) {
			while (rows.loadNextBatch()) {
				assertThat(rows.getVectorSchemaRoot().getRowCount()).isEqualTo(2);
			}
		}
		assertThat(stored()).isEqualTo(2);
	}

	@Test
	void whenATransactionOfSpringsIsThereThenItDecides() {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		transaction.executeWithoutResult((status) -> {
			insertUnchecked();
			status.setRollbackOnly();
		});
		assertThat(stored()).isZero();
		transaction.executeWithoutResult((status) -> insertUnchecked());
		assertThat(stored()).isOne();
	}

	private void insertUnchecked() {
		try {
			insert("select 1 id");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void insert(String rows) throws Exception {
		try (ArrowReader reader = this.jdbc.sql(rows).open(this.allocator)) {
			this.jdbc.insertInto("orders").withBatchSize(1).rows(reader);
		}
	}

	private int stored() {
		return this.outside.queryForObject("select count(*) from orders", Integer.class);
	}

}
