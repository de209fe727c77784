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
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

import io.github.flightspring.arrow.value.TimeUnits;
import io.github.flightspring.jdbc.copy.CopyFormat;
import io.github.flightspring.jdbc.copy.CopyType;
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
import org.jspecify.annotations.Nullable;

/**
 * The writers of dates and times: days and microseconds since 2000.
 */
final class CopyTimes {

	// PostgreSQL: src/include/datatype/timestamp.h, from 4714-11-24 BC to 5874897-12-31
	// and 294276-12-31
	private static final long FIRST_DAY = -2_451_545;

	private static final long END_DAY = 2_147_483_494L - 2_451_545;

	private static final long FIRST_TIMESTAMP = -211_813_488_000_000_000L;

	private static final long END_TIMESTAMP = 9_223_371_331_200_000_000L;

	private CopyTimes() {
	}

	static @Nullable CopyWriter of(FieldVector vector, CopyColumn column) {
		if (vector instanceof TimeStampVector timestamps) {
			boolean stores = column.type() == CopyType.TIMESTAMP || column.type() == CopyType.TIMESTAMPTZ;
			return stores ? timestamp(timestamps, column) : null;
		}
		if (vector instanceof DateDayVector || vector instanceof DateMilliVector) {
			return (column.type() == CopyType.DATE) ? date(vector) : null;
		}
		boolean times = vector instanceof TimeSecVector || vector instanceof TimeMilliVector
				|| vector instanceof TimeMicroVector || vector instanceof TimeNanoVector;
		return (times && column.type() == CopyType.TIME) ? time(vector, TimeDigits.of(column.column())) : null;
	}

	private static CopyWriter date(FieldVector vector) {
		return (out, row) -> {
			long day = TimeValues.day(vector, row) - CopyFormat.EPOCH_DAYS;
			check(day >= FIRST_DAY && day < END_DAY, "date");
			out.putInt(4);
			out.putInt((int) day);
		};
	}

	private static CopyWriter time(FieldVector vector, TimeDigits digits) {
		return (out, row) -> {
			LocalTime time = TimeValues.time(vector, row);
			digits.check(time.getNano(), () -> time);
			out.putInt(8);
			out.putLong(time.toNanoOfDay() / 1000);
		};
	}

	private static CopyWriter timestamp(TimeStampVector vector, CopyColumn column) {
		ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
		TimeValues.checkZone(type, column.column());
		TimeUnit unit = type.getUnit();
		TimeDigits digits = TimeDigits.of(column.column());
		return (out, row) -> {
			long units = vector.get(row);
			long seconds = TimeUnits.seconds(units, unit);
			int nanos = TimeUnits.nanos(units, unit);
			digits.check(nanos, () -> LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC));
			long micros = micros(seconds - CopyFormat.EPOCH_SECONDS, nanos);
			check(micros >= FIRST_TIMESTAMP && micros < END_TIMESTAMP, "timestamp");
			out.putInt(8);
			out.putLong(micros);
		};
	}

	private static long micros(long seconds, int nanos) {
		try {
			return TimeUnits.of(seconds, nanos, TimeUnit.MICROSECOND);
		}
		catch (ArithmeticException ex) {
			return Long.MAX_VALUE;
		}
	}

	private static void check(boolean inRange, String type) throws SQLException {
		if (!inRange) {
			// datetime_field_overflow
			throw new SQLException(type + " out of range", "22008");
		}
	}

}
