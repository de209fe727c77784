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

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The types of PostgreSQL as columns of Arrow. They are the same in each way to read
 * them.
 */
abstract class PostgresValueTests {

	/**
	 * Read a query.
	 */
	abstract ReadColumns read(String sql) throws Exception;

	@BeforeEach
	void createTypes() throws SQLException {
		try (Connection connection = PostgresServer.connect()) {
			connection.createStatement().execute("drop schema if exists flight_values cascade");
			connection.createStatement().execute("create schema flight_values");
			connection.createStatement().execute("create type flight_values.mood as enum ('sad', 'happy')");
		}
	}

	@Test
	void whenNumbersAreReadThenTheyAreThoseOfTheDriver() throws Exception {
		ReadColumns read = read("""
				select (-32768)::int2 a, (-2147483648)::int4 b, (-9223372036854775808)::int8 c, 4294967295::oid d,
				1.5::float4 e, 'NaN'::float8 f, '-infinity'::float8 g, true h, (-99999999.99)::numeric(10, 2) i,
				12345678901234567890123456789012345678901234567890.123::numeric j, '$1,234.50'::money k
				union all select null, null, null, null, null, null, null, null, null::numeric(10, 2), null, null""");
		assertThat(read.values().values()).allSatisfy((column) -> assertThat(column.get(1)).isNull());
		assertThat(read.first("a")).isEqualTo(Short.MIN_VALUE);
		assertThat(read.first("b")).isEqualTo(Integer.MIN_VALUE);
		assertThat(read.first("c")).isEqualTo(Long.MIN_VALUE);
		assertThat(read.first("d")).isEqualTo(4294967295L);
		assertThat(read.first("e")).isEqualTo(1.5f);
		assertThat(read.first("f")).isEqualTo(Double.NaN);
		assertThat(read.first("g")).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(read.first("h")).isEqualTo(true);
		assertThat(read.first("i")).isEqualTo(new BigDecimal("-99999999.99"));
		assertThat(read.first("j")).isEqualTo("12345678901234567890123456789012345678901234567890.123");
		assertThat(read.first("k")).isEqualTo("$1,234.50");
	}

	@Test
	void whenANumericHasNoPrecisionThenItIsItsText() throws Exception {
		ReadColumns read = read("select v::numeric from (values ('1.10'), ('NaN'), ('1e20'), (null)) t(v)");
		assertThat(read.of("v")).containsExactly("1.10", "NaN", "100000000000000000000", null);
	}

	@Test
	void whenTextsAreReadThenTheyAreText() throws Exception {
		ReadColumns read = read(
				"""
						select 'a'::char(3) a, 'b'::varchar(5) b, 'c\u20ac' c, 'd'::name d, '{"k": 1}'::json e,
						'{"k": 1}'::jsonb f, '<a>x</a>'::xml g, '101'::bit(3) h, B'1' i, '101'::varbit j, '1 day'::interval k,
						'((1,2),(3,4))'::path l, int4range(1, 2) m, '1.2.3.4'::inet n, 'happy'::flight_values.mood o, 'q'::"char" p""");
		assertThat(read.schema().getFields()).allSatisfy((field) -> assertThat(field.getType()).hasToString("Utf8"));
		assertThat(read.values().values().stream().map((column) -> column.get(0))).containsExactly("a  ", "b",
				"c\u20ac", "d", "{\"k\": 1}", "{\"k\": 1}", "<a>x</a>", "101", "1", "101", "1 day", "((1,2),(3,4))",
				"[1,2)", "1.2.3.4", "happy", "q");
	}

	@Test
	void whenTimesAreReadThenMicrosecondsAreKept() throws Exception {
		ReadColumns read = read("""
				select timestamp '2026-02-03 04:05:06.123456' a, timestamptz '2026-02-03 04:05:06.123456+02' b,
				time '23:59:59.999999' c, timetz '10:15:30.5+02' d, date '1582-10-04' e, date '0044-03-15 BC' f,
				timestamp '0044-03-15 00:00:00.000001 BC' g, timestamp '294246-12-31 23:59:59.999999' h,
				timestamptz '1000-01-01 00:00:00.000001+00' i, date '5874897-12-31' j,
				timestamp '4713-01-01 00:00 BC' k""");
		assertThat(read.first("a")).isEqualTo(LocalDateTime.parse("2026-02-03T04:05:06.123456"));
		assertThat(read.first("b")).isEqualTo(1770084306123456L);
		assertThat(read.first("c")).isEqualTo(86_399_999_999L);
		assertThat(read.first("d")).isEqualTo("10:15:30.500+02:00");
		assertThat(read.first("e")).isEqualTo((int) LocalDate.of(1582, 10, 4).toEpochDay());
		assertThat(read.first("f")).isEqualTo((int) LocalDate.of(-43, 3, 15).toEpochDay());
		assertThat(read.first("g")).isEqualTo(LocalDateTime.of(-43, 3, 15, 0, 0, 0, 1000));
		assertThat(read.first("h")).isEqualTo(LocalDateTime.parse("+294246-12-31T23:59:59.999999"));
		assertThat(read.first("i"))
			.isEqualTo(OffsetDateTime.parse("1000-01-01T00:00Z").toEpochSecond() * 1_000_000 + 1);
		assertThat(read.first("j")).isEqualTo((int) LocalDate.of(5874897, 12, 31).toEpochDay());
		assertThat(read.first("k")).isEqualTo(LocalDateTime.of(-4712, 1, 1, 0, 0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "timestamp 'infinity' | infinite", "timestamp '-infinity' | infinite",
					"timestamptz 'infinity' | row 1:", "timestamptz '-infinity' | row 1:", "date 'infinity' | infinite",
					"date '-infinity' | infinite", "time '24:00:00' | 24:00", "timetz '24:00:00+00' | row 1:",
					"'NaN'::numeric(5) | NaN" })
	void whenAValueIsNoneOfArrowThenItIsRefused(String value, String problem) {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("select 1 a, " + value + " b"))
			.withMessageStartingWith("column 'b' (")
			.withMessageContaining(", row 1: ")
			.withMessageContaining(problem);
	}

	@Test
	void whenBytesAndUuidsAreReadThenTheyAreThoseOfTheDriver() throws Exception {
		UUID id = UUID.randomUUID();
		ReadColumns read = read("select '\\x0001ff'::bytea a, '" + id + "'::uuid b union all select null, null");
		assertThat((byte[]) read.first("a")).containsExactly(0, 1, -1);
		assertThat(read.of("b")).containsExactly(id, null);
	}

	@Test
	void whenArraysAreReadThenTheyAreLists() throws Exception {
		ReadColumns read = read(
				"""
						select '{1,null}'::int[] a, '{a,"b,c",null,"NULL"}'::text[] b, '{1.25}'::numeric(10, 2)[] c,
						'{1.25}'::numeric[] d, '{1500-01-01 00:00:00.000001}'::timestamp[] e, '{1500-01-01}'::date[] f,
						'{2020-01-01 00:00+00}'::timestamptz[] g, '{t,f}'::bool[] h, array['\\x01'::bytea] i, '{}'::int8[] j,
						array['11111111-1111-1111-1111-111111111111'::uuid] k, array['{}'::jsonb] l, '{0.5}'::float4[] m,
						array['101'::bit(3)] n, array['a'::xml] o
						union all select null, null, null::numeric(10, 2)[], null, null, null, null, null, null, null, null, null, null, null, null""");
		assertThat(read.values().values()).allSatisfy((column) -> assertThat(column.get(1)).isNull());
		assertThat(read.first("a")).isEqualTo(Arrays.asList(1, null));
		assertThat(read.first("b")).isEqualTo(Arrays.asList("a", "b,c", null, "NULL"));
		assertThat(read.first("c")).isEqualTo(List.of(new BigDecimal("1.25")));
		assertThat(read.first("d")).isEqualTo(List.of("1.25"));
		assertThat(read.first("e")).isEqualTo(List.of(LocalDateTime.parse("1500-01-01T00:00:00.000001")));
		assertThat(read.first("f")).isEqualTo(List.of((int) LocalDate.of(1500, 1, 1).toEpochDay()));
		assertThat(read.first("g")).isEqualTo(List.of(1577836800000000L));
		assertThat(read.first("h")).isEqualTo(List.of(true, false));
		assertThat(read.type("i")).isEqualTo("List<Binary>");
		assertThat(read.first("j")).isEqualTo(List.of());
		assertThat(read.type("k")).isEqualTo("List<FixedSizeBinary(16)>");
		assertThat(read.first("l")).isEqualTo(List.of("{}"));
		assertThat(read.first("m")).isEqualTo(List.of(0.5f));
		assertThat(read.first("n")).isEqualTo(List.of("101"));
		assertThat(read.first("o")).isEqualTo(List.of("a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "'{{a},{b}}'::text[]", "'{{1},{2}}'::int[]" })
	void whenAnArrayHasTwoDimensionsThenItIsRefused(String value) {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("select " + value + " a"))
			.withMessageContaining("column 'a' (_")
			.withMessageContaining(", row 1: the value is an array of arrays");
	}

	@Test
	void whenAColumnIsCompositeThenTheMendIsNamed() {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("select row(1, 2) r"))
			.withMessage(
					"column 'r' (record) has several fields; select them as columns of their own, or cast the value "
							+ "to text in the query");
	}

}
