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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * A column of a batch.
 *
 * @param name the name of the column
 * @param values the writer of its values
 */
record ColumnValues(String name, ValueWriter values) {

	static List<ColumnValues> of(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		ValueWriters writers = new ValueWriters(dictionaries);
		List<ColumnValues> columns = new ArrayList<>();
		for (int i = 0; i < root.getSchema().getFields().size(); i++) {
			Field field = root.getSchema().getFields().get(i);
			String name = Objects.requireNonNullElse(field.getName(), "");
			columns.add(new ColumnValues(name, writers.of(field, root.getVector(i))));
		}
		return columns;
	}

}
