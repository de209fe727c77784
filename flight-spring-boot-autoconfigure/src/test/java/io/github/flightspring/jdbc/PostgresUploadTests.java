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
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.FlightCalls;
import io.github.flightspring.support.WireCall;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Uploads of a client into a table of PostgreSQL.
 */
class PostgresUploadTests {

	private static FlightCalls calls;

	private static JdbcTemplate template;

	record Value(long value) {
	}

	@BeforeAll
	static void start() {
		calls = FlightCalls.start(Application.class, "spring.datasource.url=" + PostgresServer.url(),
				"spring.datasource.hikari.maximum-pool-size=3");
		template = calls.application().context().getBean(JdbcTemplate.class);
	}

	@AfterAll
	static void stop() throws Exception {
		if (calls != null) {
			template.execute("drop table if exists flight_uploads");
			calls.close();
		}
	}

	@BeforeEach
	void create() {
		template.execute("drop table if exists flight_uploads");
		template.execute("create table flight_uploads (value int8 primary key)");
	}

	@Test
	void whenRowsAreUploadedThenTheTableHasThem() {
		assertThat(calls.put(path("uploads"), Value.class, new Value(1), new Value(-2))).containsExactly("2");
		assertThat(template.queryForList("select value from flight_uploads", Long.class)).containsExactly(1L, -2L);
		assertAtRest();
	}

	@Test
	void whenAKeyIsADuplicateThenTheClientIsTold() {
		Throwable failure = catchThrowable(
				() -> calls.put(path("uploads"), Value.class, new Value(1), new Value(1), new Value(2)));
		assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.ALREADY_EXISTS);
		assertThat(template.queryForObject("select count(*) from flight_uploads", Long.class)).isZero();
		assertAtRest();
	}

	@ParameterizedTest
	@ValueSource(strings = { "uploads", "transaction" })
	void whenTheClientLeavesInTheMiddleThenNothingIsStored(String path) {
		try (VectorSchemaRoot batch = Batches.numbers(calls.application().clientAllocator(), 50_000)) {
			for (int i = 0; i < 5; i++) {
				try (WireCall<?> upload = calls.wire().put(path(path))) {
					upload.start(batch);
					upload.write(batch);
					await().until(() -> template.queryForObject("""
							select count(*) from pg_stat_activity
							where query like 'copy%flight_uploads%' and state = 'active'""", Long.class) == 1);
				}
				assertAtRest();
			}
		}
		assertThat(template.queryForObject("select count(*) from flight_uploads", Long.class)).isZero();
	}

	private static void assertAtRest() {
		HikariDataSource pool = calls.application().context().getBean(HikariDataSource.class);
		BufferAllocator allocator = calls.application().context().getBean(BufferAllocator.class);
		await().untilAsserted(() -> {
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(allocator.getAllocatedMemory()).isZero();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Uploads.class)
	static class Application {

	}

	@FlightEndpoint
	static class Uploads {

		private final FlightJdbc jdbc;

		Uploads(FlightJdbc jdbc) {
			this.jdbc = jdbc;
		}

		@DoPut("uploads")
		long put(FlightReader rows) {
			return this.jdbc.insertInto("flight_uploads").rows(rows);
		}

		@DoPut("transaction")
		@Transactional
		public long putInTransaction(FlightReader rows) {
			return this.jdbc.insertInto("flight_uploads").rows(rows);
		}

	}

}
