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

package io.github.flightspring.jdbc.load;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

import io.github.flightspring.arrow.value.TimeUnits;
import io.github.flightspring.jdbc.read.Driver;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The setters of dates and times, by {@code java.time}.
 */
final class TimeSetters {

	private static final LocalDate FIRST_OF_POSTGRES = LocalDate.of(-4712, 1, 1);

	private TimeSetters() {
	}

	static ParameterSetter of(FieldVector vector, TargetColumn column, int index, Driver driver) {
		if (vector instanceof DateDayVector || vector instanceof DateMilliVector) {
			return (statement, row) -> {
				LocalDate date = LocalDate.ofEpochDay(TimeValues.day(vector, row));
				checkRange(date, driver);
				statement.setObject(index, date);
			};
		}
		return (vector instanceof TimeStampVector timestamps) ? timestamp(timestamps, column, index, driver)
				: time(vector, column, index);
	}

	/**
	 * Refuse a date for which PostgreSQL's driver sends {@code -infinity}.
	 */
	private static void checkRange(LocalDate date, Driver driver) throws SQLException {
		if (driver == Driver.POSTGRESQL && date.isBefore(FIRST_OF_POSTGRES)) {
			// datetime_field_overflow
			throw new SQLException("date out of range: " + date, "22008");
		}
	}

	private static ParameterSetter time(FieldVector vector, TargetColumn column, int index) {
		TimeDigits digits = TimeDigits.of(column);
		return (statement, row) -> {
			LocalTime time = TimeValues.time(vector, row);
			digits.check(time.getNano(), () -> time);
			statement.setObject(index, time);
		};
	}

	private static ParameterSetter timestamp(TimeStampVector vector, TargetColumn column, int index, Driver driver) {
		ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
		TimeValues.checkZone(type, column);
		boolean instants = type.getTimezone() != null;
		TimeUnit unit = type.getUnit();
		TimeDigits digits = TimeDigits.of(column);
		return (statement, row) -> {
			long units = vector.get(row);
			LocalDateTime time = time(units, unit);
			digits.check(time.getNano(), () -> time);
			checkRange(time.toLocalDate(), driver);
			statement.setObject(index, instants ? time.atOffset(ZoneOffset.UTC) : time);
		};
	}

	private static LocalDateTime time(long units, TimeUnit unit) throws UnstorableValueException {
		try {
			return LocalDateTime.ofEpochSecond(TimeUnits.seconds(units, unit), TimeUnits.nanos(units, unit),
					ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			throw new UnstorableValueException("the time %d in the unit %s is out of range".formatted(units, unit));
		}
	}

}
