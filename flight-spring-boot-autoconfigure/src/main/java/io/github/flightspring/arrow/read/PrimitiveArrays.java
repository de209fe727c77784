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

import java.lang.reflect.Array;

/**
 * Copies ranges of columns into arrays of primitives.
 */
final class PrimitiveArrays {

	private PrimitiveArrays() {
	}

	/**
	 * Read a range of a column into an array of the given element type.
	 */
	static Object read(Class<?> elementType, ColumnReader column, int start, int length) {
		Object array = Array.newInstance(elementType, length);
		for (int i = 0; i < length; i++) {
			if (array instanceof int[] values) {
				values[i] = (int) column.readLong(start + i);
			}
			else if (array instanceof long[] values) {
				values[i] = column.readLong(start + i);
			}
			else if (array instanceof double[] values) {
				values[i] = column.readDouble(start + i);
			}
			else if (array instanceof float[] values) {
				values[i] = (float) column.readDouble(start + i);
			}
			else if (array instanceof short[] values) {
				values[i] = (short) column.readLong(start + i);
			}
			else if (array instanceof char[] values) {
				values[i] = (char) column.readLong(start + i);
			}
			else {
				((boolean[]) array)[i] = column.readBoolean(start + i);
			}
		}
		return array;
	}

}
