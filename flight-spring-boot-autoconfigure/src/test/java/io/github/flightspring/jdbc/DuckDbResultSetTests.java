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
import java.sql.DriverManager;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The types of DuckDB as columns of Arrow.
 */
class DuckDbResultSetTests {

	private static ReadColumns read(String sql) throws Exception {
		return ReadColumns.of(DriverManager.getConnection("jdbc:duckdb:"), sql);
	}

	@Test
	void whenIntegersHaveNoSignThenTheLargestFits() throws Exception {
		ReadColumns read = read("""
				select 255::utinyint a, 65535::usmallint b, 4294967295::uinteger c, 18446744073709551615::ubigint d,
				170141183460469231731687303715884105727::hugeint e,
				340282366920938463463374607431768211455::uhugeint f, (-128)::tinyint g
				union all select null, null, null, null, null, null, null""");
		assertThat(read.values().values()).allSatisfy((column) -> assertThat(column.get(1)).isNull());
		assertThat(read.values().values().stream().map((column) -> column.get(0).toString())).containsExactly("255",
				"65535", "4294967295", "18446744073709551615", "170141183460469231731687303715884105727",
				"340282366920938463463374607431768211455", "-128");
		assertThat(read.type("g")).isEqualTo("Int(8, true)");
		assertThat(read.type("d")).isEqualTo("Decimal(20, 0, 128)");
	}

	@Test
	void whenNumbersAndTextsAreReadThenTheyAreThoseOfTheDriver() throws Exception {
		ReadColumns read = read("""
				select 1.5::float a, 0.1::double b, -99999999.99::decimal(10, 2) c, true d, 'x' e,
				'b'::enum('a', 'b') f, '{"k":1}'::json g, '0101'::bit h, interval '1 day' i, 'AB'::blob j""");
		assertThat(read.first("a")).isEqualTo(1.5f);
		assertThat(read.first("b")).isEqualTo(0.1);
		assertThat(read.first("c")).isEqualTo(new BigDecimal("-99999999.99"));
		assertThat(read.first("d")).isEqualTo(true);
		assertThat(List.of(read.first("e"), read.first("f"), read.first("g"), read.first("h"), read.first("i")))
			.containsExactly("x", "b", "{\"k\":1}", "0101", "1 day");
		assertThat((byte[]) read.first("j")).containsExactly('A', 'B');
	}

	@Test
	void whenTimesAreReadThenTheirUnitIsKept() throws Exception {
		ReadColumns read = read("""
				select '2026-02-03 04:05:06.123456'::timestamp a, '2026-02-03 04:05:06.123456789'::timestamp_ns b,
				'2026-02-03 04:05:06'::timestamp_s c, '2026-02-03 04:05:06.123'::timestamp_ms d,
				'2026-02-03 04:05:06.123456+02'::timestamptz e, '23:59:59.999999'::time f, '10:15:30+02:00'::timetz g,
				date '0001-01-01' h, '1000-01-01 00:00:00.000001'::timestamp i,
				date '0044-03-15 (BC)' j, timestamp '0044-03-15 (BC) 00:00:00' k""");
		LocalDateTime time = LocalDateTime.parse("2026-02-03T04:05:06");
		assertThat(read.first("a")).isEqualTo(time.withNano(123_456_000));
		assertThat(read.first("b")).isEqualTo(time.withNano(123_456_789));
		assertThat(read.first("c")).isEqualTo(time);
		assertThat(read.first("d")).isEqualTo(time.withNano(123_000_000));
		assertThat(read.first("e")).isEqualTo(1770084306123456L);
		assertThat(read.first("f")).isEqualTo(86_399_999_999L);
		assertThat(read.first("g")).isEqualTo("10:15:30+02:00");
		assertThat(read.first("h")).isEqualTo((int) LocalDate.of(1, 1, 1).toEpochDay());
		assertThat(read.first("i")).isEqualTo(LocalDateTime.parse("1000-01-01T00:00:00.000001"));
		assertThat(read.first("j")).isEqualTo((int) LocalDate.of(-43, 3, 15).toEpochDay());
		assertThat(read.first("k")).isEqualTo(LocalDateTime.of(-43, 3, 15, 0, 0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "timestamp 'infinity' | infinite", "timestamp '-infinity' | infinite",
					"date 'infinity' | infinite", "date '-infinity' | infinite", "'infinity'::timestamptz | row 1:",
					"'-infinity'::timestamptz | row 1:", "'infinity'::timestamp_ns | infinite",
					"'-infinity'::timestamp_ns | infinite", "'infinity'::timestamp_s | row 1:",
					"'infinity'::timestamp_ms | row 1:", "time '24:00:00' | row 1:" })
	void whenATimeIsNoneOfArrowThenItIsRefused(String value, String problem) {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("select " + value + " made"))
			.withMessageStartingWith("column 'made' (")
			.withMessageContaining(", row 1: ")
			.withMessageContaining(problem);
	}

	@Test
	void whenArraysAreReadThenTheyAreLists() throws Exception {
		UUID id = UUID.randomUUID();
		ReadColumns read = read(
				"""
						select [1, null] a, [['x'], []] b, [1.25::decimal(10, 2)] c, array_value(1, 2) d,
						[[(timestamp '1500-01-01')::varchar]] e, [date '1500-01-01'] f, [uuid '%s'] g, []::bigint[] h, [true] i,
						['x'::blob] j, [1::hugeint] k, ['10:00'::time] l, ['2020-01-01 00:00:00+00'::timestamptz] m, [0.5::float] n
						union all select null, null, null, null, null, null, null, null, null, null, null, null, null, null"""
					.formatted(id));
		assertThat(read.of("a")).containsExactly(Arrays.asList(1, null), null);
		assertThat(read.of("b")).containsExactly(List.of(List.of("x"), List.of()), null);
		assertThat(read.first("c")).isEqualTo(List.of(new BigDecimal("1.25")));
		assertThat(read.first("d")).isEqualTo(List.of(1, 2));
		assertThat(read.first("e")).isEqualTo(List.of(List.of("1500-01-01 00:00:00")));
		assertThat(read.first("f")).isEqualTo(List.of((int) LocalDate.of(1500, 1, 1).toEpochDay()));
		assertThat(read.type("g")).isEqualTo("List<FixedSizeBinary(16)>");
		assertThat(read.first("h")).isEqualTo(List.of());
		assertThat(read.first("i")).isEqualTo(List.of(true));
		assertThat(read.first("k")).isEqualTo(List.of(BigDecimal.ONE));
		assertThat(read.first("l")).isEqualTo(List.of(36_000_000_000L));
		assertThat(read.first("m")).isEqualTo(List.of(1577836800000000L));
		assertThat(read.first("n")).isEqualTo(List.of(0.5f));
	}

	@Test
	void whenTheDriverShiftsElementsThenTheMendIsNamed() {
		assertThatExceptionOfType(JdbcColumnException.class)
			.isThrownBy(() -> read("select [timestamp '2026-03-29 02:30:00'] a"))
			.withMessage(
					"column 'a' (TIMESTAMP[]) is an array whose elements the driver does not return exactly; cast it "
							+ "to varchar[] in the query");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'a': 1}", "map {'a': 1}", "union_value(k := 1)", "[{'a': 1}]" })
	void whenAColumnIsCompositeThenTheMendIsNamed(String value) {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("select 1 a, " + value + " b"))
			.withMessageStartingWith("column 'b' (")
			.withMessageContaining("has several fields");
	}

}
