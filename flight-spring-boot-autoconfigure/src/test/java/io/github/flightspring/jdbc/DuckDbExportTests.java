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

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Results that DuckDB exports, beside the same results read row by row. The tests run
 * with the JVM flag that arrow-c-data needs.
 */
class DuckDbExportTests {

	// no column of this type is exported
	private static final String ROW_BY_ROW = "1::utinyint as row_by_row";

	private static Connection connect(String... settings) throws SQLException {
		Properties properties = new Properties();
		for (String setting : settings) {
			properties.setProperty(setting, "true");
		}
		return DriverManager.getConnection("jdbc:duckdb:", properties);
	}

	private static ReadColumns read(String columns, String from, String... settings) throws Exception {
		return read("select " + columns + " " + from, ResultSetReader.DEFAULT_BATCH_BYTES, settings);
	}

	private static ReadColumns read(String sql, long batchBytes, String... settings) throws Exception {
		try (BufferAllocator allocator = new RootAllocator(); Connection connection = connect(settings)) {
			JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			try (ArrowReader reader = FlightJdbc.create(template, batchBytes).sql(sql).open(allocator)) {
				return ReadColumns.of(reader);
			}
		}
	}

	private static final String COLUMNS = """
			n % 3 = 0 as a, (n - 128)::tinyint as b, (n * 100)::smallint as c, (-n * 1000000)::int as d,
			if(n % 7 = 0, null, n * 1000000000000) as e, (n / 3)::float as f, if(n = 5, 'nan'::double, n / 7) as g,
			(n - 100.05)::decimal(4, 1) as h, (-n)::decimal(9, 2) as i, n::decimal(18, 3) as j,
			(n * 1234567890123456789.123)::decimal(38, 3) as k, if(n % 5 = 0, null, repeat('\u20ac', n::int % 20)) as l,
			if(n % 5 = 1, null, ('\\x00\\xFF' || n)::blob) as m, date '0044-03-15 (BC)' + n::int * 1000 as n,
			if(n % 4 = 0, null, time '00:00:00.000001' + to_seconds(n)) as o,
			timestamp '1969-12-31 23:59:00.000001' + to_seconds(n) as p, make_timestamp_ns(n * 1000000007 - 9) as q,
			timestamptz '2026-03-29 02:30:00.123456+05:30' + to_days(n::int) as r, null::varchar as s""";

	@ParameterizedTest
	@ValueSource(strings = { "", "jdbc_stream_results", "arrow_large_buffer_size", "produce_arrow_string_view" })
	void whenAResultIsExportedThenSchemaAndValuesAreThoseOfTheRows(String setting) throws Exception {
		String[] settings = setting.isEmpty() ? new String[0] : new String[] { setting };
		ReadColumns exported = read(COLUMNS, "from range(0, 200) t(n)", settings);
		ReadColumns rows = read(COLUMNS + ", " + ROW_BY_ROW, "from range(0, 200) t(n)", settings);
		List<Field> fields = rows.schema().getFields();
		assertThat(exported.schema().getFields()).isEqualTo(fields.subList(0, fields.size() - 1));
		for (Field field : exported.schema().getFields()) {
			assertThat(texts(exported, field)).as(field.getName()).isEqualTo(texts(rows, field));
		}
	}

	private static List<String> texts(ReadColumns read, Field field) {
		return read.of(field.getName())
			.stream()
			.map((value) -> (value instanceof byte[] bytes) ? HexFormat.of().formatHex(bytes) : String.valueOf(value))
			.toList();
	}

	@Test
	void whenAResultIsExportedThenBatchesAreThoseOfDuckDb() throws Exception {
		String from = "from range(0, 10000) t(n)";
		assertThat(read("n, n::varchar as t", from).batches()).isEqualTo(5);
		assertThat(read("n, n::varchar as t, " + ROW_BY_ROW, from).batches()).isEqualTo(1);
		ReadColumns read = read("select n from range(0, 100000) t(n)", 100_000);
		assertThat(read.of("n")).hasSize(100_000);
		assertThat(read.batches()).isBetween(8, 10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "date 'infinity'", "date '-infinity'", "timestamp 'infinity'", "timestamp '-infinity'",
			"timestamptz 'infinity'", "timestamptz '-infinity'", "time '24:00:00'" })
	void whenAValueIsNoneOfArrowThenItIsRefused(String value) {
		String columns = "if(n = 3000, null, 1) as a, if(n = 3000, " + value + ", null) as b";
		for (String more : List.of("", ", " + ROW_BY_ROW)) {
			assertThatExceptionOfType(JdbcColumnException.class)
				.isThrownBy(() -> read(columns + more, "from range(0, 5000) t(n)"))
				.withMessageStartingWith("column 'b' (")
				.withMessageContaining(", row 3001: ");
		}
	}

	@Test
	void whenThereIsAMaximumOfRowsThenFurtherOnesAreDropped() throws Exception {
		try (BufferAllocator allocator = new RootAllocator()) {
			FlightJdbc jdbc = FlightJdbc.create(new SingleConnectionDataSource(connect(), true));
			for (int rows : new int[] { 1, 2048, 2049, 9999 }) {
				try (ArrowReader reader = jdbc.sql("select n, n::varchar t from range(0, 9000) t(n)")
					.withMaxRows(rows)
					.open(allocator)) {
					assertThat(ReadColumns.of(reader).of("t")).hasSize(Math.min(rows, 9000));
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "threads", "jdbc_stream_results" })
	void whenAReaderIsClosedEarlyThenNothingIsLeft(String setting) throws Exception {
		try (BufferAllocator allocator = new RootAllocator();
				Connection connection = setting.equals("threads") ? connect() : connect(setting)) {
			FlightJdbc jdbc = FlightJdbc.create(new SingleConnectionDataSource(connection, true));
			for (int batches = 0; batches < 3; batches++) {
				try (ArrowReader reader = jdbc.sql("select n, n::varchar t from range(0, 100000) t(n)")
					.open(allocator)) {
					reader.getVectorSchemaRoot();
					for (int i = 0; i < batches; i++) {
						assertThat(reader.loadNextBatch()).isTrue();
					}
				}
				assertThat(allocator.getAllocatedMemory()).isZero();
			}
			try (ArrowReader reader = jdbc.sql("select 'usable' t").open(allocator)) {
				assertThat(ReadColumns.of(reader).of("t")).containsExactly("usable");
			}
		}
	}

	@Test
	void whenAQueryFailsOnTheWayThenTheReaderDoes() throws Exception {
		try (BufferAllocator allocator = new RootAllocator(); Connection connection = connect("jdbc_stream_results")) {
			FlightJdbc jdbc = FlightJdbc.create(new SingleConnectionDataSource(connection, true));
			try (ArrowReader reader = jdbc
				.sql("select if(n = 90000, error('broken'), n::varchar)::varchar t from range(0, 100000) t(n)")
				.open(allocator)) {
				assertThat(catchThrowable(() -> ReadColumns.of(reader))).isNotNull()
					.satisfies((ex) -> assertThat(ex.toString()).contains("broken"));
			}
		}
	}

	@Test
	void whenAReaderIsCancelledThenItFails() throws Exception {
		try (BufferAllocator allocator = new RootAllocator(); Connection connection = connect("jdbc_stream_results")) {
			FlightJdbc jdbc = FlightJdbc.create(new SingleConnectionDataSource(connection, true));
			try (ResultSetReader reader = (ResultSetReader) jdbc
				.sql("select n, n::varchar t from range(0, 100000000) t(n)")
				.open(allocator)) {
				assertThat(reader.loadNextBatch()).isTrue();
				reader.cancel();
				assertThat(catchThrowable(() -> {
					while (reader.loadNextBatch()) {
						assertThat(reader.getVectorSchemaRoot().getRowCount()).isPositive();
					}
				})).isNotNull();
			}
		}
	}

	@Test
	void whenRowsWereReadBeforeThenTheOthersFollow() throws Exception {
		try (Connection connection = connect();
				ResultSet result = connection.createStatement()
					.executeQuery("select n::varchar t from range(0, 5000) t(n)")) {
			result.next();
			List<Object> others = ReadColumns.of(result, ResultSetReader.DEFAULT_BATCH_BYTES).of("t");
			assertThat(others).hasSize(4999).startsWith("1", "2");
		}
	}

}
