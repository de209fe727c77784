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

package io.github.flightspring.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are maps: values of other classes are the same values, or refused.
 */
class MapRowTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	private <T> T read(Class<T> type, Map<String, ?> row) {
		RecordMapper<T> mapper = RecordMapper.of(type);
		try (RecordWriter<Map<String, ?>> writer = mapper.mapWriter(this.allocator)) {
			writer.write(row);
			return mapper.reader(writer.finishBatch(), writer.dictionaries()).read(0);
		}
	}

	private void assertRefused(Class<?> type, String key, Object value, String message) {
		assertThatExceptionOfType(RecordWriteException.class).isThrownBy(() -> read(type, Map.of(key, value)))
			.withMessageContaining("'" + type.getSimpleName() + "." + key)
			.withMessageContaining(message);
	}

	@Test
	void whenANumberIsTheSameThenItIsWritten() {
		Map<String, Object> row = new HashMap<>(Map.of("b", 1L, "s", new BigDecimal("2.0"), "i", (byte) 3, "l",
				BigInteger.valueOf(4), "f", 0.5, "d", new BigDecimal("0.1"), "decimal", 7, "integer", 8.0, "box", 9L));
		assertThat(read(Numbers.class, row)).isEqualTo(
				new Numbers((byte) 1, (short) 2, 3, 4, 0.5f, 0.1, new BigDecimal("7.00"), BigInteger.valueOf(8), 9));
		row.put("d", Double.NaN);
		row.put("f", Double.NEGATIVE_INFINITY);
		row.put("box", null);
		assertThat(read(Numbers.class, row)).isEqualTo(new Numbers((byte) 1, (short) 2, 3, 4, Float.NEGATIVE_INFINITY,
				Double.NaN, new BigDecimal("7.00"), BigInteger.valueOf(8), null));
	}

	@Test
	void whenANumberIsAnotherThenItIsRefused() {
		assertRefused(OfInt.class, "value", 1L << 40,
				"1099511627776 of java.lang.Long is not one of java.lang.Integer");
		assertRefused(OfInt.class, "value", 1.5, "1.5");
		assertRefused(OfInt.class, "value", Double.NaN, "NaN");
		assertRefused(OfInt.class, "value", "1", "java.lang.String");
		assertRefused(OfDouble.class, "value", (1L << 53) + 1, "9007199254740993");
		assertRefused(OfDouble.class, "value", new BigDecimal("0.10000000000000000001"), "is not one of");
		assertRefused(OfDouble.class, "value", true, "java.lang.Boolean");
	}

	@Test
	void whenATimeHasACounterpartThenItIsWritten() {
		LocalDateTime dateTime = LocalDateTime.parse("2026-01-02T03:04:05.000006");
		Instant instant = Instant.parse("2026-01-02T03:04:05.000006Z");
		assertThat(read(Times.class,
				Map.of("date", Date.valueOf("2026-01-02"), "time", Time.valueOf("03:04:05"), "dateTime",
						Timestamp.valueOf(dateTime), "instant",
						OffsetDateTime.parse("2026-01-02T04:04:05.000006+01:00"), "offset", Timestamp.from(instant))))
			.isEqualTo(new Times(LocalDate.of(2026, 1, 2), LocalTime.of(3, 4, 5), dateTime, instant,
					instant.atOffset(ZoneOffset.UTC)));
		assertRefused(OfInstant.class, "value", dateTime, "java.time.LocalDateTime");
		assertRefused(OfInstant.class, "value", Date.valueOf("2026-01-02"), "java.sql.Date");
	}

	@Test
	void whenValuesAreNestedThenMapsAndRowsServe() {
		Map<String, Object> row = new HashMap<>();
		row.put("one", Map.of("value", 1L));
		row.put("more", Arrays.asList(new OfInt(2), Map.of("value", 3), null));
		row.put("byColor", Map.of("RED", Map.of("value", (short) 4)));
		row.put("set", List.of(5));
		row.put("text", Optional.of("t"));
		row.put("number", 6L);
		assertThat(read(Nested.class, row))
			.isEqualTo(new Nested(new OfInt(1), Arrays.asList(new OfInt(2), new OfInt(3), null),
					Map.of(Color.RED, new OfInt(4)), Set.of(5L), Optional.of("t"), OptionalInt.of(6), null));
		assertThatExceptionOfType(RecordWriteException.class)
			.isThrownBy(() -> read(Nested.class, Map.of("one", Map.of("valeu", 1))))
			.withMessage("'Nested.one.value': the row has no key 'value'; there are [valeu]");
		assertThatExceptionOfType(RecordWriteException.class)
			.isThrownBy(() -> read(Nested.class, Map.of("one", "text")))
			.withMessageContaining("'Nested.one'")
			.withMessageContaining("java.lang.String is not one of " + OfInt.class.getName());
	}

	@Test
	void whenARowFailsThenTheNextTakesItsPlace() {
		try (RecordWriter<Map<String, ?>> writer = RecordMapper.of(OfInt.class).mapWriter(this.allocator)) {
			assertThatExceptionOfType(RecordWriteException.class).isThrownBy(() -> writer.write(Map.of()))
				.withMessageContaining("no key 'value'");
			writer.write(Map.of("value", 7));
			assertThat(Batches.read(RecordMapper.of(OfInt.class), writer.finishBatch(), writer.dictionaries()))
				.containsExactly(new OfInt(7));
		}
	}

	enum Color {

		RED

	}

	record OfInt(int value) {
	}

	record OfDouble(double value) {
	}

	record OfInstant(Instant value) {
	}

	record Numbers(byte b, short s, int i, long l, float f, double d,
			@ArrowDecimal(precision = 5, scale = 2) BigDecimal decimal,
			@ArrowDecimal(precision = 5, scale = 0) BigInteger integer, @Nullable Integer box) {
	}

	record Times(LocalDate date, LocalTime time, LocalDateTime dateTime, Instant instant, OffsetDateTime offset) {
	}

	record Nested(OfInt one, List<OfInt> more, Map<Color, OfInt> byColor, Set<Long> set, Optional<String> text,
			OptionalInt number, @ArrowField(optional = true) @Nullable String missing) {
	}

}
