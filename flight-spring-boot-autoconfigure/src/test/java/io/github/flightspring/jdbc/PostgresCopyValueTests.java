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

import java.util.HexFormat;
import java.util.List;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of queries, which come by COPY if all types have a known binary form. They are
 * those of the same query read row by row.
 */
class PostgresCopyValueTests extends PostgresValueTests {

	// the statement that runs
	private static final String WAY = "current_query() as way";

	@Override
	ReadColumns read(String sql) throws Exception {
		return read(sql, false);
	}

	private static ReadColumns read(String sql, boolean byRows) throws Exception {
		return read(PostgresServer.url(), sql, byRows);
	}

	private static ReadColumns read(String url, String sql, boolean byRows) throws Exception {
		JdbcTemplate template = new JdbcTemplate(new DriverManagerDataSource(url));
		FlightJdbc.Query query = FlightJdbc.create(template, ResultSetReader.DEFAULT_BATCH_BYTES).sql(sql);
		if (byRows) {
			query.withFetchSize(1000);
		}
		try (BufferAllocator allocator = new RootAllocator(); ArrowReader reader = query.open(allocator)) {
			return ReadColumns.of(reader);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "n % 2 = 0", "(n * 21)::int2", "n * 1400000", "n::int8 * 6000000000000000",
			"(n / 7.0)::float4", "n / 7.0::float8",
			"case n when 1 then 'NaN' when 2 then '-0' else '-Infinity' end::float8",
			"case n when 1 then 'NaN' when 2 then '-0' else 'Infinity' end::float4",
			"case n when 1 then '-4.9e-324' else '1.7976931348623157e308' end::float8", "(n / 100.0)::numeric(10, 2)",
			"(n * 66666.6666)::numeric(12, 2)", "(n * 6660000.0)::numeric(12, 2)", "n::numeric(18, 0)",
			"n::numeric(18, 12)", "(n / 1000000.0)::numeric(5, 5)", "(n * 612345678901234::numeric)::numeric(19, 0)",
			"(n * 612345678901234.5678)::numeric(22, 4)", "(n * 12345678901234567890.123456789)::numeric(38, 9)",
			"(n * 12345678901234567890123456789.123456789)::numeric(50, 12)", "(n / 3.0 / 10 ^ 20)::numeric(38, 38)",
			"(n * 0.00001 ^ 9)::numeric(76, 60)", "(n * 10.0 ^ 70)::numeric(76, 0)", "0.00::numeric(9, 2)",
			"n::numeric", "(n / 7.0)", "(10::numeric ^ (n % 60)) / 3", "((n % 60)::text || 'e' || n % 60)::numeric",
			"((n % 60)::text || 'e-' || abs(n) % 60)::numeric", "(1000.0000 + n % 2)", "0.0000",
			"case n when 1 then 'NaN' when 2 then 'Infinity' else '-Infinity' end::numeric", "n::numeric(100, 2)",
			"'\u20ac\ud83d\ude00' || repeat('x', n % 300)", "(n || '-' || n)::varchar(12)", "n::text::char(7)",
			"('n' || n)::name", "null::text", "''", "decode(lpad(to_hex(abs(n)), 6, '0'), 'hex')", "''::bytea",
			"md5(n::text)::uuid", "json_build_object('n', n)", "jsonb_build_array(n, null, 'x')",
			"enum_last(null::flight_values.mood)", "date '2000-01-01' + n * 400", "date '0044-03-15 BC' + n",
			"date '5874897-12-31'", "date '4713-01-01 BC'", "time '12:00' + n * interval '0.000001 s'", "time '00:00'",
			"timestamp '2000-01-01' + n * interval '1 day 0.000001 s'",
			"timestamp '1970-01-01' - n * interval '1 year'", "timestamp '294246-12-31 23:59:59.999999'",
			"timestamp '4713-01-01 00:00 BC'", "timestamptz '2026-03-29 02:30+02' + n * interval '1 hour 0.000001 s'",
			"timestamptz '1000-01-01 00:00:00.000001+00'", "array[n, null, -n]", "array[n]::int2[]", "array[n]::int8[]",
			"array[n / 7.0]::float4[]", "array[n / 7.0]::float8[]", "array[n / 100.0]::numeric(10, 2)[]",
			"array[n / 7.0]", "array[n::text, null, 'NULL', '']", "array[n::text]::varchar(5)[]",
			"array[n % 2 = 0, null]", "array['\\x00ff'::bytea]", "array[md5(n::text)::uuid]",
			"array[date '1500-02-28' + n]", "array[timestamp '1500-02-28' + n * interval '1 s']",
			"array[timestamptz '1500-02-28 00:00+00']", "array[time '10:00']", "array['{}'::jsonb, null]",
			"array['{}'::json]", "'{}'::int[]", "null::int[]", "'[5:6]={1,2}'::int[]"

	})

	void whenATypeHasABinaryFormThenItIsCopiedWithTheSameValues(String expression) throws Exception {
		// a join keeps the digits of a type
		String sql = """
				select v, %s from generate_series(-1500, 1500) k
				left join (select n, %s as v from generate_series(-1500, 1500) n) t on n = k and mod(k, 7) <> 0
				order by k""".formatted(WAY, expression);
		ReadColumns rows = read(sql, true);
		// the driver takes braces for its own
		ReadColumns copy = sql.contains("{") ? readView(sql) : read(sql, false);
		assertThat(rows.first("way").toString()).startsWith("select");
		assertThat(copy.first("way").toString()).startsWith("copy (");
		assertThat(copy.schema()).isEqualTo(rows.schema());
		assertThat(texts(copy)).isEqualTo(texts(rows));
		assertThat(copy.of("v")).hasSize(3001).contains((Object) null);
	}

	/**
	 * Read by COPY through a view of a query.
	 */
	private static ReadColumns readView(String sql) throws Exception {
		new JdbcTemplate(new DriverManagerDataSource(PostgresServer.url()))
			.execute("create view flight_values.braces as " + sql);
		return read("table flight_values.braces", false);
	}

	private static List<String> texts(ReadColumns read) {
		return read.of("v").stream().map(PostgresCopyValueTests::text).toList();
	}

	private static String text(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(PostgresCopyValueTests::text).toList().toString();
		}
		return (value instanceof byte[] bytes) ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1::oid", "'$1'::money", "'<a/>'::xml", "B'1'", "interval '1 day'", "inet '1.2.3.4'",
			"timetz '10:00+02'", "'q'::\"char\"", "array[B'1']", "array[inet '1.2.3.4']", "point(1, 2)",
			"array['sad'::flight_values.mood]" })
	void whenATypeHasNoKnownFormThenTheResultIsReadByRows(String expression) throws Exception {
		ReadColumns rows = read("select 1 as n, " + expression + " as v, " + WAY, true);
		ReadColumns read = read("select 1 as n, " + expression + " as v, " + WAY, false);
		assertThat(read.first("way").toString()).startsWith("select");
		assertThat(read.schema()).isEqualTo(rows.schema());
		assertThat(texts(read)).isEqualTo(texts(rows));
	}

	@ParameterizedTest
	@ValueSource(strings = { "date 'infinity'", "date '-infinity'", "timestamp 'infinity'", "timestamp '-infinity'",
			"timestamp '294276-12-31 23:59:59.999999'", "timestamptz 'infinity'", "timestamptz '-infinity'",
			"timestamptz '294276-12-31 23:59:59.999999+00'", "time '24:00'", "'NaN'::numeric(5)", "'NaN'::numeric(60)",
			"array[array[1], array[2]]", "array[date 'infinity']" })
	void whenAValueIsRefusedThenItsRowIsThatOfTheRows(String expression) {
		String sql = """
				select 1 as n, v from generate_series(1, 80000) k left join (select %s as v) t on k = 70001
				order by k""".formatted(expression);
		for (boolean byRows : new boolean[] { true, false }) {
			assertThatExceptionOfType(JdbcColumnException.class).as("by rows: " + byRows)
				.isThrownBy(() -> read(sql, byRows))
				.withMessageStartingWith("column 'v' (")
				.satisfies((ex) -> assertThat(ex.row()).isEqualTo(70_001));
		}
	}

	@Test
	void whenThereAreNoRowsOrNoColumnsOfValuesThenTheSchemaIsThatOfTheRows() throws Exception {
		for (String sql : List.of("select 1 as a, 'x'::text as b where false", "select null as a",
				"select 1 as a, 2 as a, 3 as \"?column?\"".replace("?", "x"))) {
			Schema rows = read(sql, true).schema();
			ReadColumns copy = read(sql, false);
			assertThat(copy.schema()).isEqualTo(rows);
		}
		assertThat(read("select 1 as a where false", false).of("a")).isEmpty();
	}

	@Test
	void whenValuesAreLargeThenBatchesAreBoundedByTheirBytes() throws Exception {
		String sql = "select repeat('x', 1000000) as t from generate_series(1, 20) n";
		ReadColumns copy = read(sql, false);
		assertThat(copy.of("t")).hasSize(20).allSatisfy((text) -> assertThat(text.toString()).hasSize(1_000_000));
		assertThat(copy.batches()).isEqualTo(read(sql, true).batches()).isGreaterThan(4);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenADatabaseHasNoEncodingThenTextsAreChecked(boolean byRows) throws Exception {
		JdbcTemplate template = new JdbcTemplate(new DriverManagerDataSource(PostgresServer.url()));
		template.execute("drop database if exists flight_ascii");
		template.execute("create database flight_ascii encoding 'SQL_ASCII' locale 'C' template template0");
		String url = PostgresServer.url().replaceFirst("/postgres\\b", "/flight_ascii");
		try {
			assertThat(read(url, "select '\u20ac' as t", byRows).first("t")).isEqualTo("\u20ac");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> read(url, "select convert_from('\\xff'::bytea, 'SQL_ASCII') as t", byRows));
		}
		finally {
			template.execute("drop database flight_ascii");
		}
	}

}
