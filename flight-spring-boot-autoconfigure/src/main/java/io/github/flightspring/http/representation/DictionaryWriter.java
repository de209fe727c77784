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

package io.github.flightspring.http.representation;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.ValueVector;

/**
 * Writes the values of a dictionary in place of their indices.
 */
final class DictionaryWriter extends DecodedWriter {

	private final BaseIntVector indices;

	private final ValueVector dictionary;

	private final ValueWriter values;

	DictionaryWriter(BaseIntVector indices, ValueVector dictionary, ValueWriter values) {
		this.indices = indices;
		this.dictionary = dictionary;
		this.values = values;
	}

	@Override
	int position(int index) {
		if (this.indices.isNull(index)) {
			return -1;
		}
		long position = this.indices.getValueAsLong(index);
		if (position < 0 || position >= this.dictionary.getValueCount()) {
			throw new IllegalStateException("Value " + index + " of column '" + this.indices.getName() + "' is index "
					+ position + " of a dictionary of " + this.dictionary.getValueCount() + " values");
		}
		return (int) position;
	}

	@Override
	ValueWriter values(int index) {
		return this.values;
	}

}
