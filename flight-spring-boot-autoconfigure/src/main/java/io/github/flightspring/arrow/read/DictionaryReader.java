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

import org.apache.arrow.vector.FieldVector;

/**
 * Reads a column of indices into a dictionary.
 */
final class DictionaryReader extends ColumnReader {

	private final ColumnReader indices;

	private final ColumnReader values;

	private final FieldVector dictionary;

	DictionaryReader(ReadSource source, FieldVector dictionary, ColumnReader indices, ColumnReader values) {
		super(source);
		this.dictionary = dictionary;
		this.indices = indices;
		this.values = values;
	}

	@Override
	boolean isNull(int row) {
		return this.indices.isNull(row) || this.values.isNull(index(row));
	}

	@Override
	long getLong(int row) {
		return this.values.getLong(index(row));
	}

	@Override
	double getDouble(int row) {
		return this.values.getDouble(index(row));
	}

	@Override
	long size() {
		return this.values.size();
	}

	@Override
	Object get(int row) {
		return this.values.get(index(row));
	}

	private int index(int row) {
		long index = this.indices.getLong(row);
		int size = this.dictionary.getValueCount();
		if (index < 0 || index >= size) {
			throw failure("index '" + index + "' is outside its dictionary of " + size, null);
		}
		return (int) index;
	}

}
