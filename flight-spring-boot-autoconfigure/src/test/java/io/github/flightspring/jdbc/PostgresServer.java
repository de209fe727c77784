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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A server of PostgreSQL for tests: that of FLIGHT_TEST_POSTGRESQL_URL, or one that is
 * started once for all of them. Where neither is possible, the tests are skipped.
 */
final class PostgresServer {

	static {
		// the driver asserts that its connection is open, also when the server has ended
		// it
		PostgresServer.class.getClassLoader().setClassAssertionStatus("org.postgresql.jdbc.BatchResultHandler", false);
	}

	private static @Nullable String url;

	private static @Nullable String problem;

	private PostgresServer() {
	}

	static synchronized String url() {
		if (url == null && problem == null) {
			start();
		}
		Assumptions.assumeTrue(url != null, () -> "No PostgreSQL: " + problem);
		return url;
	}

	private static void start() {
		url = System.getenv("FLIGHT_TEST_POSTGRESQL_URL");
		if (url != null) {
			return;
		}
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder().start();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				try {
					server.close();
				}
				catch (IOException ex) {
					// the operating system ends it
				}
			}));
			url = server.getJdbcUrl("postgres", "postgres");
		}
		catch (IOException | RuntimeException ex) {
			problem = ex.toString();
		}
	}

	static Connection connect() throws SQLException {
		return DriverManager.getConnection(url());
	}

}
