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

package io.github.flightspring.ipc;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;

/**
 * The runs that contain some values of a run-end encoded column.
 *
 * @param first the index of the first run
 * @param count the number of runs
 */
record RunRange(int first, int count) {

	static RunRange of(ColumnLayout ends, FieldVector vector, int start, int count) {
		if (count == 0) {
			return new RunRange(0, 0);
		}
		int first = runAt(ends, vector, start);
		return new RunRange(first, runAt(ends, vector, start + count - 1) - first + 1);
	}

	private static int runAt(ColumnLayout ends, FieldVector vector, int position) {
		ArrowBuf buffer = vector.getDataBuffer();
		int low = 0;
		int high = vector.getValueCount();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (BatchValidator.integer(buffer, ends.width(), middle) > position) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		if (low == vector.getValueCount()) {
			throw new IllegalStateException("The runs of column '" + ends.path() + "' end before value " + position);
		}
		return low;
	}

}
