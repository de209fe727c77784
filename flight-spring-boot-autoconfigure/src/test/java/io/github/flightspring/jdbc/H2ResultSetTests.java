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
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The types of H2 as columns of Arrow.
 */
class H2ResultSetTests {

	private static Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:h2:mem:");
	}

	private static ReadColumns read(String sql) throws Exception {
		return ReadColumns.of(connect(), sql);
	}

	@Test
	void whenNumbersAreReadThenEachHasItsWidth() throws Exception {
		ReadColumns read = read("""
				select cast(-128 as tinyint) a, cast(-32768 as smallint) b, cast(-2147483648 as int) c,
				cast(-9223372036854775808 as bigint) d, cast(1.5 as real) e, cast(-0.1 as double precision) f, true g
				union all select null, null, null, null, null, null, null""");
		assertThat(read.of("A")).containsExactly((byte) -128, null);
		assertThat(read.of("B")).containsExactly((short) -32768, null);
		assertThat(read.of("C")).containsExactly(Integer.MIN_VALUE, null);
		assertThat(read.of("D")).containsExactly(Long.MIN_VALUE, null);
		assertThat(read.of("E")).containsExactly(1.5f, null);
		assertThat(read.of("F")).containsExactly(-0.1, null);
		assertThat(read.of("G")).containsExactly(true, null);
	}

	@Test
	void whenZerosAreReadThenTheyAreNotNull() throws Exception {
		ReadColumns read = read("select cast(0 as tinyint) a, 0 b, cast(0 as double precision) c, false d");
		assertThat(read.values().values()).allSatisfy((column) -> assertThat(column).doesNotContainNull());
	}

	@Test
	void whenDecimalsHaveAScaleThenTheyAreDecimalsOfIt() throws Exception {
		ReadColumns read = read("""
				select cast(-12345678.99 as decimal(10, 2)) a,
				cast(99999999999999999999999999999999999999 as decimal(38, 0)) b,
				cast(-1234567890123456789012345678901234567890.5 as decimal(76, 5)) c,
				cast(1 as decimal(77, 0)) d, cast(0.5 as decfloat) e, cast(7 as numeric) f""");
		assertThat(read.type("A")).isEqualTo("Decimal(10, 2, 128)");
		assertThat(read.first("A")).isEqualTo(new BigDecimal("-12345678.99"));
		assertThat(read.first("B")).isEqualTo(new BigDecimal("99999999999999999999999999999999999999"));
		assertThat(read.type("C")).isEqualTo("Decimal(76, 5, 256)");
		assertThat(read.first("C")).isEqualTo(new BigDecimal("-1234567890123456789012345678901234567890.50000"));
		assertThat(List.of(read.type("D"), read.type("E"), read.type("F"))).containsOnly("Utf8");
		assertThat(List.of(read.first("D"), read.first("E"), read.first("F"))).containsExactly("1", "0.5", "7");
	}

	@Test
	void whenTimesHaveMicrosecondsOrNanosecondsThenTheyAreKept() throws Exception {
		ReadColumns read = read("""
				select cast('2026-02-03 04:05:06.123456' as timestamp(6)) a,
				cast('2026-02-03 04:05:06.123456789' as timestamp(9)) b,
				cast('2026-02-03 04:05:06.123456+02:00' as timestamp(6) with time zone) c,
				cast('2026-02-03 04:05:06.123456789+02:00' as timestamp(9) with time zone) d,
				cast('23:59:59.999999' as time(6)) e, cast('23:59:59.999999999' as time(9)) f,
				cast('10:15:30+02:00' as time with time zone) g, cast('2026-02-03 04:05:06' as timestamp(0)) h""");
		LocalDateTime local = LocalDateTime.parse("2026-02-03T04:05:06.123456789");
		assertThat(read.type("A")).isEqualTo("Timestamp(MICROSECOND, null)");
		assertThat(read.first("A")).isEqualTo(local.truncatedTo(ChronoUnit.MICROS));
		assertThat(read.type("B")).isEqualTo("Timestamp(NANOSECOND, null)");
		assertThat(read.first("B")).isEqualTo(local);
		OffsetDateTime instant = local.atOffset(ZoneOffset.ofHours(2));
		assertThat(read.type("C")).isEqualTo("Timestamp(MICROSECOND, UTC)");
		assertThat(read.first("C")).isEqualTo(instant.toEpochSecond() * 1_000_000 + 123456);
		assertThat(read.type("D")).isEqualTo("Timestamp(NANOSECOND, UTC)");
		assertThat(read.first("D")).isEqualTo(instant.toEpochSecond() * 1_000_000_000 + 123456789);
		assertThat(read.first("E")).isEqualTo(86_399_999_999L);
		assertThat(read.first("F")).isEqualTo(86_399_999_999_999L);
		assertThat(read.first("G")).isEqualTo("10:15:30+02:00");
		assertThat(read.first("H")).isEqualTo(LocalDateTime.parse("2026-02-03T04:05:06"));
	}

	@Test
	void whenDatesAreOldThenTheCalendarIsTheDatabases() throws Exception {
		ReadColumns read = read("""
				select date '1582-10-04' a, date '0001-01-01' b, date '-0044-03-15' c, date '9999-12-31' d,
				cast('1000-01-01 00:00:00.000001' as timestamp(6)) e, cast(null as date) f""");
		assertThat(read.first("A")).isEqualTo((int) LocalDate.of(1582, 10, 4).toEpochDay());
		assertThat(read.first("B")).isEqualTo((int) LocalDate.of(1, 1, 1).toEpochDay());
		assertThat(read.first("C")).isEqualTo((int) LocalDate.of(-44, 3, 15).toEpochDay());
		assertThat(read.first("D")).isEqualTo((int) LocalDate.of(9999, 12, 31).toEpochDay());
		assertThat(read.first("E")).isEqualTo(LocalDateTime.parse("1000-01-01T00:00:00.000001"));
		assertThat(read.first("F")).isNull();
	}

	@Test
	void whenATimeIsOutOfTheRangeOfNanosecondsThenColumnAndRowAreNamed() {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("""
				select * from (values (cast('2026-01-01 00:00:00' as timestamp(9))),
				(cast('1500-01-01 00:00:00' as timestamp(9)))) t(made)"""))
			.withMessage("column 'MADE' (TIMESTAMP), row 2: the value 1500-01-01T00:00 is infinite or out of the "
					+ "range of its column")
			.satisfies((ex) -> assertThat(ex.row()).isEqualTo(2));
	}

	@Test
	void whenTextsAreReadThenTheyAreText() throws Exception {
		ReadColumns read = read("""
				select cast('ab' as char(2)) a, 'x\uD83D\uDE00' b, cast('c' as clob) c, cast('b' as enum('a', 'b')) d,
				json '{"k": [1, 2]}' e, interval '1 02:03:04.5' day to second f, interval '1-2' year to month g,
				cast('POINT (1 2)' as geometry) h, cast('i' as varchar_ignorecase) i, cast('' as clob) j
				union all select null, null, null, null, null, null, null, null, null, null""");
		assertThat(read.schema().getFields()).allSatisfy((field) -> assertThat(field.getType()).hasToString("Utf8"));
		assertThat(read.values().values()).allSatisfy((column) -> assertThat(column.get(1)).isNull());
		assertThat(read.values().values().stream().map((column) -> column.get(0))).containsExactly("ab",
				"x\uD83D\uDE00", "c", "b", "{\"k\":[1,2]}", "INTERVAL '1 02:03:04.5' DAY TO SECOND",
				"INTERVAL '1-2' YEAR TO MONTH", "POINT (1 2)", "i", "");
	}

	@Test
	void whenLargeValuesAreReadThenEveryByteIsThere() throws Exception {
		ReadColumns read = read(
				"""
						select repeat('a\u00e4\u20ac\uD83D\uDE00', 50000) a, repeat(cast('\u00e4\uD83D\uDE00' as clob), 50001) b,
						cast(repeat('0123456789', 20000) as blob) c, x'0102' d, cast(x'' as blob) e""");
		assertThat(read.first("A").equals("a\u00e4\u20ac\uD83D\uDE00".repeat(50000))).isTrue();
		assertThat(read.first("B").equals("\u00e4\uD83D\uDE00".repeat(50001))).isTrue();
		try (Connection connection = connect();
				ResultSet rows = connection.createStatement()
					.executeQuery("select cast(repeat('0123456789', 20000) as blob)")) {
			rows.next();
			assertThat((byte[]) read.first("C")).isEqualTo(rows.getBytes(1));
		}
		assertThat((byte[]) read.first("D")).containsExactly(1, 2);
		assertThat((byte[]) read.first("E")).isEmpty();
	}

	@Test
	void whenUuidsAreReadThenTheFieldIsThatOfRecords() throws Exception {
		record Row(UUID u) {
		}
		UUID id = UUID.randomUUID();
		ReadColumns read = read("select cast('" + id + "' as uuid) \"u\" union all select null");
		assertThat(read.of("u")).containsExactly(id, null);
		assertThat(read.schema()).isEqualTo(io.github.flightspring.arrow.RecordMapper.of(Row.class).schema());
	}

	@Test
	void whenArraysAreReadThenTheyAreLists() throws Exception {
		ReadColumns read = read("""
				select array[1, null, 3] a, array['x', 'y'] b, cast(array[1.25] as numeric(10, 2) array) c,
				array[array[1], array[2, 3]] d, array[timestamp '1500-01-01 00:00:00'] e, array[date '1500-01-01'] f,
				cast(array[] as bigint array) g, cast(array[random_uuid()] as uuid array) h
				union all select null, null, null, null, null, null, null, null"""
			.replace("timestamp '1500-01-01 00:00:00'", "cast('1500-01-01 00:00:00' as timestamp(6))"));
		assertThat(read.type("A")).isEqualTo("List<Int(32, true)>");
		assertThat(read.of("A")).containsExactly(Arrays.asList(1, null, 3), null);
		assertThat(read.of("B")).containsExactly(List.of("x", "y"), null);
		assertThat(read.first("C")).isEqualTo(List.of(new BigDecimal("1.25")));
		assertThat(read.first("D")).isEqualTo(List.of(List.of(1), List.of(2, 3)));
		assertThat(read.first("E")).isEqualTo(List.of(LocalDateTime.parse("1500-01-01T00:00")));
		assertThat(read.first("F")).isEqualTo(List.of((int) LocalDate.of(1500, 1, 1).toEpochDay()));
		assertThat(read.first("G")).isEqualTo(List.of());
		assertThat(read.type("H")).isEqualTo("List<FixedSizeBinary(16)>");
	}

	@Test
	void whenAColumnIsCompositeThenColumnTypeAndMendAreNamed() {
		assertThatExceptionOfType(JdbcColumnException.class).isThrownBy(() -> read("select 1 a, row(1, 2) pair"))
			.withMessageContaining("column 'PAIR' (ROW(")
			.withMessageContaining("has several fields; select them as columns of their own, or cast");
	}

	@Test
	void whenNamesRepeatThenEachIsUnique() throws Exception {
		assertThat(read("select 1 a, 2 b, 3 a, 4 a_2, 5 a").values().keySet()).containsExactly("A", "B", "A_3", "A_2",
				"A_4");
	}

	@Test
	void whenAnOuterJoinMakesANullThenItIsRead() throws Exception {
		try (Connection connection = connect()) {
			connection.createStatement().execute("create table a (id int not null); insert into a values 1");
			connection.createStatement().execute("create table b (id int not null)");
			ReadColumns read = ReadColumns.of(connection, "select b.id from a left join b on a.id = b.id");
			assertThat(read.schema().findField("ID").isNullable()).isTrue();
			assertThat(read.of("ID")).containsOnlyNulls();
		}
	}

	@Test
	void whenNoRowIsReadThenThereIsASchemaAndNoBatch() throws Exception {
		ReadColumns read = read("select 1 a, 'x' b where false");
		assertThat(read.batches()).isZero();
		assertThat(read.schema().getFields()).hasSize(2);
	}

	@Test
	void whenRowsAreManyThenBatchesAreBoundedInBytes() throws Exception {
		Connection connection = connect();
		ResultSet rows = connection.createStatement()
			.executeQuery("select x a, repeat('x', 1000) b from system_range(1, 1000)");
		ReadColumns read = ReadColumns.of(rows, 100_000);
		assertThat(read.batches()).isBetween(10, 11);
		assertThat(read.of("A")).hasSize(1000).doesNotHaveDuplicates();
		assertThat(connection.isClosed()).isTrue();
	}

}
