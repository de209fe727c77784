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

package io.github.flightspring.http.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.function.ToLongFunction;

import io.github.flightspring.arrow.value.TimeUnits;
import io.github.flightspring.http.text.TextColumn.Cells;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Columns of times, in ISO 8601. A time between two of the column's units becomes the
 * earlier one.
 */
final class TextTimes {

	private static final int TIME = 10;

	private TextTimes() {
	}

	static @Nullable Cells of(FieldVector vector, String path) {
		if (vector instanceof TimeStampVector timestamps) {
			ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
			return timestamps(timestamps, path, type.getUnit(), type.getTimezone() != null);
		}
		if (vector instanceof DateDayVector dates) {
			Parser days = new Parser(path, "a date such as 2001-01-31", (text) -> LocalDate.parse(text).toEpochDay());
			return (index, value) -> dates.setSafe(index, (int) days.parse(value));
		}
		if (vector instanceof DurationVector durations) {
			TimeUnit unit = ((ArrowType.Duration) vector.getField().getType()).getUnit();
			Parser lengths = new Parser(path, "a duration such as PT1M30S", (text) -> {
				Duration duration = Duration.parse(text);
				return TimeUnits.of(duration.getSeconds(), duration.getNano(), unit);
			});
			return (index, value) -> durations.setSafe(index, lengths.parse(value));
		}
		if (vector instanceof IntervalMonthDayNanoVector intervals) {
			return (index, value) -> interval(intervals, path, index, value);
		}
		return times(vector, path);
	}

	private static Cells timestamps(TimeStampVector vector, String path, TimeUnit unit, boolean zoned) {
		Parser parser = zoned ? new Parser(path, "an instant such as 2001-01-31T12:30:00Z", (text) -> {
			Instant instant = OffsetDateTime.parse(separated(text)).toInstant();
			return TimeUnits.of(instant.getEpochSecond(), instant.getNano(), unit);
		}) : new Parser(path, "a time such as 2001-01-31T12:30:00", (text) -> {
			LocalDateTime time = LocalDateTime.parse(separated(text));
			return TimeUnits.of(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), unit);
		});
		return (index, value) -> vector.setSafe(index, parser.parse(value));
	}

	/**
	 * Many tools write a space where the standard has a letter.
	 */
	private static String separated(String text) {
		return (text.length() > TIME && text.charAt(TIME) == ' ')
				? text.substring(0, TIME) + "T" + text.substring(TIME + 1) : text;
	}

	private static @Nullable Cells times(FieldVector vector, String path) {
		Parser nanos = new Parser(path, "a time of day such as 12:30:00",
				(text) -> LocalTime.parse(text).toNanoOfDay());
		if (vector instanceof TimeSecVector times) {
			return (index, value) -> times.setSafe(index, (int) (nanos.parse(value) / 1_000_000_000));
		}
		if (vector instanceof TimeMilliVector times) {
			return (index, value) -> times.setSafe(index, (int) (nanos.parse(value) / 1_000_000));
		}
		if (vector instanceof TimeMicroVector times) {
			return (index, value) -> times.setSafe(index, nanos.parse(value) / 1_000);
		}
		if (vector instanceof TimeNanoVector times) {
			return (index, value) -> times.setSafe(index, nanos.parse(value));
		}
		return null;
	}

	/**
	 * A period, or a period and a duration with a space between them.
	 */
	private static void interval(IntervalMonthDayNanoVector vector, String path, int index, JsonNode value) {
		String[] parts = value.isString() ? value.stringValue().split(" ", 2) : new String[] { "" };
		try {
			Period period = Period.parse(parts[0]);
			long nanos = (parts.length > 1) ? Duration.parse(parts[1]).toNanos() : 0;
			vector.setSafe(index, Math.toIntExact(period.toTotalMonths()), period.getDays(), nanos);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw TextValueException.of(path, value, "a period such as P1Y2M3D");
		}
	}

	/**
	 * Parses times.
	 *
	 * @param path the column
	 * @param expected what is expected
	 * @param function parses a text
	 */
	private record Parser(String path, String expected, ToLongFunction<String> function) {

		long parse(JsonNode value) {
			try {
				if (value.isString()) {
					return this.function.applyAsLong(value.stringValue());
				}
			}
			catch (DateTimeException | ArithmeticException ex) {
				// as any other wrong text
			}
			throw TextValueException.of(this.path, value, this.expected);
		}

	}

}
