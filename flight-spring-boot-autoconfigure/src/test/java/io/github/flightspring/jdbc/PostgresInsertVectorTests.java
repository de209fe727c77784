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
import java.util.Arrays;

import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads of vectors that no query has, and of large values, into PostgreSQL.
 */
class PostgresInsertVectorTests extends PostgresInsertFixture {

	@Test
	void whenListsHaveOnlyNullsThenTheyAreStoredAsArraysOfAnyType() throws Exception {
		create("a date[]");
		ListVector lists = vector(ListVector.empty("a", this.allocator), (v) -> {
			v.addOrGetVector(FieldType.nullable(MinorType.NULL.getType()));
			v.startNewValue(0);
			v.endValue(0, 2);
			v.getDataVector().setValueCount(2);
		}, 1);
		try (ArrowReader rows = reader(lists)) {
			assertThat(insert(Way.COPY, rows)).isOne();
		}
		assertThat(stored()).containsExactly("(\"{NULL,NULL}\")");
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

}
