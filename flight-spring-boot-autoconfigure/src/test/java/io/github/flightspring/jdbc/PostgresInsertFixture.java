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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table of PostgreSQL that remembers in which way its rows came.
 */
abstract class PostgresInsertFixture {

	final BufferAllocator allocator = new RootAllocator();

	HikariDataSource pool;

	JdbcTemplate template;

	/**
	 * The ways to insert. A time limit asks for batches.
	 */
	enum Way {

		COPY, BATCHES

	}

	@BeforeEach
	void open() {
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(PostgresServer.url());
		this.pool.setMaximumPoolSize(2);
		this.pool.setConnectionTimeout(5000);
		this.template = new JdbcTemplate(this.pool);
		this.template.execute("drop schema if exists flight_load cascade");
		this.template.execute("create schema flight_load");
		this.template.execute("create table flight_load.ways (way text)");
		this.template.execute("""
				create function flight_load.remember() returns trigger language plpgsql as $$ begin
				insert into flight_load.ways values (split_part(current_query(), ' ', 1)); return new; end $$""");
	}

	@AfterEach
	void close() {
		if (this.template != null) {
			this.template.execute("drop schema if exists flight_load cascade");
			assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			this.pool.close();
		}
		this.allocator.close();
	}

	FlightJdbc jdbc(Way way) {
		JdbcTemplate settings = new JdbcTemplate(this.pool);
		if (way == Way.BATCHES) {
			settings.setQueryTimeout(60);
		}
		return FlightJdbc.create(settings, ResultSetReader.DEFAULT_BATCH_BYTES);
	}

	void create(String columns) {
		this.template.execute("drop table if exists flight_load.t");
		this.template.execute("create table flight_load.t (" + columns + ")");
		this.template.execute("delete from flight_load.ways");
		this.template.execute(
				"create trigger way before insert on flight_load.t for each row execute function flight_load.remember()");
	}

	List<String> ways() {
		return this.template.queryForList("select distinct lower(way) from flight_load.ways", String.class);
	}

	List<String> stored() {
		return this.template.queryForList("select t::text from flight_load.t t", String.class);
	}

	long insert(Way way, ArrowReader rows) {
		return jdbc(way).insertInto("flight_load.t").rows(rows);
	}

	ArrowReader reader(FieldVector... vectors) {
		return reader(new DictionaryProvider.MapDictionaryProvider(), vectors);
	}

	ArrowReader reader(DictionaryProvider dictionaries, FieldVector... vectors) {
		return new RootReader(this.allocator, dictionaries, vectors);
	}

	<V extends FieldVector> V vector(V vector, Consumer<V> values, int count) {
		values.accept(vector);
		vector.setValueCount(count);
		return vector;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
