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

package io.github.flightspring.jdbc.copy;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.jspecify.annotations.Nullable;

/**
 * The readers of dates and times: days and microseconds since 2000. The outermost values
 * are infinite.
 */
final class TimeReaders {

	private static final long MICROS = 1_000_000;

	private static final long MICROS_PER_DAY = 86_400 * MICROS;

	private TimeReaders() {
	}

	static @Nullable CopyReader of(CopyType type, FieldVector vector) {
		return switch (type) {
			case DATE -> (vector instanceof DateDayVector days) ? date(days) : null;
			case TIME -> (vector instanceof TimeMicroVector times) ? time(times) : null;
			case TIMESTAMP -> (vector instanceof TimeStampMicroVector times) ? timestamp(times) : null;
			case TIMESTAMPTZ -> (vector instanceof TimeStampMicroTZVector times) ? timestamp(times) : null;
			default -> null;
		};
	}

	private static CopyReader date(DateDayVector vector) {
		return (value, index) -> {
			int days = value.getInt();
			if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
				throw infinite(days > 0);
			}
			long day = days + CopyFormat.EPOCH_DAYS;
			if (day >= Integer.MAX_VALUE) {
				throw UnreadableValueException.ofRange(day);
			}
			vector.setSafe(index, (int) day);
			return 0;
		};
	}

	private static CopyReader time(TimeMicroVector vector) {
		return (value, index) -> {
			long micros = value.getLong();
			if (micros < 0 || micros > MICROS_PER_DAY) {
				throw UnreadableValueException.ofRange(micros);
			}
			if (micros == MICROS_PER_DAY) {
				throw UnreadableValueException.ofMidnight();
			}
			vector.setSafe(index, micros);
			return 0;
		};
	}

	private static CopyReader timestamp(TimeStampVector vector) {
		return (value, index) -> {
			long micros = value.getLong();
			if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
				throw infinite(micros > 0);
			}
			long units = micros + CopyFormat.EPOCH_SECONDS * MICROS;
			// also if the sum does not fit into 64 bits
			if (units < micros || units == Long.MAX_VALUE) {
				throw UnreadableValueException.ofRange(LocalDateTime.ofEpochSecond(
						micros / MICROS + CopyFormat.EPOCH_SECONDS, (int) (micros % MICROS) * 1000, ZoneOffset.UTC));
			}
			vector.setSafe(index, units);
			return 0;
		};
	}

	private static UnreadableValueException infinite(boolean positive) {
		return UnreadableValueException.ofRange(positive ? "infinity" : "-infinity");
	}

}
