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

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;

/**
 * The runs of a run-end encoded column.
 */
public final class Runs {

	private final BaseIntVector ends;

	private final ValueVector values;

	Runs(BaseIntVector ends, ValueVector values) {
		this.ends = ends;
		this.values = values;
	}

	/**
	 * Return the runs of a column.
	 * @param vector the column
	 * @return the runs
	 */
	public static Runs of(RunEndEncodedVector vector) {
		return new Runs((BaseIntVector) vector.getRunEndsVector(), vector.getValuesVector());
	}

	/**
	 * Return the run of a row.
	 * @param row the row
	 * @return the index of the run and of its value, or -1 if the row is after the last
	 * run
	 */
	public int at(int row) {
		int low = 0;
		int high = this.ends.getValueCount();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.ends.getValueAsLong(middle) > row) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return (low < this.values.getValueCount()) ? low : -1;
	}

}
