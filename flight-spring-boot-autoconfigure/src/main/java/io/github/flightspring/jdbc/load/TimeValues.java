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
import java.time.LocalTime;

import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The values of vectors of dates and times.
 */
final class TimeValues {

	private static final long MILLIS_PER_DAY = 86_400_000;

	private TimeValues() {
	}

	/**
	 * Return the day since 1970.
	 */
	static long day(FieldVector vector, int row) {
		return (vector instanceof DateDayVector days) ? days.get(row)
				: Math.floorDiv(((DateMilliVector) vector).get(row), MILLIS_PER_DAY);
	}

	/**
	 * Return the time of day.
	 * @throws java.time.DateTimeException if it is none
	 */
	static LocalTime time(FieldVector vector, int row) {
		if (vector instanceof TimeNanoVector nanos) {
			return LocalTime.ofNanoOfDay(nanos.get(row));
		}
		if (vector instanceof TimeMicroVector micros) {
			return LocalTime.ofNanoOfDay(micros.get(row) * 1_000);
		}
		return LocalTime.ofNanoOfDay((vector instanceof TimeMilliVector millis) ? millis.get(row) * 1_000_000L
				: ((TimeSecVector) vector).get(row) * 1_000_000_000L);
	}

	/**
	 * Refuse timestamps with a zone for a column without one, and the other way round.
	 */
	static void checkZone(ArrowType.Timestamp type, TargetColumn column) {
		boolean instants = type.getTimezone() != null;
		boolean zoned = column.isZoned();
		if (column.type() == Types.TIMESTAMP && instants != zoned || !instants && zoned) {
			throw new UnstorableValueException(instants
					? "has times with a zone, but the table's column has none; remove the zone before the upload"
					: "has times without a zone, but the table's column has one; set the zone before the upload");
		}
	}

}
