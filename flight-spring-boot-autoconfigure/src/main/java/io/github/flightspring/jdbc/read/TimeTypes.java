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

package io.github.flightspring.jdbc.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import io.github.flightspring.arrow.value.TimeUnits;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times, by {@code java.time}: its calendar is the database's, also before
 * 1582, and the zone of the JVM has no part in it.
 */
final class TimeTypes {

	private static final long NANOS_PER_MICRO = 1000;

	private TimeTypes() {
	}

	static ColumnType date(int column, Driver driver) {
		return ColumnType.of(new ArrowType.Date(DateUnit.DAY), 33, DateDayVector.class, (vector) -> (rows, index) -> {
			LocalDate date = get(rows, column, LocalDate.class, driver);
			if (date == null) {
				vector.setNull(index);
				return 0;
			}
			long day = date.toEpochDay();
			// the outermost days are the infinity of DuckDB
			if (day >= Integer.MAX_VALUE || day <= -Integer.MAX_VALUE) {
				throw UnreadableValueException.ofRange(date);
			}
			vector.setSafe(index, (int) day);
			return 0;
		});
	}

	static ColumnType time(int column, TimeUnit unit, Driver driver) {
		ArrowType type = new ArrowType.Time(unit, 64);
		if (unit == TimeUnit.NANOSECOND) {
			return ColumnType.of(type, 65, TimeNanoVector.class, (vector) -> (rows, index) -> {
				LocalTime time = get(rows, column, LocalTime.class, driver);
				if (time == null) {
					vector.setNull(index);
				}
				else {
					vector.setSafe(index, time.toNanoOfDay());
				}
				return 0;
			});
		}
		return ColumnType.of(type, 65, TimeMicroVector.class, (vector) -> (rows, index) -> {
			LocalTime time = get(rows, column, LocalTime.class, driver);
			if (time == null) {
				vector.setNull(index);
				return 0;
			}
			long nanos = time.toNanoOfDay();
			// also 24:00, for which PostgreSQL's driver returns the last nanosecond
			if (nanos % NANOS_PER_MICRO != 0) {
				throw LocalTime.MAX.equals(time) ? UnreadableValueException.ofMidnight() : inexact(time);
			}
			vector.setSafe(index, nanos / NANOS_PER_MICRO);
			return 0;
		});
	}

	static ColumnType timestamp(int column, TimeUnit unit, Driver driver) {
		return ColumnType.of(new ArrowType.Timestamp(unit, null), 65, TimeStampVector.class,
				(vector) -> (rows, index) -> {
					LocalDateTime time = (driver == Driver.MARIADB)
							? MariaDbTimes.get(rows, column, LocalDateTime.class)
							: rows.getObject(column, LocalDateTime.class);
					if (time == null) {
						vector.setNull(index);
					}
					else {
						vector.setSafe(index, units(time, time.toEpochSecond(ZoneOffset.UTC), time.getNano(), unit));
					}
					return 0;
				});
	}

	static ColumnType instant(int column, TimeUnit unit, Driver driver) {
		return ColumnType.of(new ArrowType.Timestamp(unit, "UTC"), 65, TimeStampVector.class,
				(vector) -> (rows, index) -> {
					OffsetDateTime time = get(rows, column, OffsetDateTime.class, driver);
					if (time == null) {
						vector.setNull(index);
					}
					else {
						vector.setSafe(index, units(time, time.toEpochSecond(), time.getNano(), unit));
					}
					return 0;
				});
	}

	/**
	 * Return a value of a class. DuckDB's driver returns it unasked, and where it is
	 * asked loses the era of a date and does not know the elements of an array.
	 */
	static <T> @Nullable T get(ResultSet rows, int column, Class<T> type, Driver driver) throws SQLException {
		return switch (driver) {
			case DUCKDB -> type.cast(rows.getObject(column));
			case MARIADB -> MariaDbTimes.get(rows, column, type);
			default -> rows.getObject(column, type);
		};
	}

	private static long units(Object time, long seconds, int nanos, TimeUnit unit) {
		long units;
		try {
			units = TimeUnits.of(seconds, nanos, unit);
		}
		catch (ArithmeticException ex) {
			throw UnreadableValueException.ofRange(time);
		}
		if (nanos % TimeUnits.nanos(unit) != 0) {
			throw inexact(time);
		}
		// the outermost times are the infinity of DuckDB
		if (units == Long.MAX_VALUE || units <= -Long.MAX_VALUE) {
			throw UnreadableValueException.ofRange(time);
		}
		return units;
	}

	private static UnreadableValueException inexact(Object time) {
		return new UnreadableValueException("the time " + time + " is not a whole number of microseconds");
	}

}
