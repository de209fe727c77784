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

import io.github.flightspring.arrow.RecordMappingException;
import io.github.flightspring.arrow.read.ArrowSize;
import io.github.flightspring.arrow.read.RowCount;
import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * The size of what an upload stores, limited by the size of the upload. Few bytes may
 * stand for many: a text in a dictionary that many rows have, or lists of nulls. Values
 * of other columns are not larger than their data, and are not counted.
 */
final class StoredSize {

	private static final long FREE = 64L << 20;

	private static final int TIMES = 200;

	private final DictionaryProvider dictionaries;

	private final RowCount rows = new RowCount();

	private long dictionarySize;

	private long received;

	private long stored;

	StoredSize(DictionaryProvider dictionaries) {
		this.dictionaries = dictionaries;
	}

	/**
	 * Add a batch before it is stored.
	 * @throws RecordMappingException if its rows or its values are too many
	 */
	void add(VectorSchemaRoot root) {
		try {
			this.rows.add(root);
		}
		catch (ValueException ex) {
			throw new RecordMappingException(ex.path(), -1, ex.problem(), null);
		}
		receive(root);
		for (FieldVector vector : root.getFieldVectors()) {
			if (isLargerStored(vector)) {
				add(vector, root.getRowCount());
			}
		}
	}

	private void receive(VectorSchemaRoot root) {
		this.received += ArrowSize.of(root);
		long size = ArrowSize.of(this.dictionaries);
		// dictionaries are sent once for many batches
		if (size != this.dictionarySize) {
			this.dictionarySize = size;
			this.received += size;
		}
	}

	private void add(FieldVector vector, int rows) {
		ValueSize sizes = ValueSize.of(vector, this.dictionaries);
		for (int row = 0; row < rows; row++) {
			// a list that is too large by itself is refused where it is stored
			this.stored += Math.min(sizes.bytes(row), ValueSize.MAX_LIST);
			if (this.stored > FREE && this.stored / TIMES > this.received) {
				throw new RecordMappingException(vector.getName(), -1,
						"the values to store take more than %d MiB, and more than %d times the size of the batches"
							.formatted(FREE >> 20, TIMES),
						null);
			}
		}
	}

	private static boolean isLargerStored(FieldVector vector) {
		return vector.getField().getDictionary() != null || vector instanceof BaseVariableWidthViewVector
				|| vector.getChildrenFromFields()
					.stream()
					.anyMatch((child) -> child instanceof NullVector || isLargerStored(child));
	}

}
