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

package io.github.flightspring.handler.argument;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.BaseLargeRepeatedValueViewVector;
import org.apache.arrow.vector.complex.BaseRepeatedValueViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * The size of the rows of a batch once they are read. A value that many rows share, in a
 * dictionary, a run or a view, counts for each of them. So do nulls and structs, which
 * may have no data. The size is an upper bound.
 */
final class RowsSize {

	private static final int REFERENCE = 4;

	private static final int OBJECT = 16;

	private RowsSize() {
	}

	static long of(VectorSchemaRoot root, DictionaryProvider dictionaries) {
		long size = 0;
		for (FieldVector vector : root.getFieldVectors()) {
			size = sum(size, of(vector, dictionaries));
		}
		return size;
	}

	private static long of(ValueVector vector, DictionaryProvider dictionaries) {
		long size = vector.getBufferSize() + minimum(vector);
		if (vector.getField().getDictionary() != null) {
			Dictionary dictionary = dictionaries.lookup(vector.getField().getDictionary().getId());
			return (dictionary != null)
					? sum(size, shared(vector.getValueCount(), dictionary.getVector(), dictionaries)) : size;
		}
		if (vector instanceof ExtensionTypeVector<?> extension) {
			return of(extension.getUnderlyingVector(), dictionaries);
		}
		if (vector instanceof RunEndEncodedVector runs) {
			return sum(size, shared(vector.getValueCount(), runs.getValuesVector(), dictionaries));
		}
		if (vector instanceof BaseRepeatedValueViewVector view) {
			return sum(size, shared(vector.getValueCount(), view.getDataVector(), dictionaries));
		}
		if (vector instanceof BaseLargeRepeatedValueViewVector view) {
			return sum(size, shared(vector.getValueCount(), view.getDataVector(), dictionaries));
		}
		if (vector instanceof BaseVariableWidthViewVector view) {
			return sum(size, (long) vector.getValueCount() * longest(view));
		}
		if (vector instanceof FieldVector parent) {
			for (FieldVector child : parent.getChildrenFromFields()) {
				size = sum(size, of(child, dictionaries));
			}
		}
		return size;
	}

	/**
	 * The size of values beside their data.
	 */
	private static long minimum(ValueVector vector) {
		if (vector instanceof NullVector || vector instanceof BitVector) {
			return (long) REFERENCE * vector.getValueCount();
		}
		return (vector instanceof StructVector) ? (long) OBJECT * vector.getValueCount() : 0;
	}

	private static long shared(int count, ValueVector values, DictionaryProvider dictionaries) {
		long largest = (values instanceof BaseVariableWidthVector texts && texts.getField().getDictionary() == null)
				? longest(texts) : of(values, dictionaries);
		try {
			return Math.multiplyExact(count, sum(largest, OBJECT));
		}
		catch (ArithmeticException ex) {
			return Long.MAX_VALUE;
		}
	}

	private static int longest(BaseVariableWidthVector texts) {
		int longest = 0;
		for (int i = 0; i < texts.getValueCount(); i++) {
			longest = Math.max(longest, texts.getValueLength(i));
		}
		return longest;
	}

	private static int longest(BaseVariableWidthViewVector texts) {
		int longest = 0;
		for (int i = 0; i < texts.getValueCount(); i++) {
			longest = Math.max(longest, texts.getValueLength(i));
		}
		return longest;
	}

	private static long sum(long left, long right) {
		long sum = left + right;
		return (sum < 0) ? Long.MAX_VALUE : sum;
	}

}
