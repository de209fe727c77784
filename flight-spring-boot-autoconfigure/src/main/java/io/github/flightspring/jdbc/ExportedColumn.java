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

package io.github.flightspring.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * A column of a batch that DuckDB exports.
 */
final class ExportedColumn {

	private static final long MICROS_PER_DAY = 86_400_000_000L;

	private ExportedColumn() {
	}

	/**
	 * Move the values to the vector of a column. Settings of the database have texts and
	 * bytes of another width, which are copied.
	 */
	static void transfer(FieldVector exported, FieldVector target) {
		if (exported.getClass() == target.getClass()) {
			exported.makeTransferPair(target).transfer();
			return;
		}
		for (int i = 0; i < exported.getValueCount(); i++) {
			Object value = exported.getObject(i);
			if (value == null) {
				target.setNull(i);
			}
			else if (target instanceof VarCharVector texts) {
				texts.setSafe(i, value.toString().getBytes(StandardCharsets.UTF_8));
			}
			else {
				((VarBinaryVector) target).setSafe(i, (byte[]) value);
			}
		}
	}

	/**
	 * Find a date or a time that is none of Arrow.
	 * @return its index, or -1
	 */
	static int findInfinite(FieldVector vector, int count) {
		if (vector instanceof DateDayVector days) {
			// the outermost days are the infinity of DuckDB
			return find(vector, count, (i) -> Math.abs((long) days.get(i)) >= Integer.MAX_VALUE);
		}
		if (vector instanceof TimeStampVector times) {
			return find(vector, count, (i) -> times.get(i) == Long.MAX_VALUE || times.get(i) <= -Long.MAX_VALUE);
		}
		if (vector instanceof TimeMicroVector times) {
			// also 24:00
			return find(vector, count, (i) -> times.get(i) >= MICROS_PER_DAY);
		}
		return -1;
	}

	private static int find(FieldVector vector, int count, IntPredicate infinite) {
		for (int i = 0; i < count; i++) {
			if (!vector.isNull(i) && infinite.test(i)) {
				return i;
			}
		}
		return -1;
	}

}
