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

package io.github.flightspring.sample.uploads;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What Arrow's {@code ArrowStreamWriter} and {@code ArrowStreamReader} cannot write and
 * read back: they copy the values of a dictionary one by one, which not every vector can,
 * and load the children of a dense union in the order of their type ids.
 */
final class StoredTypes {

	private final Map<Long, Dictionary> dictionaries;

	private StoredTypes(Map<Long, Dictionary> dictionaries) {
		this.dictionaries = dictionaries;
	}

	/**
	 * Refuse rows that would not come back.
	 * @param rows the rows
	 * @throws IOException if the rows cannot be read
	 */
	static void check(ArrowReader rows) throws IOException {
		StoredTypes types = new StoredTypes(rows.getDictionaryVectors());
		types.check("", rows.getVectorSchemaRoot().getSchema().getFields(), false);
	}

	private void check(String parent, List<Field> fields, boolean inDictionary) {
		for (Field field : fields) {
			String path = parent + field.getName();
			check(path, field.getType(), inDictionary);
			check(path + ".", field.getChildren(), inDictionary);
			Dictionary dictionary = (field.getDictionary() != null)
					? this.dictionaries.get(field.getDictionary().getId()) : null;
			if (dictionary != null) {
				Field values = dictionary.getVector().getField();
				check(path, values.getType(), true);
				check(path + ".", values.getChildren(), true);
			}
		}
	}

	private static void check(String path, ArrowType type, boolean inDictionary) {
		boolean copied = switch (type.getTypeID()) {
			case Union, RunEndEncoded, ListView, LargeListView, Null -> false;
			default -> true;
		};
		if (inDictionary && !copied) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription("Column '" + path + "': values of type " + type.getTypeID()
						+ " in a dictionary cannot be stored; send the column without a dictionary")
				.toRuntimeException();
		}
		if (type instanceof ArrowType.Union union && union.getMode() == UnionMode.Dense
				&& !isAscending(union.getTypeIds())) {
			throw CallStatus.INVALID_ARGUMENT
				.withDescription("Column '" + path + "': a dense union with the type ids "
						+ Arrays.toString(union.getTypeIds()) + " cannot be stored; send ids that ascend")
				.toRuntimeException();
		}
	}

	private static boolean isAscending(int[] ids) {
		int[] sorted = ids.clone();
		Arrays.sort(sorted);
		return Arrays.equals(ids, sorted);
	}

}
