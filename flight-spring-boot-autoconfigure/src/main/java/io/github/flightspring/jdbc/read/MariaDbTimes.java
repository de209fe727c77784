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
import java.time.Duration;
import java.time.LocalTime;

import org.jspecify.annotations.Nullable;

/**
 * Dates and times of the driver of MariaDB. It reads a {@code TIME} out of the day as
 * another time of the day, and a date of zeros as null.
 */
final class MariaDbTimes {

	private MariaDbTimes() {
	}

	/**
	 * Return a value of a class, or {@code null}.
	 * @throws UnreadableValueException if it is no value of the class
	 */
	static <T> @Nullable T get(ResultSet rows, int column, Class<T> type) throws SQLException {
		if (type == LocalTime.class) {
			Duration time = rows.getObject(column, Duration.class);
			return (time != null) ? type.cast(timeOfDay(time)) : null;
		}
		T value = rows.getObject(column, type);
		String text = (value == null) ? rows.getString(column) : null;
		if (text != null) {
			throw new UnreadableValueException("the value '" + text + "' is no date");
		}
		return value;
	}

	private static LocalTime timeOfDay(Duration time) {
		if (time.isNegative() || time.toDays() > 0) {
			throw new UnreadableValueException("the time " + time + " is no time of a day");
		}
		return LocalTime.ofNanoOfDay(time.toNanos());
	}

}
