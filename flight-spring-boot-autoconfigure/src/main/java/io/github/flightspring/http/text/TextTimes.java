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

import io.github.flightspring.arrow.value.InexactTimeException;
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

/**
 * Columns of dates and times in ISO 8601. A time does not fit if it is not a whole number
 * of the column's units, or too large for the column.
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
			Parser days = new Parser(path, "a date such as 2001-01-31",
					(text) -> Math.toIntExact(LocalDate.parse(text).toEpochDay()));
			return (index, value) -> dates.setSafe(index, (int) days.parse(value));
		}
		if (vector instanceof DurationVector durations) {
			TimeUnit unit = ((ArrowType.Duration) vector.getField().getType()).getUnit();
			Parser lengths = new Parser(path, "a duration such as PT1M30S", (text) -> {
				Duration duration = Duration.parse(text);
				return TimeUnits.exact(duration.getSeconds(), duration.getNano(), unit);
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
			Instant instant = instant(separated(text));
			return TimeUnits.exact(instant.getEpochSecond(), instant.getNano(), unit);
		}) : new Parser(path, "a time such as 2001-01-31T12:30:00", (text) -> {
			LocalDateTime time = LocalDateTime.parse(separated(text));
			return TimeUnits.exact(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), unit);
		});
		return (index, value) -> vector.setSafe(index, parser.parse(value));
	}

	private static Instant instant(String text) {
		// the first and last year of an instant are outside of a date-time's range
		return text.startsWith("1000000000-", 1) ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
	}

	/**
	 * Replace the space that many tools write where the standard requires a letter.
	 */
	private static String separated(String text) {
		return (text.length() > TIME && text.charAt(TIME) == ' ')
				? text.substring(0, TIME) + "T" + text.substring(TIME + 1) : text;
	}

	private static @Nullable Cells times(FieldVector vector, String path) {
		if (vector instanceof TimeSecVector times) {
			Parser parser = times(path, TimeUnit.SECOND);
			return (index, value) -> times.setSafe(index, (int) parser.parse(value));
		}
		if (vector instanceof TimeMilliVector times) {
			Parser parser = times(path, TimeUnit.MILLISECOND);
			return (index, value) -> times.setSafe(index, (int) parser.parse(value));
		}
		if (vector instanceof TimeMicroVector times) {
			Parser parser = times(path, TimeUnit.MICROSECOND);
			return (index, value) -> times.setSafe(index, parser.parse(value));
		}
		if (vector instanceof TimeNanoVector times) {
			Parser parser = times(path, TimeUnit.NANOSECOND);
			return (index, value) -> times.setSafe(index, parser.parse(value));
		}
		return null;
	}

	private static Parser times(String path, TimeUnit unit) {
		return new Parser(path, "a time of day such as 12:30:00", (text) -> {
			LocalTime time = LocalTime.parse(text);
			return TimeUnits.exact(time.toSecondOfDay(), time.getNano(), unit);
		});
	}

	/**
	 * Set a period, or a period and a duration with a space between them.
	 */
	private static void interval(IntervalMonthDayNanoVector vector, String path, int index, TextValue value) {
		String[] parts = (value instanceof TextValue.Text text) ? text.text().split(" ", 2) : new String[] { "" };
		try {
			Period period = Period.parse(parts[0]);
			long nanos = (parts.length > 1) ? Duration.parse(parts[1]).toNanos() : 0;
			vector.setSafe(index, Math.toIntExact(period.toTotalMonths()), period.getDays(), nanos);
		}
		catch (DateTimeException ex) {
			throw TextValueException.of(path, value, "a period such as P1Y2M3D");
		}
		catch (ArithmeticException ex) {
			throw TextValueException.of(path, value, "within the range of the column");
		}
	}

	/**
	 * A parser of times.
	 *
	 * @param path the column
	 * @param expected the expected format, for messages
	 * @param function the function that parses a text
	 */
	private record Parser(String path, String expected, ToLongFunction<String> function) {

		long parse(TextValue value) {
			try {
				if (value instanceof TextValue.Text text) {
					return this.function.applyAsLong(text.text());
				}
			}
			catch (DateTimeException ex) {
				// like any other invalid text
			}
			catch (InexactTimeException ex) {
				throw TextValueException.of(this.path, value, ex.expected());
			}
			catch (ArithmeticException ex) {
				throw TextValueException.of(this.path, value, "within the range of the column");
			}
			throw TextValueException.of(this.path, value, this.expected);
		}

	}

}
