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

package io.github.flightspring.arrow.type;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.ToLongFunction;

import io.github.flightspring.arrow.read.PeriodReader;
import io.github.flightspring.arrow.read.TemporalReaders;
import io.github.flightspring.arrow.value.TimeUnits;
import io.github.flightspring.arrow.write.FixedBytesWriter;
import io.github.flightspring.arrow.write.IntWriter;
import io.github.flightspring.arrow.write.LongWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * The column types of {@code java.time}.
 */
final class TemporalTypes {

	private TemporalTypes() {
	}

	static ColumnType instant(TimeUnit unit) {
		return timestamp(unit, "UTC", (value) -> {
			Instant instant = (Instant) value;
			return TimeUnits.of(instant.getEpochSecond(), instant.getNano(), unit);
		}, Instant.class);
	}

	static ColumnType offsetDateTime(TimeUnit unit) {
		return timestamp(unit, "UTC", (value) -> {
			OffsetDateTime time = (OffsetDateTime) value;
			return TimeUnits.of(time.toEpochSecond(), time.getNano(), unit);
		}, OffsetDateTime.class);
	}

	static ColumnType zonedDateTime(TimeUnit unit) {
		return timestamp(unit, "UTC", (value) -> {
			ZonedDateTime time = (ZonedDateTime) value;
			return TimeUnits.of(time.toEpochSecond(), time.getNano(), unit);
		}, ZonedDateTime.class);
	}

	static ColumnType localDateTime(TimeUnit unit) {
		return timestamp(unit, null, (value) -> {
			LocalDateTime time = (LocalDateTime) value;
			return TimeUnits.of(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), unit);
		}, LocalDateTime.class);
	}

	private static ColumnType timestamp(TimeUnit unit, @Nullable String zone, ToLongFunction<Object> conversion,
			Class<?> type) {
		return new ScalarType(new ArrowType.Timestamp(unit, zone), LongWriter.class,
				(target) -> new LongWriter(target, conversion),
				(source) -> TemporalReaders.timestamp(source, type, unit));
	}

	static ColumnType localDate() {
		return new ScalarType(new ArrowType.Date(DateUnit.DAY), IntWriter.class,
				(target) -> new IntWriter(target, (value) -> Math.toIntExact(((LocalDate) value).toEpochDay())),
				TemporalReaders::date);
	}

	static ColumnType localTime(TimeUnit unit) {
		int nanos = TimeUnits.nanos(unit);
		if (unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND) {
			return new ScalarType(new ArrowType.Time(unit, 32), IntWriter.class,
					(target) -> new IntWriter(target, (value) -> (int) (((LocalTime) value).toNanoOfDay() / nanos)),
					(source) -> TemporalReaders.time(source, unit));
		}
		return new ScalarType(new ArrowType.Time(unit, 64), LongWriter.class,
				(target) -> new LongWriter(target, (value) -> ((LocalTime) value).toNanoOfDay() / nanos),
				(source) -> TemporalReaders.time(source, unit));
	}

	static ColumnType duration(TimeUnit unit) {
		return new ScalarType(new ArrowType.Duration(unit), LongWriter.class,
				(target) -> new LongWriter(target, (value) -> {
					Duration duration = (Duration) value;
					return TimeUnits.of(duration.getSeconds(), duration.getNano(), unit);
				}), (source) -> TemporalReaders.duration(source, unit));
	}

	static ColumnType period() {
		return new ScalarType(new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO), FixedBytesWriter.OfPeriod.class,
				FixedBytesWriter.OfPeriod::new, PeriodReader::of);
	}

}
