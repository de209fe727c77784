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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.ArrowDecimal;
import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Unit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampSecTZVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values at the edges of what a column or a component holds: the first and the last that
 * fit survive, their neighbours are refused with the name of the component, and none is
 * wrapped or cut.
 */
class RecordEdgeTests extends ReceivedColumns {

	private static final long MAX = Long.MAX_VALUE;

	private static final long MIN = Long.MIN_VALUE;

	private <T> void assertWritten(Class<T> type, T row) {
		assertThat(Batches.roundTrip(this.allocator, type, row)).containsExactly(row);
	}

	private <T> void assertNotWritten(Class<T> type, T row, String path) {
		assertThatExceptionOfType(RecordWriteException.class)
			.isThrownBy(() -> Batches.roundTrip(this.allocator, type, row))
			.satisfies((ex) -> assertThat(ex.path()).isEqualTo(path))
			.withMessageContaining(path)
			.withMessageContaining("range");
	}

	@Test
	void whenDateIsAtTheEdgeThenItIsWrittenAndBeyondRefused() {
		LocalDate first = LocalDate.ofEpochDay(Integer.MIN_VALUE);
		LocalDate last = LocalDate.ofEpochDay(Integer.MAX_VALUE);
		assertWritten(OfDate.class, new OfDate(first));
		assertWritten(OfDate.class, new OfDate(last));
		for (LocalDate beyond : List.of(first.minusDays(1), last.plusDays(1), LocalDate.MIN, LocalDate.MAX)) {
			assertNotWritten(OfDate.class, new OfDate(beyond), "OfDate.v");
		}
		assertNotWritten(OfDates.class, new OfDates(List.of(LocalDate.MAX), Map.of()), "OfDates.list[]");
		assertNotWritten(OfDates.class, new OfDates(List.of(), Map.of("k", new OfDate(LocalDate.MAX))),
				"OfDates.map{}.v");
	}

	@Test
	void whenInstantIsAtTheEdgeThenItIsWrittenAndBeyondRefused() {
		Instant firstMicro = units(MIN, 1_000_000);
		Instant lastMicro = units(MAX, 1_000_000);
		assertWritten(OfInstants.class,
				new OfInstants(Instant.MIN, Instant.ofEpochMilli(MIN), firstMicro, units(MIN, 1_000_000_000)));
		assertWritten(OfInstants.class, new OfInstants(Instant.ofEpochSecond(Instant.MAX.getEpochSecond()),
				Instant.ofEpochMilli(MAX), lastMicro, units(MAX, 1_000_000_000)));
		Instant now = Instant.EPOCH;
		assertNotWritten(OfInstants.class, new OfInstants(now, Instant.ofEpochMilli(MIN).minusNanos(1), now, now),
				"OfInstants.ms");
		assertNotWritten(OfInstants.class, new OfInstants(now, Instant.ofEpochMilli(MAX).plusMillis(1), now, now),
				"OfInstants.ms");
		assertNotWritten(OfInstants.class, new OfInstants(now, now, firstMicro.minusNanos(1), now), "OfInstants.us");
		assertNotWritten(OfInstants.class, new OfInstants(now, now, lastMicro.plusNanos(1000), now), "OfInstants.us");
		assertNotWritten(OfInstants.class, new OfInstants(now, now, now, units(MIN, 1_000_000_000).minusNanos(1)),
				"OfInstants.ns");
		assertNotWritten(OfInstants.class, new OfInstants(now, now, now, units(MAX, 1_000_000_000).plusNanos(1)),
				"OfInstants.ns");
		for (Instant beyond : List.of(Instant.MIN, Instant.MAX)) {
			assertNotWritten(OfInstants.class, new OfInstants(now, now, beyond, now), "OfInstants.us");
		}
	}

	@Test
	void whenOtherTimesAreBeyondTheEdgeThenTheyAreRefused() {
		assertNotWritten(OfTimes.class, new OfTimes(OffsetDateTime.MAX, null, null), "OfTimes.offset");
		assertNotWritten(OfTimes.class, new OfTimes(OffsetDateTime.MIN, null, null), "OfTimes.offset");
		ZonedDateTime zoned = LocalDateTime.MAX.atZone(ZoneOffset.UTC);
		assertNotWritten(OfTimes.class, new OfTimes(null, zoned, null), "OfTimes.zoned");
		assertNotWritten(OfTimes.class, new OfTimes(null, null, LocalDateTime.MIN), "OfTimes.local");
		assertNotWritten(OfTimes.class, new OfTimes(null, null, LocalDateTime.of(294248, 1, 1, 0, 0)), "OfTimes.local");
	}

	@Test
	void whenDurationIsAtTheEdgeThenItIsWrittenAndBeyondRefused() {
		Duration micros = Duration.of(MAX, java.time.temporal.ChronoUnit.MICROS);
		Duration least = Duration.of(MIN, java.time.temporal.ChronoUnit.MICROS);
		assertWritten(OfDurations.class, new OfDurations(Duration.ofSeconds(MAX), micros, Duration.ofNanos(MAX)));
		assertWritten(OfDurations.class, new OfDurations(Duration.ofSeconds(MIN), least, Duration.ofNanos(MIN)));
		Duration none = Duration.ZERO;
		assertNotWritten(OfDurations.class, new OfDurations(none, micros.plusNanos(1000), none), "OfDurations.us");
		assertNotWritten(OfDurations.class, new OfDurations(none, least.minusNanos(1), none), "OfDurations.us");
		assertNotWritten(OfDurations.class, new OfDurations(none, none, Duration.ofNanos(MAX).plusNanos(1)),
				"OfDurations.ns");
		assertNotWritten(OfDurations.class, new OfDurations(none, none, Duration.ofNanos(MIN).minusNanos(1)),
				"OfDurations.ns");
		Duration longest = Duration.ofSeconds(MAX, 999_999_999);
		assertNotWritten(OfDurations.class, new OfDurations(none, longest, none), "OfDurations.us");
	}

	@Test
	void whenTimeOfDayIsAtTheEdgeThenItIsWritten() {
		assertWritten(OfTimesOfDay.class, new OfTimesOfDay(LocalTime.MIN, LocalTime.MIN, LocalTime.MIN, LocalTime.MIN));
		assertWritten(OfTimesOfDay.class, new OfTimesOfDay(LocalTime.of(23, 59, 59),
				LocalTime.of(23, 59, 59, 999_000_000), LocalTime.of(23, 59, 59, 999_999_000), LocalTime.MAX));
	}

	@Test
	void whenPeriodIsAtTheEdgeThenItIsWrittenAndBeyondRefused() {
		assertWritten(OfPeriod.class, new OfPeriod(Period.of(178956970, 7, Integer.MAX_VALUE)));
		assertWritten(OfPeriod.class, new OfPeriod(Period.of(-178956970, -8, Integer.MIN_VALUE)));
		for (Period beyond : List.of(Period.of(178956970, 8, 0), Period.of(-178956970, -9, 0),
				Period.ofYears(Integer.MAX_VALUE),
				Period.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE))) {
			assertThatExceptionOfType(RecordWriteException.class)
				.isThrownBy(() -> Batches.roundTrip(this.allocator, OfPeriod.class, new OfPeriod(beyond)))
				.withMessageContaining("OfPeriod.v")
				.withMessageContaining("32 bits");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999999.99", "-99999999.99", "1.500", "0E-1000", "1E+7", "0E+2147483647" })
	void whenDecimalFitsThenItIsReadFromAnyScale(String text) {
		BigDecimal value = new BigDecimal(text);
		int scale = (value.signum() == 0) ? 0 : value.scale();
		DecimalVector column = own(new DecimalVector("v", this.allocator, 38, scale), 1,
				(v) -> v.set(0, (value.signum() == 0) ? BigDecimal.ZERO : value));
		assertThat(reader(OfDecimal.class, column).read(0).v()).isEqualByComparingTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.505", "1.005", "-0.001", "100000000.00", "-100000000", "1E+8", "9E-38" })
	void whenDecimalDoesNotFitThenItsRowIsRefused(String text) {
		BigDecimal value = new BigDecimal(text);
		DecimalVector narrow = own(new DecimalVector("v", this.allocator, 38, value.scale()), 1,
				(v) -> v.set(0, value));
		Decimal256Vector wide = own(new Decimal256Vector("v", this.allocator, 76, value.scale()), 1,
				(v) -> v.set(0, value));
		for (FieldVector column : List.of(narrow, wide)) {
			assertRefused(OfDecimal.class, column,
					"row 0, column 'v': the value '" + value + "' does not fit a decimal of precision 10 and scale 2");
		}
	}

	@Test
	void whenScaleIsHugeThenNothingIsExpanded() {
		DecimalVector large = own(new DecimalVector("v", this.allocator, 38, -2_000_000_000), 1, (v) -> v.set(0, 7L));
		DecimalVector small = own(new DecimalVector("v", this.allocator, 38, 2_000_000_000), 1, (v) -> v.set(0, 7L));
		for (FieldVector column : List.of(large, small)) {
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(OfDecimal.class, column));
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(OfInteger.class, column));
		}
	}

	@Test
	void whenIntegerHasMoreDigitsThanTheDecimalThenItsRowIsRefused() {
		BigIntVector column = own(new BigIntVector("v", this.allocator), 3, (v) -> {
			v.set(0, 99_999_999);
			v.set(1, -99_999_999);
			v.set(2, 100_000_000);
		});
		RecordReader<OfDecimal> reader = reader(OfDecimal.class, column);
		assertThat(reader.read(0).v()).isEqualTo(new BigDecimal(99_999_999));
		assertThat(reader.read(1).v()).isEqualTo(new BigDecimal(-99_999_999));
		assertRefused(OfDecimal.class, column,
				"row 2, column 'v': the value '100000000' is not within the range of the column");
		assertRefused(OfInteger.class, own(new BigIntVector("v", this.allocator), 1, (v) -> v.set(0, 10_000_000_000L)),
				"row 0, column 'v': the value '10000000000' is not within the range of the column");
		assertRefused(OfInteger.class, own(new UInt8Vector("v", this.allocator), 1, (v) -> v.set(0, -1)),
				"row 0, column 'v': the value '18446744073709551615' is not between -9223372036854775808 and "
						+ "9223372036854775807");
	}

	@Test
	void whenDecimalIsWithinAListThenItIsRefusedAsWell() {
		assertThat(
				Batches.roundTrip(this.allocator, OfDecimals.class, new OfDecimals(List.of(new BigDecimal("1.500")))))
			.extracting(OfDecimals::v)
			.containsExactly(List.of(new BigDecimal("1.50")));
		assertThatExceptionOfType(RecordWriteException.class)
			.isThrownBy(() -> Batches.roundTrip(this.allocator, OfDecimals.class,
					new OfDecimals(List.of(new BigDecimal("1.505")))))
			.withMessageContaining("OfDecimals.v[]");
	}

	@Test
	void whenColumnHasTheEdgesOfItsTypeThenTheyAreReadOrRefused() {
		assertThat(read(OfDate.class, own(new DateDayVector("v", this.allocator), 2, (v) -> {
			v.set(0, Integer.MIN_VALUE);
			v.set(1, Integer.MAX_VALUE);
		}))).containsExactly(new OfDate(LocalDate.ofEpochDay(Integer.MIN_VALUE)),
				new OfDate(LocalDate.ofEpochDay(Integer.MAX_VALUE)));
		long day = 86_400_000L;
		assertThat(read(OfDate.class, own(new DateMilliVector("v", this.allocator), 2, (v) -> {
			v.set(0, Integer.MIN_VALUE * day);
			v.set(1, Integer.MAX_VALUE * day);
		}))).containsExactly(new OfDate(LocalDate.ofEpochDay(Integer.MIN_VALUE)),
				new OfDate(LocalDate.ofEpochDay(Integer.MAX_VALUE)));
		for (long value : new long[] { MIN / day * day, MAX / day * day, (Integer.MIN_VALUE - 1L) * day,
				(Integer.MAX_VALUE + 1L) * day }) {
			assertRefused(OfDate.class, own(new DateMilliVector("v", this.allocator), 1, (v) -> v.set(0, value)),
					"row 0, column 'v': the value '" + value + "' is not within the range of the column");
		}
		for (long second : new long[] { MIN, MAX, Instant.MAX.getEpochSecond() + 1,
				Instant.MIN.getEpochSecond() - 1 }) {
			assertRefused(OfInstant.class,
					own(new TimeStampSecTZVector("v", this.allocator, "UTC"), 1, (v) -> v.set(0, second)),
					"row 0, column 'v': the value '" + second + "' is not within the range of the column");
			assertRefused(OfLocal.class, own(new TimeStampSecVector("v", this.allocator), 1, (v) -> v.set(0, second)),
					"row 0, column 'v': the value '" + second + "' is not within the range of the column");
		}
		assertThat(read(OfLocal.class, own(new TimeStampMicroVector("v", this.allocator), 2, (v) -> {
			v.set(0, MIN);
			v.set(1, MAX);
		}))).containsExactly(new OfLocal(LocalDateTime.ofInstant(units(MIN, 1_000_000), ZoneOffset.UTC)),
				new OfLocal(LocalDateTime.ofInstant(units(MAX, 1_000_000), ZoneOffset.UTC)));
	}

	@Test
	void whenTimeOfDayIsNotWithinADayThenItsRowIsRefused() {
		for (long value : new long[] { -1, 86400, Integer.MAX_VALUE, Integer.MIN_VALUE }) {
			assertRefused(OfTime.class,
					own(new TimeSecVector("v", this.allocator), 1, (v) -> v.set(0, Math.toIntExact(value))),
					"row 0, column 'v': the value '" + value + "' is not within the range of the column");
		}
		for (long value : new long[] { -1, 86_400_000_000L, MAX, MIN }) {
			assertRefused(OfTime.class, own(new TimeMicroVector("v", this.allocator), 1, (v) -> v.set(0, value)),
					"row 0, column 'v': the value '" + value + "' is not within the range of the column");
		}
		assertRefused(OfTime.class,
				own(new TimeNanoVector("v", this.allocator), 1, (v) -> v.set(0, 86_400_000_000_000L)),
				"row 0, column 'v': the value '86400000000000' is not within the range of the column");
	}

	@Test
	void whenDurationsAndPeriodsAreAtTheEdgeThenTheyAreRead() {
		FieldType seconds = FieldType.nullable(new ArrowType.Duration(TimeUnit.SECOND));
		FieldType millis = FieldType.nullable(new ArrowType.Duration(TimeUnit.MILLISECOND));
		for (long value : new long[] { MIN / 1_000_000, MAX / 1_000_000 }) {
			assertThat(read(OfDuration.class,
					own(new DurationVector("v", seconds, this.allocator), 1, (v) -> v.set(0, value))))
				.containsExactly(new OfDuration(Duration.ofSeconds(value)));
			assertThat(read(OfDuration.class,
					own(new DurationVector("v", millis, this.allocator), 1, (v) -> v.set(0, value))))
				.containsExactly(new OfDuration(Duration.ofMillis(value)));
		}
		assertThat(read(OfPeriod.class,
				own(new IntervalYearVector("v", this.allocator), 1, (v) -> v.set(0, Integer.MIN_VALUE))))
			.containsExactly(new OfPeriod(Period.of(-178956970, -8, 0)));
		assertRefused(OfPeriod.class,
				own(new IntervalDayVector("v", this.allocator), 1, (v) -> v.set(0, 1, Integer.MIN_VALUE)),
				"row 0, column 'v': the interval has a part below a day, which a period cannot hold");
	}

	@Test
	void whenHalvesAreReadThenEachIsExact() {
		Float2Vector column = own(new Float2Vector("v", this.allocator), 1 << 16, (v) -> {
			v.allocateNew(1 << 16);
			for (int i = 0; i < 1 << 16; i++) {
				v.set(i, (short) i);
			}
		});
		List<OfDouble> read = read(OfDouble.class, column);
		for (int i = 0; i < 1 << 16; i++) {
			assertThat(read.get(i).v()).isEqualTo(Double.valueOf(half(i)));
		}
		assertThat(Arrays.asList(read.get(0x8000).v(), read.get(1).v(), read.get(0x7BFF).v())).containsExactly(-0.0,
				Math.scalb(1.0, -24), 65504.0);
	}

	private static double half(int bits) {
		int exponent = (bits >> 10) & 0x1F;
		int fraction = bits & 0x3FF;
		double value = (exponent == 0) ? Math.scalb(fraction, -24)
				: (exponent < 31) ? Math.scalb(1024.0 + fraction, exponent - 25)
						: (fraction == 0) ? Double.POSITIVE_INFINITY : Double.NaN;
		return ((bits & 0x8000) != 0) ? -value : value;
	}

	private static Instant units(long value, long perSecond) {
		return Instant.ofEpochSecond(Math.floorDiv(value, perSecond),
				Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
	}

	record OfDate(LocalDate v) {
	}

	record OfDates(List<LocalDate> list, Map<String, OfDate> map) {
	}

	record OfInstant(Instant v) {
	}

	record OfInstants(@ArrowField(unit = Unit.SECOND) Instant s, @ArrowField(unit = Unit.MILLISECOND) Instant ms,
			Instant us, @ArrowField(unit = Unit.NANOSECOND) Instant ns) {
	}

	record OfLocal(LocalDateTime v) {
	}

	record OfTimes(OffsetDateTime offset, ZonedDateTime zoned, LocalDateTime local) {
	}

	record OfTime(LocalTime v) {
	}

	record OfTimesOfDay(@ArrowField(unit = Unit.SECOND) LocalTime s, @ArrowField(unit = Unit.MILLISECOND) LocalTime ms,
			LocalTime us, @ArrowField(unit = Unit.NANOSECOND) LocalTime ns) {
	}

	record OfDuration(Duration v) {
	}

	record OfDurations(@ArrowField(unit = Unit.SECOND) Duration s, Duration us,
			@ArrowField(unit = Unit.NANOSECOND) Duration ns) {
	}

	record OfPeriod(Period v) {
	}

	record OfDouble(double v) {
	}

	record OfDecimal(@ArrowDecimal(precision = 10, scale = 2) BigDecimal v) {
	}

	record OfDecimals(@ArrowDecimal(precision = 10, scale = 2) List<BigDecimal> v) {
	}

	record OfInteger(@ArrowDecimal(precision = 10, scale = 0) BigInteger v) {
	}

}
