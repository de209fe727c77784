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

import java.util.Arrays;
import java.util.List;

import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Uploads of a query's rows into PostgreSQL. What COPY stores is what inserts store.
 */
class PostgresInsertTests extends PostgresInsertFixture {

	/**
	 * Insert the rows of a query in each way, and return what is stored in both.
	 */
	private List<String> insertBoth(String columns, String sql) throws Exception {
		List<String> first = List.of();
		for (Way way : Way.values()) {
			create(columns);
			try (ArrowReader rows = jdbc(way).sql(sql).open(this.allocator)) {
				assertThat(insert(way, rows)).isPositive();
			}
			assertThat(ways()).containsExactly((way == Way.COPY) ? "copy" : "insert");
			if (way == Way.COPY) {
				first = stored();
			}
			else {
				assertThat(stored()).isEqualTo(first);
			}
		}
		return first;
	}

	private List<String> valuesOf(String sql) {
		return this.template.queryForList("select t::text from (" + sql + ") t", String.class);
	}

	@Test
	void whenListsAreThoseOfAnEnumThenTheyAreStoredAndRead() throws Exception {
		this.template.execute("create type flight_load.mood as enum ('sad', 'happy')");
		create("a flight_load.mood[]");
		try (ArrowReader rows = jdbc(Way.COPY).sql("select array['happy', null] a").open(this.allocator)) {
			assertThat(insert(Way.COPY, rows)).isOne();
		}
		assertThat(ways()).containsExactly("insert");
		assertThat(stored()).containsExactly("(\"{happy,NULL}\")");
		try (ArrowReader rows = jdbc(Way.COPY).sql("select a from flight_load.t").open(this.allocator)) {
			assertThat(ReadColumns.of(rows).first("a")).isEqualTo(Arrays.asList("happy", null));
		}
	}

	@Test
	void whenNumbersAreCopiedThenTheyAreThoseOfInserts() throws Exception {
		String sql = """
				select a::int2, b::int4, c::int8, d::float4, e::float8, f::numeric(12, 2), g::numeric(38, 6), h::numeric(60, 10),
				i::bool from (values
				(-32768, -2147483648, -9223372036854775808, '-Infinity', 'NaN', '-9999999999.99', '-0.000001',
				'12345678901234567890123456789012345678901234567890.0123456789', true),
				(32767, 2147483647, 9223372036854775807, '1e-45', '4.9e-324', '0.01', '12345678901234567890123456789012.123456',
				'-0.0000000001', false),
				(0, 0, 0, '-0', 'Infinity', '10000.10', '100000000', '10000', null),
				(null, null, null, null, null, null, null, null, null)) t(a, b, c, d, e, f, g, h, i)""";
		assertThat(insertBoth("""
				a int2, b int4, c int8, d float4, e float8, f numeric(12, 2), g numeric(38, 6), h numeric(60, 10),
				i bool""", sql)).isEqualTo(valuesOf(sql));
		// wider columns
		assertThat(insertBoth("""
				a int8, b numeric, c numeric, d float8, e float8, f numeric, g numeric(40, 8), h numeric, i bool""",
				sql))
			.hasSize(4);
	}

	@Test
	void whenTextsAndBytesAreCopiedThenTheyAreThoseOfInserts() throws Exception {
		this.template.execute("create type flight_load.mood as enum ('sad', 'so-so', '')");
		String sql = """
				select a::text, b::varchar(5), c::char(4), d::json, e::jsonb, f::text f, g::bytea, h::uuid, i::text i from (values
				('x\u20ac\ud83d\ude00', 'abcde', 'ab', '{"a" : 1}', '[1,  2]', 'so-so', '\\x00ff'::bytea,
				'00112233-4455-6677-8899-aabbccddeeff', E'tab\t\\\\N'),
				('', '', '', '""', 'null', '', '\\x'::bytea, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '\\N'),
				(null, null, null, null, null, null, null, null, null)) t(a, b, c, d, e, f, g, h, i)""";
		List<String> stored = insertBoth("""
				a text, b varchar(5), c char(4), d json, e jsonb, f flight_load.mood, g bytea, h uuid, i varchar""",
				sql);
		assertThat(stored).isEqualTo(valuesOf(sql));
	}

	@Test
	void whenTimesAreCopiedThenTheyAreThoseOfInserts() throws Exception {
		String sql = """
				select a::date, b::time, c::timestamp, d::timestamptz from (values
				('4713-01-01 BC', '00:00', '4713-01-01 00:00:00 BC', '4713-01-01 00:00:00+00 BC'),
				('5874897-12-31', '23:59:59.999999', '294247-01-09 23:59:59.999999', '294247-01-09 23:59:59.999999+00'),
				('1969-12-31', '12:00:00.000001', '1969-12-31 23:59:59.999999', '1999-12-31 23:59:59.999999+00'),
				('1582-10-10', '02:30', '2026-03-29 02:30:00', '2026-03-29 02:30:00+05:30'),
				(null, null, null, null)) t(a, b, c, d)""";
		assertThat(insertBoth("a date, b time, c timestamp, d timestamptz", sql)).isEqualTo(valuesOf(sql));
		assertThat(insertBoth("a date, b time(6), c timestamp(6), d timestamptz(6)", sql)).isEqualTo(valuesOf(sql));
	}

	@Test
	void whenADateIsBeforeThoseOfTheDriverThenItIsNotInfinite() throws Exception {
		String sql = "select '4714-11-24 BC'::date a, '4714-11-24 00:00:00 BC'::timestamp b";
		create("a date, b timestamp");
		try (ArrowReader rows = jdbc(Way.COPY).sql(sql).open(this.allocator)) {
			insert(Way.COPY, rows);
		}
		assertThat(stored()).isEqualTo(valuesOf(sql));
		try (ArrowReader rows = jdbc(Way.BATCHES).sql(sql).open(this.allocator)) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> insert(Way.BATCHES, rows));
		}
	}

	@Test
	void whenListsAreCopiedThenTheyAreThoseOfInserts() throws Exception {
		String sql = """
				select a::int2[], b::int4[], c::int8[], d::float4[], e::float8[], f::text[], g::varchar[], h::bool[],
				i::numeric(10, 2)[] from (values
				('{1,null,-32768}', '{}', '{9223372036854775807}', '{0.1,NaN}', '{0.1}', '{"",null,"NULL","a,b"}', '{\u20ac}',
				'{t,f,null}', '{1.10,-10000.01}'),
				(null, null, null, null, null, null, null, null, null)) t(a, b, c, d, e, f, g, h, i)""";
		assertThat(insertBoth(
				"""
						a int2[], b int4[], c int8[], d float4[], e float8[], f text[], g varchar(3)[], h bool[], i numeric[]""",
				sql))
			.isEqualTo(valuesOf(sql));
	}

}
