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

import io.github.flightspring.arrow.value.InexactTimeException;
import io.github.flightspring.arrow.value.TimeUnits;
import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Creates readers of the types of {@code java.time}. They read any Arrow unit, as long as
 * each value fits the unit of the component without loss.
 */
public final class TemporalReaders {

	private static final long MILLIS_PER_DAY = 86_400_000L;

	private TemporalReaders() {
	}

	/**
	 * Create a reader of points in time.
	 * @param source the column
	 * @param componentType the class of the values
	 * @param own the unit of the component
	 * @return the reader
	 */
	public static ColumnReader timestamp(ReadSource source, Class<?> componentType, TimeUnit own) {
		boolean local = componentType == LocalDateTime.class;
		if (!(source.type() instanceof ArrowType.Timestamp type) || (type.getTimezone() == null) != local) {
			throw source.refuse(local ? "a timestamp without a time zone" : "a timestamp with a time zone");
		}
		TimeUnit unit = type.getUnit();
		if (local) {
			return times(source, unit, own, (value) -> local(value, unit));
		}
		ZoneId zone = zone(source, type);
		if (componentType == Instant.class) {
			return times(source, unit, own, (value) -> instant(value, unit));
		}
		if (componentType == OffsetDateTime.class) {
			return times(source, unit, own, (value) -> instant(value, unit).atZone(zone).toOffsetDateTime());
		}
		return times(source, unit, own, (value) -> instant(value, unit).atZone(zone));
	}

	private static ZoneId zone(ReadSource source, ArrowType.Timestamp type) {
		try {
			return ZoneId.of(type.getTimezone());
		}
		catch (DateTimeException ex) {
			throw source.refuse("a time zone that Java knows");
		}
	}

	private static LocalDateTime local(long value, TimeUnit unit) {
		return LocalDateTime.ofEpochSecond(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit),
				ZoneOffset.UTC);
	}

	private static Instant instant(long value, TimeUnit unit) {
		return Instant.ofEpochSecond(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit));
	}

	/**
	 * Create a reader of dates.
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
				throw inexact(source, local(value, TimeUnit.MILLISECOND), new InexactTimeException(DateUnit.DAY));
			}
			return LocalDate.ofEpochDay(Math.toIntExact(value / MILLIS_PER_DAY));
		});
	}

	/**
	 * Create a reader of times of day.
	 * @param source the column
	 * @param own the unit of the component
	 * @return the reader
	 */
	public static ColumnReader time(ReadSource source, TimeUnit own) {
		if (!(source.type() instanceof ArrowType.Time type)) {
			throw source.refuse("a time of day");
		}
		long nanos = TimeUnits.nanos(type.getUnit());
		return times(source, type.getUnit(), own, (value) -> LocalTime.ofNanoOfDay(Math.multiplyExact(value, nanos)));
	}

	/**
	 * Create a reader of durations.
	 * @param source the column
	 * @param own the unit of the component
	 * @return the reader
	 */
	public static ColumnReader duration(ReadSource source, TimeUnit own) {
		if (!(source.type() instanceof ArrowType.Duration type)) {
			throw source.refuse("a duration");
		}
		TimeUnit unit = type.getUnit();
		return times(source, unit, own,
				(value) -> Duration.ofSeconds(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit)));
	}

	private static ColumnReader times(ReadSource source, TimeUnit unit, TimeUnit own, LongFunction<Object> conversion) {
		int width = (source.type() instanceof ArrowType.Time type) ? type.getBitWidth() : Long.SIZE;
		if (unit == own) {
			return integers(source, width, conversion);
		}
		return integers(source, width, (value) -> {
			Object time = conversion.apply(value);
			try {
				TimeUnits.exact(TimeUnits.seconds(value, unit), TimeUnits.nanos(value, unit), own);
			}
			catch (InexactTimeException ex) {
				throw inexact(source, time, ex);
			}
			return time;
		});
	}

	private static ValueException inexact(ReadSource source, Object time, InexactTimeException ex) {
		return new ValueException(source.path(), "the value '" + time + "' is not " + ex.expected(), null);
	}

	private static ColumnReader integers(ReadSource source, int width, LongFunction<Object> conversion) {
		return IntegerReader.of(source, width, Long.MIN_VALUE, Long.MAX_VALUE, conversion);
	}

}
