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
import java.util.Set;
import java.util.function.Supplier;

/**
 * The digits of a second that a column holds.
 *
 * @param unit the nanoseconds between two times of the column, or 1 if unknown
 */
record TimeDigits(int unit) {

	// other columns, such as those of texts, do not round
	private static final Set<Integer> TIMES = Set.of(Types.TIME, Types.TIME_WITH_TIMEZONE, Types.TIMESTAMP,
			Types.TIMESTAMP_WITH_TIMEZONE);

	static TimeDigits of(TargetColumn column) {
		int unit = 1;
		if (column.digits() >= 0 && TIMES.contains(column.type())) {
			for (int digit = column.digits(); digit < 9; digit++) {
				unit *= 10;
			}
		}
		return new TimeDigits(unit);
	}

	/**
	 * Refuse a time that the database would round.
	 */
	void check(int nanos, Supplier<?> time) {
		if (nanos % this.unit != 0) {
			throw new UnstorableValueException(
					"the time %s is between two times of the table's column".formatted(time.get()));
		}
	}

}
