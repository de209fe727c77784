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

package io.github.flightspring.jdbc.copy;

import java.sql.SQLException;

import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/**
 * The reader of arrays of one dimension, as the function array_send writes them.
 */
final class ListReader implements CopyReader {

	// an offset and a validity
	private static final int VARIABLE_BITS = 33;

	private final CopyType type;

	private final CopyReader reader;

	private final ListVector list;

	private final int bits;

	private final CopyRow elements = new CopyRow();

	ListReader(CopyType type, CopyReader reader, ListVector list) {
		this.type = type;
		this.reader = reader;
		this.list = list;
		this.bits = (list.getDataVector() instanceof BaseFixedWidthVector fixed) ? fixed.getTypeWidth() * 8 + 1
				: VARIABLE_BITS;
	}

	@Override
	public long read(CopyRow value, int index) throws SQLException {
		this.elements.beginWithin(value);
		int count = begin();
		FieldVector data = this.list.getDataVector();
		int first = this.list.startNewValue(index);
		long size = 0;
		for (int i = 0; i < count; i++) {
			size += this.bits;
			if (this.elements.next()) {
				size += this.reader.read(this.elements, first + i);
			}
			else {
				data.setNull(first + i);
			}
		}
		this.list.endValue(index, count);
		if (!this.elements.isRead()) {
			throw CopyRow.malformed("an array has more elements than it says");
		}
		return size;
	}

	/**
	 * Read the head of an array.
	 * @return the number of elements
	 */
	private int begin() throws SQLException {
		int dimensions = this.elements.takeInt();
		// whether there is a null
		this.elements.takeInt();
		int oid = this.elements.takeInt();
		if (dimensions > 1) {
			throw UnreadableValueException.ofNestedArray();
		}
		if (oid != this.type.oid()) {
			throw new UnreadableValueException("the value is an array of the type %d instead of %d"
				.formatted(Integer.toUnsignedLong(oid), this.type.oid()));
		}
		if (dimensions == 0) {
			return 0;
		}
		int count = this.elements.takeInt();
		// the index of the first element
		this.elements.takeInt();
		return count;
	}

}
