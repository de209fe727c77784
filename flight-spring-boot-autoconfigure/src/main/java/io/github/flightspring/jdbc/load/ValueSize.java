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

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * The sizes of the values of a column outside of Arrow's memory, estimated. A client may
 * send few bytes that stand for many: a value of a dictionary in each row, or a list of
 * nulls.
 */
@FunctionalInterface
interface ValueSize {

	/**
	 * The largest list, in bytes. A list is whole in memory before it is stored.
	 */
	long MAX_LIST = 64L << 20;

	// a number, a time or a null, and what refers to it
	int SMALL = 16;

	/**
	 * Return the size of a value.
	 * @param row the index of the value
	 * @return the size in bytes
	 */
	long bytes(int row);

	/**
	 * Check that a list is not too large.
	 * @param row the index of the list
	 * @throws UnstorableValueException if it is
	 */
	default void checkList(int row) {
		if (bytes(row) > MAX_LIST) {
			throw new UnstorableValueException(
					"the list is larger than %d MiB, the most that is stored as one value".formatted(MAX_LIST >> 20));
		}
	}

	/**
	 * Return the sizes of a column.
	 * @param vector the column
	 * @param dictionaries the dictionaries of encoded columns
	 * @return the sizes
	 */
	static ValueSize of(FieldVector vector, DictionaryProvider dictionaries) {
		DictionaryEncoding encoding = vector.getField().getDictionary();
		if (encoding != null) {
			ValueSize decoded = of(dictionaries.lookup(encoding.getId()).getVector(), dictionaries);
			BaseIntVector indices = (BaseIntVector) vector;
			return (row) -> vector.isNull(row) ? SMALL : decoded.bytes((int) indices.getValueAsLong(row));
		}
		if (vector instanceof BaseVariableWidthVector values) {
			return (row) -> SMALL + values.getEndOffset(row) - values.getStartOffset(row);
		}
		if (vector instanceof BaseLargeVariableWidthVector values) {
			int width = BaseLargeVariableWidthVector.OFFSET_WIDTH;
			return (row) -> SMALL + values.getOffsetBuffer().getLong((row + 1L) * width)
					- values.getOffsetBuffer().getLong((long) row * width);
		}
		if (vector instanceof BaseVariableWidthViewVector values) {
			return (row) -> SMALL + values.getValueLength(row);
		}
		if (vector instanceof FixedSizeBinaryVector values) {
			return (row) -> SMALL + values.getByteWidth();
		}
		return (vector instanceof ListVector lists) ? ofLists(lists, dictionaries) : (row) -> SMALL;
	}

	private static ValueSize ofLists(ListVector lists, DictionaryProvider dictionaries) {
		ValueSize elements = of(lists.getDataVector(), dictionaries);
		return (row) -> {
			if (lists.isNull(row)) {
				return SMALL;
			}
			int end = lists.getElementEndIndex(row);
			long size = 0;
			for (int i = lists.getElementStartIndex(row); i < end && size <= MAX_LIST; i++) {
				size += elements.bytes(i);
			}
			return size;
		};
	}

}
