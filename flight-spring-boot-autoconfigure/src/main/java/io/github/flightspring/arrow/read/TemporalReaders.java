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

package io.github.flightspring.arrow.read;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongFunction;

import io.github.flightspring.arrow.value.TimeUnits;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Makes readers of the types of {@code java.time}, which hold any of Arrow's units
 * exactly.
 */
public final class TemporalReaders {

	private static final long MILLIS_PER_DAY = 86_400_000L;

	private TemporalReaders() {
	}

	/**
	 * Read points in time.
	 * @param source the column
	 * @param componentType the class of the values
	 * @return the reader
	 */
	public static ColumnReader timestamp(ReadSource source, Class<?> componentType) {
		boolean local = componentType == LocalDateTime.class;
		if (!(source.type() instanceof ArrowType.Timestamp type) || (type.getTimezone() == null) != local) {
			throw source.refuse(local ? "a timestamp without a time zone" : "a timestamp with a time zone");
		}
		TimeUnit unit = type.getUnit();
		if (local) {
			return integers(source, 64, (value) -> LocalDateTime.ofEpochSecond(TimeUnits.seconds(value, unit),
					TimeUnits.nanos(value, unit), ZoneOffset.UTC));
		}
		ZoneId zone = zone(source, type);
		if (componentType == Instant.class) {
			return integers(source, 64, (value) -> instant(value, unit));
		}
		if (componentType == OffsetDateTime.class) {
			return integers(source, 64, (value) -> instant(value, unit).atZone(zone).toOffsetDateTime());
		}
		return integers(source, 64, (value) -> instant(value, unit).atZone(zone));
	}

	private static ZoneId zone(ReadSource source, ArrowType.Timestamp type) {
		try {
			return ZoneId.of(type.getTimezone());
		}
		catch (DateTimeException ex) {
			throw source.refuse("a time zone that Java knows");
		}
	}

	private static Instant instant(long value, TimeUnit unit) {
		return Instant.ofEpochSecond(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit));
	}

	/**
	 * Read dates.
	 * @param source the column
	 * @return the reader
	 */
	public static ColumnReader date(ReadSource source) {
		if (!(source.type() instanceof ArrowType.Date type)) {
			throw source.refuse("a date");
		}
		if (type.getUnit() == DateUnit.DAY) {
			return integers(source, 32, LocalDate::ofEpochDay);
		}
		return integers(source, 64, (value) -> {
			if (value % MILLIS_PER_DAY != 0) {
				throw new ArithmeticException("not a whole day");
			}
			return LocalDate.ofEpochDay(value / MILLIS_PER_DAY);
		});
	}

	/**
	 * Read times of day.
	 * @param source the column
	 * @return the reader
	 */
	public static ColumnReader time(ReadSource source) {
		if (!(source.type() instanceof ArrowType.Time type)) {
			throw source.refuse("a time of day");
		}
		long nanos = TimeUnits.nanos(type.getUnit());
		return integers(source, type.getBitWidth(), (value) -> LocalTime.ofNanoOfDay(Math.multiplyExact(value, nanos)));
	}

	/**
	 * Read durations.
	 * @param source the column
	 * @return the reader
	 */
	public static ColumnReader duration(ReadSource source) {
		if (!(source.type() instanceof ArrowType.Duration type)) {
			throw source.refuse("a duration");
		}
		TimeUnit unit = type.getUnit();
		return integers(source, 64,
				(value) -> Duration.ofSeconds(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit)));
	}

	private static ColumnReader integers(ReadSource source, int width, LongFunction<Object> conversion) {
		return IntegerReader.of(source, width, Long.MIN_VALUE, Long.MAX_VALUE, conversion);
	}

}
