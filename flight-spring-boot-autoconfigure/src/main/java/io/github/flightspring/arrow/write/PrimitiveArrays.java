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

package io.github.flightspring.arrow.write;

import java.lang.reflect.Array;

/**
 * Copies arrays of primitives into columns.
 */
final class PrimitiveArrays {

	private PrimitiveArrays() {
	}

	/**
	 * Write an array into a column of its element type, and return its length.
	 */
	static int write(ColumnWriter column, int start, Object array) {
		if (array instanceof int[] values) {
			IntWriter writer = (IntWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		else if (array instanceof long[] values) {
			LongWriter writer = (LongWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		else if (array instanceof double[] values) {
			DoubleWriter writer = (DoubleWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		else if (array instanceof float[] values) {
			FloatWriter writer = (FloatWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		else if (array instanceof short[] values) {
			ShortWriter writer = (ShortWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		else if (array instanceof char[] values) {
			CharWriter writer = (CharWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		else {
			boolean[] values = (boolean[]) array;
			BooleanWriter writer = (BooleanWriter) column;
			for (int i = 0; i < values.length; i++) {
				writer.put(start + i, values[i]);
			}
		}
		return Array.getLength(array);
	}

}
