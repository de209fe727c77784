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

package io.github.flightspring.benchmarks.database;

import java.io.IOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A server over PostgreSQL: that of {@code BENCHMARKS_POSTGRESQL_URL}, or one that it
 * starts.
 */
@SpringBootApplication
public class DatabaseApplication {

	/**
	 * Start it.
	 * @param args Boot's arguments
	 * @throws IOException if PostgreSQL does not start
	 */
	public static void main(String[] args) throws IOException {
		String url = System.getenv("BENCHMARKS_POSTGRESQL_URL");
		if (url == null) {
			EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("max_wal_size", "4GB").start();
			url = postgres.getJdbcUrl("postgres", "postgres");
		}
		SpringApplication application = new SpringApplication(DatabaseApplication.class);
		application.setDefaultProperties(Map.of("spring.datasource.url", url));
		application.run(args);
	}

	@Bean
	InitializingBean tables(JdbcTemplate template, @Value("${rows}") int rows) {
		return () -> {
			template.execute("drop table if exists readings, uploads");
			template.execute("""
					create table readings as select x as id, mod(x, 1000)::int as station, x::float8 as temperature,
					x::numeric(12, 2) as price, 'station-' || mod(x, 50) as name,
					timestamp '2020-01-01' + x * interval '1 second' as made, mod(x, 2) = 0 as valid
					from generate_series(1::bigint, %d) x""".formatted(rows));
			template.execute("create table uploads (like readings)");
			template.execute("vacuum analyze readings");
		};
	}

}
