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

import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

import io.github.flightspring.arrow.value.TimeUnits;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The setters of dates and times, by {@code java.time}.
 */
final class TimeSetters {

	private static final long MILLIS_PER_DAY = 86_400_000;

	private TimeSetters() {
	}

	static ParameterSetter of(FieldVector vector, TargetColumn column, int index) {
		if (vector instanceof DateDayVector days) {
			return (statement, row) -> statement.setObject(index, LocalDate.ofEpochDay(days.get(row)));
		}
		if (vector instanceof DateMilliVector millis) {
			return (statement, row) -> statement.setObject(index,
					LocalDate.ofEpochDay(Math.floorDiv(millis.get(row), MILLIS_PER_DAY)));
		}
		return (vector instanceof TimeStampVector timestamps) ? timestamp(timestamps, column, index)
				: time(vector, column, index);
	}

	private static ParameterSetter time(FieldVector vector, TargetColumn column, int index) {
		return (statement, row) -> {
			LocalTime time = LocalTime.ofNanoOfDay(nanoOfDay(vector, row));
			checkDigits(time, time.getNano(), column);
			statement.setObject(index, time);
		};
	}

	private static long nanoOfDay(FieldVector vector, int row) {
		if (vector instanceof TimeNanoVector nanos) {
			return nanos.get(row);
		}
		if (vector instanceof TimeMicroVector micros) {
			return micros.get(row) * 1_000;
		}
		return (vector instanceof TimeMilliVector millis) ? millis.get(row) * 1_000_000L
				: ((TimeSecVector) vector).get(row) * 1_000_000_000L;
	}

	private static ParameterSetter timestamp(TimeStampVector vector, TargetColumn column, int index) {
		ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
		boolean instants = type.getTimezone() != null;
		if (column.type() == Types.DATE || column.type() == Types.TIME) {
			throw new UnstorableValueException(
					"has timestamps, but the table's column has the type " + column.typeName());
		}
		boolean zoned = column.type() == Types.TIMESTAMP_WITH_TIMEZONE
				|| column.typeName().equalsIgnoreCase("timestamptz");
		if (column.type() == Types.TIMESTAMP && instants != zoned || !instants && zoned) {
			throw new UnstorableValueException(instants
					? "has times with a zone, but the table's column has none; remove the zone before the upload"
					: "has times without a zone, but the table's column has one; set the zone before the upload");
		}
		TimeUnit unit = type.getUnit();
		return (statement, row) -> {
			long units = vector.get(row);
			LocalDateTime time = LocalDateTime.ofEpochSecond(TimeUnits.seconds(units, unit),
					TimeUnits.nanos(units, unit), ZoneOffset.UTC);
			checkDigits(time, time.getNano(), column);
			statement.setObject(index, instants ? time.atOffset(ZoneOffset.UTC) : time);
		};
	}

	/**
	 * Refuse a time that the database would round.
	 */
	private static void checkDigits(Object time, int nanos, TargetColumn column) {
		long smallest = 1;
		for (int digit = Math.max(column.digits(), 0); digit < 9; digit++) {
			smallest *= 10;
		}
		if (column.digits() >= 0 && nanos % smallest != 0) {
			throw new UnstorableValueException(
					"the time %s is between two times of the table's column".formatted(time));
		}
	}

}
