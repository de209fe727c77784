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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.jdbc.load.RefusedDataException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The types of uploads and those of the columns: what is stored, and what is refused as
 * the error of the client.
 */
class UploadTypeTests {

	private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

	private static final String H2 = "jdbc:h2:mem:kinds";

	private static final String DUCKDB = "jdbc:duckdb:";

	private final BufferAllocator allocator = new RootAllocator();

	private HikariDataSource dataSource;

	private JdbcTemplate template;

	@AfterEach
	void close() {
		if (this.template != null) {
			this.template.execute("drop table if exists flight_kinds");
			assertThat(this.dataSource.getHikariPoolMXBean().getActiveConnections()).isZero();
			this.dataSource.close();
		}
		this.allocator.close();
	}

	private void open(String url, String columns) {
		this.dataSource = new HikariDataSource();
		this.dataSource.setJdbcUrl(url.equals("postgresql") ? PostgresServer.url() : url);
		this.dataSource.setMaximumPoolSize(1);
		this.template = new JdbcTemplate(this.dataSource);
		this.template.execute("drop table if exists flight_kinds");
		this.template.execute("create table flight_kinds (" + columns + ")");
	}

	private FlightJdbc jdbc(boolean copy) {
		JdbcTemplate settings = new JdbcTemplate(this.dataSource);
		if (!copy) {
			settings.setQueryTimeout(60);
		}
		return FlightJdbc.create(settings, ResultSetReader.DEFAULT_BATCH_BYTES);
	}

	private ArrowReader reader(String column, Function<String, FieldVector> values) {
		FieldVector vector = values.apply(column);
		vector.setValueCount(1);
		return new RootReader(this.allocator, new MapDictionaryProvider(), vector);
	}

	private void insert(boolean copy, String column, Function<String, FieldVector> values) throws Exception {
		try (ArrowReader rows = reader(column, values)) {
			assertThat(jdbc(copy).insertInto("flight_kinds").rows(rows)).isOne();
		}
	}

	private String refusal(boolean copy, String column, Function<String, FieldVector> values) throws Exception {
		try (ArrowReader rows = reader(column, values)) {
			return assertThatExceptionOfType(RecordMappingException.class)
				.isThrownBy(() -> jdbc(copy).insertInto("flight_kinds").rows(rows))
				.actual()
				.getMessage();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bool | b t vc", "int64 | i2 i4 i8 f4 f8 n n2 t vc", "float64 | f4 f8 n n2 t vc",
					"decimal | i2 i4 i8 f4 f8 n n2 t vc", "text | b i2 i4 i8 f4 f8 n n2 t vc by iv j jb bits",
					"binary | by u", "bytes16 | by u", "uuid | t by u", "date | t vc d ts", "time | t tm",
					"timestamp | t ts", "instant | t tz", "list of int64 | ia ta", "list of bool | ta ba",
					"list of text | ia ta ba" })
	void whenATypeMeetsOneOfPostgresThenItIsStoredOrTheClientsError(String kind, String stored) throws Exception {
		open("postgresql",
				"""
						b bool, i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric, n2 numeric(5, 2), t text,
						vc varchar(12), by bytea, u uuid, d date, tm time, tmz timetz, ts timestamp, tz timestamptz, iv interval,
						j json, jb jsonb, ip inet, r int4range, bits bit(1), ia int4[], ta text[], ba bool[]""");
		List<String> columns = this.template.queryForList(
				"select attname from pg_attribute where attrelid = 'flight_kinds'::regclass and attnum > 0 order by attnum",
				String.class);
		for (boolean copy : new boolean[] { true, false }) {
			List<String> actual = new ArrayList<>();
			for (String column : columns) {
				try {
					insert(copy, column, kinds().get(kind));
					actual.add(column);
				}
				catch (DataAccessException | RecordMappingException ex) {
					assertThat(ex).as(kind + " into " + column)
						.isInstanceOfAny(RecordMappingException.class, RefusedDataException.class);
				}
			}
			assertThat(String.join(" ", actual)).as("by copy: " + copy).isEqualTo(stored);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", H2, DUCKDB })
	void whenTypesDifferThenTheMessageNamesTheColumnAndBothTypes(String url) throws Exception {
		String zoned = url.equals(H2) ? "timestamp with time zone" : "timestamptz";
		open(url, "b boolean, i integer, t varchar(40), d date, z " + zoned);
		for (boolean copy : new boolean[] { true, false }) {
			assertThat(refusal(copy, "b", kinds().get("int64")))
				.startsWith("column 'b': has the type Int(64, true), but the table's column has the type ")
				.containsIgnoringCase("bool");
			assertThat(refusal(copy, "i", kinds().get("bool"))).contains("column 'i': has the type Bool");
			assertThat(refusal(copy, "i", kinds().get("date"))).contains("column 'i': has the type Date");
			assertThat(refusal(copy, "t", kinds().get("binary"))).contains("column 't': has the type Binary");
			assertThat(refusal(copy, "t", kinds().get("bytes16"))).contains("has the type FixedSizeBinary(16)");
			assertThat(refusal(copy, "d", kinds().get("int64"))).contains("column 'd': has the type Int(64, true)");
			assertThat(refusal(copy, "z", kinds().get("date"))).contains("has dates, which have no time zone");
			insert(copy, "t", this::uuid);
		}
		assertThat(this.template.queryForList("select t from flight_kinds", String.class))
			.containsExactly(ID.toString(), ID.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", H2, DUCKDB })
	void whenANumberIsOutOfTheRangeOfItsColumnThenTheMessageNamesThePlace(String url) throws Exception {
		open(url, "s smallint, i integer, n numeric(5, 2), r real");
		for (boolean copy : new boolean[] { true, false }) {
			assertThat(refusal(copy, "s", (name) -> integers(name, 40_000)))
				.isEqualTo("row 0, column 's': the value 40000 is out of the range of the table's column");
			assertThat(refusal(copy, "i", (name) -> integers(name, -2_147_483_649L))).contains("row 0, column 'i'");
			assertThat(refusal(copy, "i", (name) -> decimals(name, "2147483648"))).contains("row 0, column 'i'");
			assertThat(refusal(copy, "n", (name) -> integers(name, 1000))).contains("row 0, column 'n'");
			assertThat(refusal(copy, "n", (name) -> decimals(name, "-1000"))).contains("row 0, column 'n'");
			assertThat(refusal(copy, "r", (name) -> doubles(name, 1e300))).contains("row 0, column 'r'");
			insert(copy, "s", (name) -> integers(name, -32_768));
			insert(copy, "i", (name) -> decimals(name, "-2147483648"));
			insert(copy, "n", (name) -> integers(name, -999));
			insert(copy, "r", (name) -> doubles(name, Double.NEGATIVE_INFINITY));
		}
	}

	@Test
	void whenPostgresRefusesARowThenTheExceptionNamesThePlace() throws Exception {
		open("postgresql", "a varchar(3), b int check (b > 0), c int");
		this.template.execute("alter table flight_kinds add d int not null default 1");
		assertThat(place(true, "a", (name) -> texts(name, "four"))).isEqualTo("row 0, column 'a'");
		assertThat(place(true, "b", (name) -> integers(name, -1))).isEqualTo("row 0");
		assertThat(place(false, "b", (name) -> integers(name, -1))).isEmpty();
		assertThat(place(false, "d", (name) -> new BigIntVector(name, this.allocator))).isEqualTo("column 'd'");
	}

	@Test
	void whenH2RefusesARowThenTheExceptionNamesIt() throws Exception {
		open(H2, "a varchar(3)");
		Function<String, FieldVector> third = (name) -> {
			VarCharVector vector = texts(name, "a");
			vector.setSafe(1, "b".getBytes(StandardCharsets.UTF_8));
			vector.setSafe(2, "four".getBytes(StandardCharsets.UTF_8));
			return vector;
		};
		try (ArrowReader rows = new RootReader(this.allocator, new MapDictionaryProvider(), counted(third, 3))) {
			assertThatExceptionOfType(RefusedDataException.class)
				.isThrownBy(() -> jdbc(true).insertInto("flight_kinds").rows(rows))
				.satisfies((refused) -> assertThat(refused.place()).isEqualTo("row 2"));
		}
	}

	private static FieldVector counted(Function<String, FieldVector> values, int count) {
		FieldVector vector = values.apply("a");
		vector.setValueCount(count);
		return vector;
	}

	private String place(boolean copy, String column, Function<String, FieldVector> values) throws Exception {
		try (ArrowReader rows = reader(column, values)) {
			return assertThatExceptionOfType(RefusedDataException.class)
				.isThrownBy(() -> jdbc(copy).insertInto("flight_kinds").rows(rows))
				.actual()
				.place();
		}
	}

	private Map<String, Function<String, FieldVector>> kinds() {
		Map<String, Function<String, FieldVector>> kinds = new LinkedHashMap<>();
		kinds.put("bool", (name) -> {
			BitVector vector = new BitVector(name, this.allocator);
			vector.setSafe(0, 1);
			return vector;
		});
		kinds.put("int64", (name) -> {
			BigIntVector vector = new BigIntVector(name, this.allocator);
			vector.setSafe(0, 1);
			return vector;
		});
		kinds.put("float64", (name) -> doubles(name, 1.5));
		kinds.put("decimal", (name) -> decimals(name, "1"));
		kinds.put("text", (name) -> texts(name, "1"));
		kinds.put("binary", (name) -> {
			VarBinaryVector vector = new VarBinaryVector(name, this.allocator);
			vector.setSafe(0, new byte[16]);
			return vector;
		});
		kinds.put("bytes16", (name) -> bytes(name, Map.of()));
		kinds.put("uuid", this::uuid);
		kinds.put("date", (name) -> {
			DateDayVector vector = new DateDayVector(name, this.allocator);
			vector.setSafe(0, 1);
			return vector;
		});
		kinds.put("time", (name) -> {
			TimeMicroVector vector = new TimeMicroVector(name, this.allocator);
			vector.setSafe(0, 1);
			return vector;
		});
		kinds.put("timestamp", (name) -> {
			TimeStampMicroVector vector = new TimeStampMicroVector(name, this.allocator);
			vector.setSafe(0, 1);
			return vector;
		});
		kinds.put("instant", (name) -> {
			TimeStampMicroTZVector vector = new TimeStampMicroTZVector(name, this.allocator, "UTC");
			vector.setSafe(0, 1);
			return vector;
		});
		kinds.put("list of int64", (name) -> list(name, new ArrowType.Int(64, true)));
		kinds.put("list of bool", (name) -> list(name, new ArrowType.Bool()));
		kinds.put("list of text", (name) -> list(name, new ArrowType.Utf8()));
		return kinds;
	}

	private Float8Vector doubles(String name, double value) {
		Float8Vector vector = new Float8Vector(name, this.allocator);
		vector.setSafe(0, value);
		return vector;
	}

	private DecimalVector decimals(String name, String value) {
		DecimalVector vector = new DecimalVector(name, this.allocator, 20, 0);
		vector.setSafe(0, new BigDecimal(value));
		return vector;
	}

	private VarCharVector texts(String name, String value) {
		VarCharVector vector = new VarCharVector(name, this.allocator);
		vector.setSafe(0, value.getBytes(StandardCharsets.UTF_8));
		return vector;
	}

	private BigIntVector integers(String name, long value) {
		BigIntVector vector = new BigIntVector(name, this.allocator);
		vector.setSafe(0, value);
		return vector;
	}

	private FieldVector uuid(String name) {
		return bytes(name, Map.of("ARROW:extension:name", "arrow.uuid", "ARROW:extension:metadata", ""));
	}

	private FieldVector bytes(String name, Map<String, String> metadata) {
		FieldType type = new FieldType(true, new ArrowType.FixedSizeBinary(16), null, metadata);
		FixedSizeBinaryVector vector = new FixedSizeBinaryVector(name, type, this.allocator);
		byte[] value = ByteBuffer.allocate(16)
			.putLong(ID.getMostSignificantBits())
			.putLong(ID.getLeastSignificantBits())
			.array();
		vector.setSafe(0, value);
		return vector;
	}

	private FieldVector list(String name, ArrowType type) {
		ListVector vector = ListVector.empty(name, this.allocator);
		FieldVector elements = (FieldVector) vector.addOrGetVector(FieldType.nullable(type)).getVector();
		vector.startNewValue(0);
		if (elements instanceof BigIntVector integers) {
			integers.setSafe(0, 1);
		}
		else if (elements instanceof BitVector bits) {
			bits.setSafe(0, 1);
		}
		else {
			((VarCharVector) elements).setSafe(0, "1".getBytes(StandardCharsets.UTF_8));
		}
		vector.endValue(0, 1);
		elements.setValueCount(1);
		return vector;
	}

}
