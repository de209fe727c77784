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

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.support.HttpApplication;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.Transactional;

import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many downloads from a database over both transports, a third of which the client leaves
 * at a random point. Afterwards pool, transactions and memory are at rest. The system
 * property {@code flight.soak.downloads} sets their number for each database.
 */
class DownloadSoakTests {

	private static final Logger logger = LoggerFactory.getLogger(DownloadSoakTests.class);

	private static final int DOWNLOADS = Integer.getInteger("flight.soak.downloads", 300);

	private static final int CLIENTS = 8;

	private static final int MAX_ROWS = 1000;

	private static final List<String> KINDS = List.of("result-set", "query", "copy", "transaction");

	enum Database {

		H2, POSTGRESQL;

		String url() {
			return (this == H2) ? "jdbc:h2:mem:soak;DB_CLOSE_DELAY=-1"
					: PostgresServer.url() + "&ApplicationName=flight-soak";
		}

	}

	@ParameterizedTest
	@EnumSource
	void whenManyDownloadsEndInEveryWayThenPoolTransactionsAndMemoryAreAtRest(Database database) throws Exception {
		try (HttpApplication application = HttpApplication.start(Application.class,
				"spring.datasource.url=" + database.url(), "spring.datasource.hikari.maximum-pool-size=4",
				"flight.server.max-batch-size=32KB");
				BufferAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient.builder(allocator, grpc(application)).build()) {
			Clients clients = new Clients(application, client);
			long start = System.nanoTime();
			clients.run();
			logger.info("{}: {} downloads, {} of them left early, in {} s", database, DOWNLOADS, clients.left.get(),
					Duration.ofNanos(System.nanoTime() - start).toSeconds());
			assertThat(clients.left.get()).isBetween(DOWNLOADS / 5, DOWNLOADS / 2);
			assertAtRest(application, database);
		}
	}

	private static Location grpc(HttpApplication application) {
		return Location.forGrpcInsecure("localhost",
				application.context().getBean(GrpcServerLifecycle.class).getPort());
	}

	private static void assertAtRest(HttpApplication application, Database database) throws SQLException {
		HikariDataSource pool = application.context().getBean(HikariDataSource.class);
		Transactions transactions = application.context().getBean(Transactions.class);
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();
			assertThat(transactions.begun.get()).isPositive().isEqualTo(transactions.ended.get());
		});
		application.awaitNoCalls();
		if (database == Database.POSTGRESQL) {
			assertThat(sessionsAtWork()).isZero();
		}
	}

	private static int sessionsAtWork() throws SQLException {
		try (Connection connection = PostgresServer.connect();
				ResultSet count = connection.createStatement()
					.executeQuery("select count(*) from pg_stat_activity "
							+ "where application_name = 'flight-soak' and state <> 'idle'")) {
			assertThat(count.next()).isTrue();
			return count.getInt(1);
		}
	}

	/**
	 * The clients, which are repeatable but for their timing.
	 *
	 * @param application the application
	 * @param client the client over gRPC
	 * @param left the number of downloads that were left
	 */
	private record Clients(HttpApplication application, FlightClient client, AtomicInteger left) {

		Clients(HttpApplication application, FlightClient client) {
			this(application, client, new AtomicInteger());
		}

		void run() throws Exception {
			AtomicInteger next = new AtomicInteger();
			ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
			try {
				List<Future<?>> all = new ArrayList<>();
				for (int i = 0; i < CLIENTS; i++) {
					all.add(threads.submit(() -> {
						for (int seed = next.getAndIncrement(); seed < DOWNLOADS; seed = next.getAndIncrement()) {
							download(new Random(seed), KINDS.get(seed % KINDS.size()));
						}
						return null;
					}));
				}
				for (Future<?> each : all) {
					each.get();
				}
			}
			finally {
				threads.shutdownNow();
			}
		}

		private void download(Random random, String kind) throws Exception {
			int rows = 1 + random.nextInt(MAX_ROWS);
			double leaving = (random.nextInt(3) == 0) ? random.nextDouble() : 1;
			if (random.nextBoolean()) {
				overGrpc(kind, rows, leaving);
			}
			else {
				overHttp(kind, rows, leaving);
			}
		}

		private void overGrpc(String kind, int rows, double leaving) throws Exception {
			try (FlightStream stream = this.client
				.getStream(this.client.getInfo(path(kind, "" + rows)).getEndpoints().get(0).getTicket())) {
				long read = 0;
				while (read < leaving * rows && stream.next()) {
					read += stream.getRoot().getRowCount();
				}
				if (leaving < 1) {
					this.left.incrementAndGet();
					stream.cancel("enough", null);
				}
				else {
					assertThat(stream.next()).isFalse();
					assertThat(read).isEqualTo(rows);
				}
			}
		}

		private void overHttp(String kind, int rows, double leaving) throws Exception {
			HttpResponse<InputStream> response = this.application.client()
				.send(this.application.request("/flight/" + kind + "/" + rows + "?format=csv").build(),
						BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				assertThat(response.statusCode()).isEqualTo(200);
				if (leaving < 1) {
					this.left.incrementAndGet();
					body.readNBytes((int) (leaving * rows * 1000));
				}
				else {
					assertThat(new String(body.readAllBytes()).lines().count()).isEqualTo(rows + 1);
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Flights.class)
	static class Application {

		@Bean
		Transactions transactions() {
			return new Transactions();
		}

	}

	static final class Transactions implements TransactionExecutionListener {

		final AtomicInteger begun = new AtomicInteger();

		final AtomicInteger ended = new AtomicInteger();

		@Override
		public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
			if (failure == null) {
				this.begun.incrementAndGet();
			}
		}

		@Override
		public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
			this.ended.incrementAndGet();
		}

		@Override
		public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
			this.ended.incrementAndGet();
		}

	}

	@FlightEndpoint
	static class Flights {

		private static final String SERIES = "select n, repeat('x', 1000) as t from (%s) s";

		private final DataSource dataSource;

		private final FlightJdbc jdbc;

		private final String sql;

		Flights(HikariDataSource dataSource, FlightJdbc jdbc) {
			this.dataSource = dataSource;
			this.jdbc = jdbc;
			this.sql = SERIES.formatted(dataSource.getJdbcUrl().startsWith("jdbc:h2")
					? "select x as n from system_range(1, :rows)" : "select n from generate_series(1, :rows) n");
		}

		@DoGet("result-set/{rows}")
		ResultSet resultSet(int rows) throws SQLException {
			return open(this.dataSource.getConnection(), rows);
		}

		@DoGet("query/{rows}")
		FlightJdbc.Query query(int rows) {
			return this.jdbc.sql(this.sql).param("rows", rows);
		}

		@DoGet("copy/{rows}")
		FlightJdbc.Query copied(int rows) {
			return this.jdbc.sql(this.sql.replace(":rows", "" + rows));
		}

		@DoGet("transaction/{rows}")
		@Transactional(readOnly = true)
		ResultSet inTransaction(int rows) throws SQLException {
			return open(DataSourceUtils.getConnection(this.dataSource), rows);
		}

		private ResultSet open(Connection connection, int rows) throws SQLException {
			Statement statement = connection.createStatement();
			statement.setFetchSize(100);
			return statement.executeQuery(this.sql.replace(":rows", "" + rows));
		}

	}

}
