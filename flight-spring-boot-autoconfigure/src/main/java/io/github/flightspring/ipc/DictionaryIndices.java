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

import java.util.List;
import java.util.Map;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * Checks that the indices of dictionary-encoded columns are within their dictionaries.
 */
final class DictionaryIndices {

	private DictionaryIndices() {
	}

	static boolean isEncoded(List<ColumnLayout> columns) {
		return columns.stream()
			.anyMatch((column) -> column.field().getDictionary() != null || isEncoded(column.children()));
	}

	static void check(ColumnLayout column, FieldVector vector, Map<Long, Dictionary> dictionaries) {
		DictionaryEncoding encoding = column.field().getDictionary();
		if (encoding != null) {
			Dictionary dictionary = dictionaries.get(encoding.getId());
			int size = (dictionary != null) ? dictionary.getVector().getValueCount() : 0;
			check(column, (BaseIntVector) vector, encoding.getId(), size);
			return;
		}
		List<FieldVector> children = column.children(vector);
		for (int i = 0; i < column.children().size(); i++) {
			check(column.children().get(i), children.get(i), dictionaries);
		}
	}

	private static void check(ColumnLayout column, BaseIntVector vector, long id, int size) {
		for (int i = 0; i < vector.getValueCount(); i++) {
			if (!vector.isNull(i)) {
				long index = vector.getValueAsLong(i);
				if (index < 0 || index >= size) {
					throw WireErrors.invalid("value %d of column '%s' has index %s, but dictionary %d has %d values", i,
							column.path(), Long.toUnsignedString(index), id, size);
				}
			}
		}
	}

}
