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
import java.util.List;
import java.util.Map;

import io.github.flightspring.arrow.RecordMappingException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Uploads that PostgreSQL refuses, or that fail. What COPY refuses is what inserts
 * refuse.
 */
class PostgresInsertErrorTests extends PostgresInsertFixture {

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
				"select 1000::numeric(6, 0) a", "a numeric(5, 2)", "select array[1.239::numeric(5, 3)] a",
				"a numeric(5, 2)[]");
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

	@FunctionalInterface
	interface Source {

		ArrowReader open() throws Exception;

	}

}
