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

package io.github.flightspring.arrow.read;

import java.time.Period;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads intervals of months and days.
 */
public final class PeriodReader extends ColumnReader {

	private final FieldVector vector;

	private final IntervalUnit unit;

	private PeriodReader(ReadSource source, IntervalUnit unit) {
		super(source);
		this.vector = source.vector();
		this.unit = unit;
	}

	/**
	 * Create a reader of periods.
	 * @param source the column
	 * @return the reader
	 */
	public static PeriodReader of(ReadSource source) {
		if (!(source.type() instanceof ArrowType.Interval type)) {
			throw source.refuse("an interval");
		}
		return new PeriodReader(source, type.getUnit());
	}

	@Override
	Object get(int row) {
		ArrowBuf data = this.vector.getDataBuffer();
		return switch (this.unit) {
			case YEAR_MONTH -> period(data.getInt(row * 4L), 0, 0);
			case DAY_TIME -> period(0, data.getInt(row * 8L), data.getInt(row * 8L + 4));
			case MONTH_DAY_NANO ->
				period(data.getInt(row * 16L), data.getInt(row * 16L + 4), data.getLong(row * 16L + 8));
		};
	}

	private Period period(int months, int days, long time) {
		if (time != 0) {
			throw failure("the interval has a part below a day, which a period cannot hold", null);
		}
		return Period.of(months / 12, months % 12, days);
	}

}
