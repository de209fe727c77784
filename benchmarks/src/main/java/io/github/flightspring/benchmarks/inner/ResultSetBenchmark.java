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

package io.github.flightspring.benchmarks.inner;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.jdbc.ResultSetReader;
import org.apache.arrow.adapter.jdbc.ArrowVectorIterator;
import org.apache.arrow.adapter.jdbc.JdbcToArrow;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfigBuilder;
import org.apache.arrow.adapter.jdbc.JdbcToArrowUtils;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rows of a result set of H2 into vectors, with the time of the query itself. A score
 * is the time of one row of seven columns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResultSetBenchmark {

	private static final int ROWS = 100_000;

	private static final String URL = "jdbc:h2:mem:rows;DB_CLOSE_DELAY=-1";

	private static final String QUERY = "select * from readings";

	private final BufferAllocator allocator = new RootAllocator();

	/**
	 * Make the table.
	 * @throws SQLException if the database fails
	 */
	@Setup
	public void setUp() throws SQLException {
		try (Connection connection = DriverManager.getConnection(URL)) {
			connection.createStatement()
				.execute(
						"""
								create table readings as select x as id, cast(mod(x, 1000) as int) as station,
								cast(x as double precision) as temperature, cast(x as decimal(12, 2)) as price, 'station-' || mod(x, 50) as name,
								dateadd(second, x, timestamp '2020-01-01 00:00:00') as made, mod(x, 2) = 0 as valid
								from system_range(1, %d)"""
							.formatted(ROWS));
		}
	}

	/**
	 * Read without Arrow.
	 * @return the sum of the ids
	 * @throws SQLException if the database fails
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public long resultSetAlone() throws SQLException {
		long sum = 0;
		try (Connection connection = DriverManager.getConnection(URL);
				ResultSet rows = connection.createStatement().executeQuery(QUERY)) {
			while (rows.next()) {
				sum += rows.getLong(1);
			}
		}
		return sum;
	}

	/**
	 * Read by the starter.
	 * @return the number of rows
	 * @throws Exception if the database fails
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public long starter() throws Exception {
		ResultSet rows = DriverManager.getConnection(URL).createStatement().executeQuery(QUERY);
		long count = 0;
		try (ResultSetReader reader = ResultSetReader.of(rows, this.allocator, ResultSetReader.DEFAULT_BATCH_BYTES)) {
			while (reader.loadNextBatch()) {
				count += reader.getVectorSchemaRoot().getRowCount();
			}
		}
		return count;
	}

	/**
	 * Read by Arrow's adapter.
	 * @return the number of rows
	 * @throws Exception if the database fails
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public long arrowJdbc() throws Exception {
		long count = 0;
		try (Connection connection = DriverManager.getConnection(URL);
				ResultSet rows = connection.createStatement().executeQuery(QUERY);
				ArrowVectorIterator batches = JdbcToArrow.sqlToArrowVectorIterator(rows,
						new JdbcToArrowConfigBuilder(this.allocator, JdbcToArrowUtils.getUtcCalendar())
							.setTargetBatchSize(4096)
							.setReuseVectorSchemaRoot(true)
							.build())) {
			while (batches.hasNext()) {
				count += batches.next().getRowCount();
			}
		}
		return count;
	}

	/**
	 * Close the allocator, which fails if memory is left.
	 */
	@TearDown
	public void tearDown() {
		this.allocator.close();
	}

}
