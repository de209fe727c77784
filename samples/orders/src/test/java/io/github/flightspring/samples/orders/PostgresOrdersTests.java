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

package io.github.flightspring.samples.orders;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The same flights with the profile {@code postgresql}. The tests are skipped where no
 * server of PostgreSQL can be started.
 */
@ActiveProfiles("postgresql")
@DirtiesContext
class PostgresOrdersTests extends OrdersTests {

	private static @Nullable EmbeddedPostgres postgres;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		EmbeddedPostgres started = start();
		properties.add("spring.datasource.url", () -> started.getJdbcUrl("postgres", "postgres"));
		properties.add("spring.datasource.username", () -> "postgres");
	}

	private static EmbeddedPostgres start() {
		try {
			postgres = EmbeddedPostgres.builder().start();
			return postgres;
		}
		catch (IOException | RuntimeException ex) {
			return Assumptions.abort("No PostgreSQL: " + ex);
		}
	}

	@AfterAll
	static void stop() throws IOException {
		if (postgres != null) {
			postgres.close();
		}
	}

}
