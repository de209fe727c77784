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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.arrow.RecordMappingException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Uploads into PostgreSQL. What COPY stores, and refuses, is what inserts do.
 */
class PostgresInsertTests {

	private final BufferAllocator allocator = new RootAllocator();

	private HikariDataSource pool;

	private JdbcTemplate template;

	/**
	 * The ways to insert. A time limit asks for batches.
	 */
	enum Way {

		COPY, BATCHES

	}

	@BeforeEach
	void open() {
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(PostgresServer.url());
		this.pool.setMaximumPoolSize(2);
		this.pool.setConnectionTimeout(5000);
		this.template = new JdbcTemplate(this.pool);
		this.template.execute("drop schema if exists flight_load cascade");
		this.template.execute("create schema flight_load");
		this.template.execute("create table flight_load.ways (way text)");
		this.template.execute("""
				create function flight_load.remember() returns trigger language plpgsql as $$ begin
				insert into flight_load.ways values (split_part(current_query(), ' ', 1)); return new; end $$""");
	}

	@AfterEach
	void close() {
		if (this.template != null) {
			this.template.execute("drop schema if exists flight_load cascade");
			assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
			this.pool.close();
		}
		this.allocator.close();
	}

	private FlightJdbc jdbc(Way way) {
		JdbcTemplate settings = new JdbcTemplate(this.pool);
		if (way == Way.BATCHES) {
			settings.setQueryTimeout(60);
		}
		return FlightJdbc.create(settings, ResultSetReader.DEFAULT_BATCH_BYTES);
	}

	private void create(String columns) {
		this.template.execute("drop table if exists flight_load.t");
		this.template.execute("create table flight_load.t (" + columns + ")");
		this.template.execute("delete from flight_load.ways");
		this.template.execute(
				"create trigger way before insert on flight_load.t for each row execute function flight_load.remember()");
	}

	private List<String> ways() {
		return this.template.queryForList("select distinct lower(way) from flight_load.ways", String.class);
	}

	private List<String> stored() {
		return this.template.queryForList("select t::text from flight_load.t t", String.class);
	}

	private long insert(Way way, ArrowReader rows) {
		return jdbc(way).insertInto("flight_load.t").rows(rows);
	}

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

	private ArrowReader reader(FieldVector... vectors) {
		return reader(new DictionaryProvider.MapDictionaryProvider(), vectors);
	}

	private ArrowReader reader(DictionaryProvider dictionaries, FieldVector... vectors) {
		return new RootReader(this.allocator, dictionaries, vectors);
	}

	private <V extends FieldVector> V vector(V vector, Consumer<V> values, int count) {
		values.accept(vector);
		vector.setValueCount(count);
		return vector;
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

	@ParameterizedTest
	@EnumSource
	void whenVectorsHaveOtherWidthsThenTheirValuesAreStored(Way way) throws Exception {
		create("""
				a int2, b int4, c int8, d int8, e numeric, f float4, g numeric(50, 3), h text, i text, j bytea, k time,
				l timestamp, m timestamp(3), n date, o uuid, p date""");
		byte[] id = new byte[16];
		Arrays.fill(id, (byte) 0x11);
		try (ArrowReader rows = reader(vector(new UInt1Vector("a", this.allocator), (v) -> v.setSafe(0, 200), 1),
				vector(new UInt2Vector("b", this.allocator), (v) -> v.setSafe(0, 65535), 1),
				vector(new UInt4Vector("c", this.allocator), (v) -> v.setSafe(0, -1), 1),
				vector(new UInt8Vector("d", this.allocator), (v) -> v.setSafe(0, Long.MAX_VALUE), 1),
				vector(new UInt8Vector("e", this.allocator), (v) -> v.setSafe(0, -1L), 1),
				vector(new Float2Vector("f", this.allocator), (v) -> v.setSafeWithPossibleTruncate(0, 1.5f), 1),
				vector(new Decimal256Vector("g", this.allocator, 50, 4),
						(v) -> v.setSafe(0, new BigDecimal("-1234567890123456789012345678901234567890.1230")), 1),
				vector(new LargeVarCharVector("h", this.allocator), (v) -> v.setSafe(0, bytes("large")), 1),
				vector(new ViewVarCharVector("i", this.allocator), (v) -> v.setSafe(0, bytes("a view of some text")),
						1),
				vector(new LargeVarBinaryVector("j", this.allocator), (v) -> v.setSafe(0, id), 1),
				vector(new TimeSecVector("k", this.allocator), (v) -> v.setSafe(0, 86399), 1),
				vector(new TimeStampSecVector("l", this.allocator), (v) -> v.setSafe(0, -1), 1),
				vector(new TimeStampNanoVector("m", this.allocator), (v) -> v.setSafe(0, -1_000_000), 1),
				vector(new DateDayVector("n", this.allocator), (v) -> v.setSafe(0, -1), 1),
				vector(new FixedSizeBinaryVector("o", this.allocator, 16), (v) -> v.setSafe(0, id), 1),
				vector(new NullVector("p"), (v) -> {
				}, 1))) {
			assertThat(insert(way, rows)).isOne();
		}
		assertThat(stored()).containsExactly("(200,65535,4294967295,9223372036854775807,18446744073709551615,1.5,"
				+ "-1234567890123456789012345678901234567890.123,large,\"a view of some text\","
				+ "\"\\\\x11111111111111111111111111111111\",23:59:59,\"1969-12-31 23:59:59\","
				+ "\"1969-12-31 23:59:59.999\",1969-12-31,11111111-1111-1111-1111-111111111111,)");
		assertThat(ways()).containsExactly((way == Way.COPY) ? "copy" : "insert");
	}

	@ParameterizedTest
	@EnumSource
	void whenValuesAreEncodedByADictionaryThenTheyAreStored(Way way) throws Exception {
		create("a text");
		DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
		FieldType type = new FieldType(true, new ArrowType.Utf8(), encoding);
		try (VarCharVector words = vector(new VarCharVector("words", this.allocator), (v) -> {
			v.setSafe(0, bytes("x"));
			v.setSafe(1, bytes("y"));
		}, 2); VarCharVector values = vector(new VarCharVector("a", type, this.allocator), (v) -> {
			v.setSafe(0, bytes("y"));
			v.setSafe(2, bytes("x"));
		}, 3)) {
			Dictionary dictionary = new Dictionary(words, encoding);
			FieldVector encoded = (FieldVector) DictionaryEncoder.encode(values, dictionary);
			try (ArrowReader rows = reader(new DictionaryProvider.MapDictionaryProvider(dictionary), encoded)) {
				assertThat(insert(way, rows)).isEqualTo(3);
			}
		}
		assertThat(stored()).containsExactly("(y)", "()", "(x)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "int2[]", "int8[]", "text[]" })
	void whenListsHaveIntegersWithoutASignThenTheirValuesAreStored(String type) throws Exception {
		for (Way way : Way.values()) {
			create("a " + type);
			ListVector lists = vector(ListVector.empty("a", this.allocator), (v) -> {
				v.addOrGetVector(FieldType.nullable(MinorType.UINT1.getType()));
				UInt1Vector elements = (UInt1Vector) v.getDataVector();
				v.startNewValue(0);
				elements.setSafe(0, 200);
				elements.setNull(1);
				v.endValue(0, 2);
				elements.setValueCount(2);
			}, 1);
			try (ArrowReader rows = reader(lists)) {
				assertThat(insert(way, rows)).isOne();
			}
			assertThat(stored()).containsExactly("(\"{200,NULL}\")");
		}
	}

	@Test
	void whenAValueIsRefusedThenTheErrorIsThatOfInserts() throws Exception {
		Map<String, String> wrong = Map.of("select 1 a union all select null", "a int not null", "select 'abc' a",
				"a varchar(2)", "select '{' a", "a json", "select '[' a", "a jsonb", "select 1 a union all select 1",
				"a int primary key", "select -1 a", "a int check (a > 0)");
		for (Map.Entry<String, String> entry : wrong.entrySet()) {
			assertSameError(entry.getValue(), DataIntegrityViolationException.class,
					() -> jdbc(Way.COPY).sql(entry.getKey()).open(this.allocator));
		}
		this.template.execute("create type flight_load.mood as enum ('sad')");
		assertSameError("a flight_load.mood", DataAccessException.class,
				() -> jdbc(Way.COPY).sql("select 'glad' a").open(this.allocator));
		for (int day : new int[] { Integer.MIN_VALUE, Integer.MIN_VALUE + 10957, Integer.MAX_VALUE }) {
			assertSameError("a date", DataIntegrityViolationException.class,
					() -> reader(vector(new DateDayVector("a", this.allocator), (v) -> v.setSafe(0, day), 1)));
		}
		assertSameError("a timestamptz", DataIntegrityViolationException.class,
				() -> reader(vector(new TimeStampMicroTZVector("a", this.allocator, "UTC"),
						(v) -> v.setSafe(0, Long.MIN_VALUE), 1)));
		assertSameError("a timestamp", DataIntegrityViolationException.class, () -> reader(
				vector(new TimeStampSecVector("a", this.allocator), (v) -> v.setSafe(0, -300_000_000_000L), 1)));
		assertSameError("a text", DataAccessException.class,
				() -> reader(vector(new VarCharVector("a", this.allocator), (v) -> v.setSafe(0, bytes("a\0")), 1)));
	}

	@Test
	void whenAValueDoesNotFitThenTheMessageIsThatOfInserts() throws Exception {
		Map<String, String> outside = Map.of("select 1 a union all select 40000", "a int2", "select 3000000000 a",
				"a int4", "select array[1, 40000] a", "a int2[]", "select 1000 a", "a numeric(5, 2)",
				"select 1000::numeric(6, 0) a", "a numeric(5, 2)");
		for (Map.Entry<String, String> entry : outside.entrySet()) {
			assertSameError(entry.getValue(), RecordMappingException.class,
					() -> jdbc(Way.COPY).sql(entry.getKey()).open(this.allocator));
		}
		assertSameError("a int8", RecordMappingException.class,
				() -> reader(vector(new UInt8Vector("a", this.allocator), (v) -> v.setSafe(0, -1), 1)));
		assertSameError("a numeric(5, 1)", RecordMappingException.class, () -> reader(
				vector(new DecimalVector("a", this.allocator, 10, 2), (v) -> v.setSafe(0, new BigDecimal("1.25")), 1)));
		assertSameError("a time(3)", RecordMappingException.class,
				() -> reader(vector(new TimeNanoVector("a", this.allocator), (v) -> v.setSafe(0, 1000), 1)));
		assertSameError("a timestamp", RecordMappingException.class,
				() -> reader(vector(new TimeStampNanoVector("a", this.allocator), (v) -> v.setSafe(0, 1), 1)));
		assertSameError("a timestamptz", RecordMappingException.class,
				() -> reader(vector(new TimeStampNanoVector("a", this.allocator), (v) -> v.setSafe(0, 1), 1)));
		assertSameError("a int4", RecordMappingException.class,
				() -> reader(vector(new Float8Vector("a", this.allocator), (v) -> v.setSafe(0, 1), 1)));
		assertSameError("a uuid", RecordMappingException.class,
				() -> reader(vector(new VarBinaryVector("a", this.allocator), (v) -> v.setSafe(0, new byte[3]), 1)));
	}

	private void assertSameError(String columns, Class<? extends Exception> type, Source source) throws Exception {
		Throwable expected = null;
		for (Way way : List.of(Way.BATCHES, Way.COPY)) {
			create(columns);
			try (ArrowReader rows = source.open()) {
				Throwable failure = catchThrowable(() -> insert(way, rows));
				assertThat(failure).as(columns + " " + way).isInstanceOf(type);
				if (expected != null) {
					assertThat(failure).hasSameClassAs(expected);
				}
				if (failure instanceof RecordMappingException) {
					assertThat(failure).hasMessage((expected != null) ? expected.getMessage() : failure.getMessage());
				}
				expected = failure;
			}
			assertThat(stored()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a float4 | double", "a numeric | double", "a float8 | integer", "a text[] | text",
			"a citext_like | text", "a inet | text", "a xml | text", "a name | text",
			"a int generated always as identity | x" })
	void whenTypesHaveNoBinaryFormThenRowsAreInserted(String pair) throws Exception {
		this.template.execute("create domain flight_load.citext_like as text");
		String column = pair.substring(0, pair.indexOf('|')).strip().replace("citext_like", "flight_load.citext_like");
		create(column.contains("identity") ? "b int, " + column : column);
		String value = switch (pair.substring(pair.indexOf('|') + 2)) {
			case "double" -> "select 1.5::float8 a";
			case "integer" -> "select 2 a";
			case "x" -> "select 2 b, 2 a";
			default -> column.contains("inet") ? "select '1.2.3.4' a" : "select '{a}' a";
		};
		if (column.contains("xml")) {
			value = "select '<a/>' a";
		}
		try (ArrowReader rows = jdbc(Way.COPY).sql(value).open(this.allocator)) {
			if (column.contains("identity")) {
				assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert(Way.COPY, rows));
				return;
			}
			assertThat(insert(Way.COPY, rows)).isOne();
		}
		assertThat(ways()).containsExactly("insert");
	}

	@Test
	void whenCopyWouldPassRulesOrPoliciesThenRowsAreInserted() throws Exception {
		create("a int");
		this.template.execute("create table flight_load.kept (a int)");
		this.template.execute(
				"create rule keep as on insert to flight_load.t do instead insert into flight_load.kept values (new.a)");
		try (ArrowReader rows = jdbc(Way.COPY).sql("select 7 a").open(this.allocator)) {
			insert(Way.COPY, rows);
		}
		assertThat(stored()).isEmpty();
		assertThat(this.template.queryForObject("select a from flight_load.kept", Integer.class)).isEqualTo(7);
		this.template.execute("create view flight_load.v as select a from flight_load.kept");
		try (ArrowReader rows = jdbc(Way.COPY).sql("select 8 a").open(this.allocator)) {
			assertThat(jdbc(Way.COPY).insertInto("flight_load.v").rows(rows)).isOne();
		}
		assertThat(this.template.queryForObject("select count(*) from flight_load.kept", Integer.class)).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void whenValuesAreLargeThenEveryByteIsStored(Way way) throws Exception {
		create("a text, b int, c text[]");
		String sql = """
				select repeat(md5(n::text), (n * n * 50)::int) a, n::int b, array[repeat('x', (n * 10000)::int), 'y'] c
				from generate_series(1, 40) n""";
		try (ArrowReader rows = jdbc(way).sql(sql).open(this.allocator)) {
			assertThat(insert(way, rows)).isEqualTo(40);
		}
		assertThat(this.template.queryForObject(
				"select count(*) from ((" + sql + ") except all select * from flight_load.t) d", Integer.class))
			.isZero();
	}

	@ParameterizedTest
	@EnumSource
	void whenTheReaderFailsInTheMiddleThenNothingIsStoredAndTheConnectionIsUsable(Way way) throws Exception {
		create("a int8");
		BigIntVector many = vector(new BigIntVector("a", this.allocator), (v) -> {
			for (int i = 0; i < 50_000; i++) {
				v.setSafe(i, i);
			}
		}, 50_000);
		try (ArrowReader rows = new RootReader(this.allocator, new DictionaryProvider.MapDictionaryProvider(), many) {

			@Override
			public boolean loadNextBatch() {
				if (!super.loadNextBatch()) {
					throw new IllegalStateException("The client has left");
				}
				return true;
			}

		}) {
			assertThatIllegalStateException().isThrownBy(() -> insert(way, rows)).withMessage("The client has left");
		}
		assertThat(stored()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whenATransactionIsThereThenRowsArePartOfIt(Way way) throws Exception {
		create("a int");
		JdbcTransactionManager manager = new JdbcTransactionManager(this.pool);
		new TransactionTemplate(manager).executeWithoutResult((status) -> {
			this.template.update("insert into flight_load.t values (1)");
			insertOne(way);
			assertThat(this.template.queryForObject("select count(*) from flight_load.t", Integer.class)).isEqualTo(2);
			status.setRollbackOnly();
		});
		assertThat(stored()).isEmpty();
		new TransactionTemplate(manager).executeWithoutResult((status) -> insertOne(way));
		assertThat(stored()).containsExactly("(2)");
		TransactionTemplate limited = new TransactionTemplate(manager);
		limited.setTimeout(60);
		this.template.execute("delete from flight_load.ways");
		limited.executeWithoutResult((status) -> insertOne(Way.COPY));
		assertThat(ways()).containsExactly("insert");
	}

	@Test
	void whenTheRowsComeFromTheSameConnectionThenTheyAreInserted() throws Exception {
		create("a int");
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		transaction.executeWithoutResult((status) -> {
			try (ArrowReader rows = FlightJdbc.create(this.template, 10_000)
				.sql("select generate_series(1, 20000) a")
				.withFetchSize(100)
				.open(this.allocator)) {
				assertThat(insert(Way.COPY, rows)).isEqualTo(20_000);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(ways()).containsExactly("insert");
		assertThat(stored()).hasSize(20_000);
	}

	@Test
	void whenTheServerLimitsTheTimeOfAStatementThenRowsAreInserted() throws Exception {
		create("a int");
		try (HikariDataSource limited = new HikariDataSource()) {
			limited.setJdbcUrl(PostgresServer.url());
			limited.setConnectionInitSql("set statement_timeout = '60s'");
			try (ArrowReader rows = reader(vector(new IntVector("a", this.allocator), (v) -> v.setSafe(0, 2), 1))) {
				assertThat(FlightJdbc.create(limited).insertInto("flight_load.t").rows(rows)).isOne();
			}
		}
		assertThat(ways()).containsExactly("insert");
	}

	private void insertOne(Way way) {
		try (ArrowReader rows = reader(vector(new IntVector("a", this.allocator), (v) -> v.setSafe(0, 2), 1))) {
			insert(way, rows);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenARowOfALaterBatchIsRefusedThenItIsCountedOverTheUpload(Way way) throws Exception {
		create("a numeric(9, 1)");
		try (ArrowReader rows = jdbc(way)
			.sql("select (case n when 100000 then 0.25 else 1 end)::numeric(9, 2) a from generate_series(0, 200000) n")
			.open(this.allocator)) {
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> insert(way, rows))
				.withMessageStartingWith("row 100000, column 'a': the value 0.25");
		}
		assertThat(stored()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whenAKeyIsADuplicateThenTheExceptionSaysSo(Way way) throws Exception {
		create("a int8 primary key");
		try (ArrowReader rows = jdbc(way).sql("select 150000 - abs(n - 100000) a from generate_series(1, 200000) n")
			.open(this.allocator)) {
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insert(way, rows));
		}
		assertThat(stored()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whenThereAreNoRowsThenNoneIsStored(Way way) throws Exception {
		create("a int8");
		try (ArrowReader rows = jdbc(way).sql("select 1::int8 a where false").open(this.allocator)) {
			assertThat(insert(way, rows)).isZero();
		}
		try (ArrowReader rows = reader(vector(new BigIntVector("a", this.allocator), (v) -> {
		}, 0), vector(new Float4Vector("b", this.allocator), (v) -> {
		}, 0))) {
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> insert(way, rows));
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@FunctionalInterface
	interface Source {

		ArrowReader open() throws Exception;

	}

}
