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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Unit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns of other types than the record has: they are read where no value can get lost.
 */
class RecordReaderTypeTests extends ReceivedColumns {

	private static final long SECOND = 1_000_000_000;

	@Test
	void whenIntegersAreNarrowerThenTheyAreWidened() {
		assertThat(read(OfLong.class, own(new TinyIntVector("v", this.allocator), 1, (v) -> v.set(0, -1))))
			.containsExactly(new OfLong(-1));
		assertThat(read(OfLong.class, own(new SmallIntVector("v", this.allocator), 1, (v) -> v.set(0, -2))))
			.containsExactly(new OfLong(-2));
		assertThat(read(OfLong.class, ints("v", Integer.MIN_VALUE))).containsExactly(new OfLong(Integer.MIN_VALUE));
		assertThat(read(OfLong.class, own(new UInt1Vector("v", this.allocator), 1, (v) -> v.set(0, 255))))
			.containsExactly(new OfLong(255));
		assertThat(read(OfLong.class, own(new UInt2Vector("v", this.allocator), 1, (v) -> v.set(0, 65535))))
			.containsExactly(new OfLong(65535));
		assertThat(read(OfLong.class, own(new UInt4Vector("v", this.allocator), 1, (v) -> v.set(0, -1))))
			.containsExactly(new OfLong(4294967295L));
		assertThat(read(OfDouble.class, ints("v", Integer.MAX_VALUE))).containsExactly(new OfDouble(Integer.MAX_VALUE));
		assertThat(read(OfDecimal.class, ints("v", 7))).containsExactly(new OfDecimal(new BigDecimal(7)));
	}

	@Test
	void whenUnsignedDoesNotFitThenRowIsRefused() {
		assertRefused(OfLong.class, own(new UInt8Vector("v", this.allocator), 2, (v) -> {
			v.set(0, Long.MAX_VALUE);
			v.set(1, -1);
		}), "row 1, column 'v': the value '18446744073709551615' is not between -9223372036854775808 and "
				+ "9223372036854775807");
		assertRefused(OfInt.class, own(new UInt4Vector("v", this.allocator), 1, (v) -> v.set(0, Integer.MIN_VALUE)),
				"row 0, column 'v': the value '2147483648' is not between -2147483648 and 2147483647");
		assertRefused(OfByte.class, own(new UInt1Vector("v", this.allocator), 1, (v) -> v.set(0, 128)),
				"row 0, column 'v': the value '128' is not between -128 and 127");
	}

	@Test
	void whenFloatsAreNarrowerThenTheyAreWidened() {
		assertThat(read(OfDouble.class, own(new Float4Vector("v", this.allocator), 1, (v) -> v.set(0, 0.1f))))
			.containsExactly(new OfDouble(0.1f));
		assertThat(read(OfDouble.class, own(new Float2Vector("v", this.allocator), 1, (v) -> v.set(0, (short) 0x3E00))))
			.containsExactly(new OfDouble(1.5));
	}

	@Test
	void whenTypeIsWiderThenColumnIsRefused() {
		assertRefused(OfInt.class, own(new BigIntVector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type int64 cannot be read without loss; expected an integer of at most 32 bits");
		assertRefused(OfFloat.class, own(new Float8Vector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type float64 cannot be read without loss; expected a floating-point number"
				+ " of at most single precision");
		assertRefused(OfFloat.class, ints("v"),
				"column 'v': its type int32 cannot be read without loss; " + "expected an integer of at most 16 bits");
		assertRefused(OfText.class, ints("v"),
				"column 'v': its type int32 cannot be read without loss; expected a UTF-8 type");
		assertRefused(OfBoolean.class, ints("v"),
				"column 'v': its type int32 cannot be read without loss; expected a boolean");
		assertRefused(OfInt.class, own(new BitVector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type bool cannot be read without loss; expected an integer of at most 32 bits");
		assertRefused(OfList.class, text("v"),
				"column 'v': its type utf8 cannot be read without loss; expected a list");
		assertRefused(OfMap.class, text("v"), "column 'v': its type utf8 cannot be read without loss; expected a map");
		assertRefused(OfPoint.class, text("v"),
				"column 'v': its type utf8 cannot be read without loss; expected a struct");
		assertRefused(OfInstant.class, own(new TimeStampSecVector("v", this.allocator), 0, (v) -> {
		}), "column 'v': its type timestamp[s] cannot be read without loss; "
				+ "expected a timestamp with a time zone");
		assertRefused(OfUuid.class, own(new FixedSizeBinaryVector("v", this.allocator, 15), 0, (v) -> {
		}), "column 'v': its type fixed_size_binary[15] cannot be read without loss; "
				+ "expected a fixed-size binary of 16 bytes");
	}

	@Test
	void whenTimesHaveOtherUnitsThenTheyAreExact() {
		assertThat(read(OfInstant.class,
				own(new TimeStampNanoTZVector("v", this.allocator, "Europe/Berlin"), 1, (v) -> v.set(0, -1_000))))
			.containsExactly(new OfInstant(Instant.ofEpochSecond(-1, 999_999_000)));
		assertThat(read(OfOffset.class,
				own(new TimeStampMilliTZVector("v", this.allocator, "+02:00"), 1, (v) -> v.set(0, 1))))
			.containsExactly(new OfOffset(OffsetDateTime.parse("1970-01-01T02:00:00.001+02:00")));
		assertThat(read(OfZoned.class,
				own(new TimeStampMilliTZVector("v", this.allocator, "Europe/Berlin"), 1, (v) -> v.set(0, 0))))
			.containsExactly(new OfZoned(ZonedDateTime.parse("1970-01-01T01:00:00+01:00[Europe/Berlin]")));
		assertThat(read(OfLocal.class, own(new TimeStampSecVector("v", this.allocator), 1, (v) -> v.set(0, 86400))))
			.containsExactly(new OfLocal(LocalDateTime.parse("1970-01-02T00:00:00")));
		assertThat(read(OfTime.class, own(new TimeSecVector("v", this.allocator), 1, (v) -> v.set(0, 61))))
			.containsExactly(new OfTime(LocalTime.of(0, 1, 1)));
		assertThat(read(OfTime.class, own(new TimeNanoVector("v", this.allocator), 1, (v) -> v.set(0, 1_000))))
			.containsExactly(new OfTime(LocalTime.ofNanoOfDay(1_000)));
		assertThat(read(OfDate.class, own(new DateMilliVector("v", this.allocator), 1, (v) -> v.set(0, -86_400_000L))))
			.containsExactly(new OfDate(LocalDate.of(1969, 12, 31)));
		FieldType nanos = FieldType.nullable(new ArrowType.Duration(TimeUnit.NANOSECOND));
		assertThat(
				read(OfDuration.class, own(new DurationVector("v", nanos, this.allocator), 1, (v) -> v.set(0, -1_000))))
			.containsExactly(new OfDuration(Duration.ofNanos(-1_000)));
	}

	@Test
	void whenTimeIsFinerThanItsComponentThenOnlyWholeUnitsAreRead() {
		String micros = " is not a whole number of microseconds, the unit of the column";
		for (Class<?> type : List.of(OfInstant.class, OfOffset.class)) {
			assertRefused(type, own(new TimeStampNanoTZVector("v", this.allocator, "UTC"), 1, (v) -> v.set(0, 1)),
					"row 0, column 'v': the value '1970-01-01T00:00:00.000000001Z'" + micros);
		}
		assertRefused(OfZoned.class,
				own(new TimeStampNanoTZVector("v", this.allocator, "Europe/Berlin"), 1, (v) -> v.set(0, -1)),
				"row 0, column 'v': the value '1970-01-01T00:59:59.999999999+01:00[Europe/Berlin]'" + micros);
		assertRefused(OfLocal.class, own(new TimeStampNanoVector("v", this.allocator), 1, (v) -> v.set(0, 999)),
				"row 0, column 'v': the value '1970-01-01T00:00:00.000000999'" + micros);
		assertRefused(OfTime.class, own(new TimeNanoVector("v", this.allocator), 1, (v) -> v.set(0, 1)),
				"row 0, column 'v': the value '00:00:00.000000001'" + micros);
		FieldType nanos = FieldType.nullable(new ArrowType.Duration(TimeUnit.NANOSECOND));
		assertRefused(OfDuration.class, own(new DurationVector("v", nanos, this.allocator), 1, (v) -> v.set(0, 1_500)),
				"row 0, column 'v': the value 'PT0.0000015S'" + micros);
		assertThat(
				read(OfNanos.class, own(new TimeStampNanoTZVector("v", this.allocator, "UTC"), 1, (v) -> v.set(0, 1))))
			.containsExactly(new OfNanos(Instant.ofEpochSecond(0, 1)));
		assertRefused(OfSeconds.class, own(new TimeMilliVector("v", this.allocator), 1, (v) -> v.set(0, 500)),
				"row 0, column 'v': the value '00:00:00.500' is not a whole number of seconds, the unit of the column");
		assertThat(read(OfSeconds.class, own(new TimeNanoVector("v", this.allocator), 1, (v) -> v.set(0, SECOND))))
			.containsExactly(new OfSeconds(LocalTime.of(0, 0, 1)));
	}

	@Test
	void whenTimeIsMoreUnitsThanTheColumnHoldsThenItIsRefused() {
		long largest = Long.MAX_VALUE / 1_000;
		for (long value : new long[] { largest, -largest }) {
			assertThat(read(OfInstant.class,
					own(new TimeStampMilliTZVector("v", this.allocator, "UTC"), 1, (v) -> v.set(0, value))))
				.containsExactly(new OfInstant(Instant.ofEpochMilli(value)));
		}
		for (long value : new long[] { largest + 1, -largest - 2, Long.MAX_VALUE, Long.MIN_VALUE }) {
			String refused = "row 0, column 'v': the value '" + value + "' is not within the range of the column";
			assertRefused(OfInstant.class,
					own(new TimeStampMilliTZVector("v", this.allocator, "UTC"), 1, (v) -> v.set(0, value)), refused);
			assertRefused(OfLocal.class, own(new TimeStampMilliVector("v", this.allocator), 1, (v) -> v.set(0, value)),
					refused);
			FieldType millis = FieldType.nullable(new ArrowType.Duration(TimeUnit.MILLISECOND));
			assertRefused(OfDuration.class,
					own(new DurationVector("v", millis, this.allocator), 1, (v) -> v.set(0, value)), refused);
		}
	}

	@Test
	void whenTimeIsOutOfRangeThenRowIsRefused() {
		assertRefused(OfTime.class, own(new TimeMilliVector("v", this.allocator), 1, (v) -> v.set(0, 86_400_000)),
				"row 0, column 'v': the value '86400000' is not within the range of the column");
		assertRefused(OfDate.class, own(new DateMilliVector("v", this.allocator), 1, (v) -> v.set(0, 1)),
				"row 0, column 'v': the value '1970-01-01T00:00:00.001' is not a whole number of days, the unit of the column");
		assertRefused(OfLocal.class,
				own(new TimeStampSecVector("v", this.allocator), 1, (v) -> v.set(0, Long.MAX_VALUE)),
				"row 0, column 'v': the value '9223372036854775807' is not within the range of the column");
		assertRefused(OfInstant.class, own(new TimeStampMilliTZVector("v", this.allocator, "Mars/Olympus"), 0, (v) -> {
		}), "column 'v': its type timestamp[ms, Mars/Olympus] cannot be read without loss; "
				+ "expected a time zone that Java knows");
	}

	@Test
	void whenIntervalsHaveOtherUnitsThenTheyAreRead() {
		assertThat(read(OfPeriod.class, own(new IntervalYearVector("v", this.allocator), 1, (v) -> v.set(0, 14))))
			.containsExactly(new OfPeriod(Period.of(1, 2, 0)));
		assertThat(read(OfPeriod.class, own(new IntervalDayVector("v", this.allocator), 1, (v) -> v.set(0, 3, 0))))
			.containsExactly(new OfPeriod(Period.ofDays(3)));
		assertRefused(OfPeriod.class,
				own(new IntervalMonthDayNanoVector("v", this.allocator), 1, (v) -> v.set(0, 1, 1, 1)),
				"row 0, column 'v': the interval has a part below a day, which a period cannot hold");
	}

	@Test
	void whenDecimalHasAnotherScaleThenItIsKept() {
		DecimalVector column = own(new DecimalVector("v", this.allocator, 38, 3), 2, (v) -> {
			v.set(0, new BigDecimal("-1.500"));
			v.set(1, new BigDecimal("7.000"));
		});
		assertThat(read(OfDecimal.class, column)).containsExactly(new OfDecimal(new BigDecimal("-1.500")),
				new OfDecimal(new BigDecimal("7.000")));
		assertThat(reader(OfInteger.class, column).read(1)).isEqualTo(new OfInteger(BigInteger.valueOf(7)));
		assertRefused(OfInteger.class, column,
				"row 0, column 'v': the value '-1.500' does not fit a decimal of precision 10 and scale 0");
	}

	@Test
	void whenEnumIsTextThenNamesAreTakenAndOthersRefused() {
		assertThat(read(OfColor.class, text("v", "RED", "BLUE"))).containsExactly(new OfColor(Color.RED),
				new OfColor(Color.BLUE));
		assertRefused(OfColor.class, text("v", "RED", "red"),
				"row 1, column 'v': the value 'red' is none of [RED, BLUE]");
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> read(OfColor.class, text("v", "x".repeat(1_000_000))))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200));
	}

	record OfByte(byte v) {
	}

	record OfInt(int v) {
	}

	record OfLong(long v) {
	}

	record OfFloat(float v) {
	}

	record OfDouble(double v) {
	}

	record OfBoolean(boolean v) {
	}

	record OfText(@Nullable String v) {
	}

	record OfInstant(Instant v) {
	}

	record OfNanos(@ArrowField(unit = Unit.NANOSECOND) Instant v) {
	}

	record OfSeconds(@ArrowField(unit = Unit.SECOND) LocalTime v) {
	}

	record OfOffset(OffsetDateTime v) {
	}

	record OfZoned(ZonedDateTime v) {
	}

	record OfLocal(LocalDateTime v) {
	}

	record OfDate(LocalDate v) {
	}

	record OfTime(LocalTime v) {
	}

	record OfDuration(Duration v) {
	}

	record OfPeriod(Period v) {
	}

	record OfDecimal(@ArrowDecimal(precision = 10, scale = 2) BigDecimal v) {
	}

	record OfInteger(@ArrowDecimal(precision = 10, scale = 0) BigInteger v) {
	}

	record OfUuid(UUID v) {
	}

	record OfList(List<@Nullable Long> v) {
	}

	record OfMap(Map<String, Integer> v) {
	}

	record OfPoint(OfInt v) {
	}

	enum Color {

		RED, BLUE

	}

	record OfColor(Color v) {
	}

}
