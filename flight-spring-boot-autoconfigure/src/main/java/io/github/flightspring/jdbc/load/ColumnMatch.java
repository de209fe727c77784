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

import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.arrow.RecordMappingException;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns of a table for the fields of an upload.
 */
final class ColumnMatch {

	private ColumnMatch() {
	}

	/**
	 * Return the column of each field.
	 * @throws RecordMappingException if a field has none, two fields have the same, or a
	 * required column has no field
	 */
	static List<TargetColumn> of(Schema schema, TargetTable table) {
		if (schema.getFields().isEmpty()) {
			throw new RecordMappingException("", -1,
					"The upload has no columns. The table has " + names(table.columns()), null);
		}
		List<TargetColumn> matched = new ArrayList<>();
		for (Field field : schema.getFields()) {
			TargetColumn column = find(field.getName(), table);
			if (matched.contains(column)) {
				throw new RecordMappingException(field.getName(), -1, "occurs twice", null);
			}
			matched.add(column);
		}
		List<TargetColumn> missing = table.columns()
			.stream()
			.filter((column) -> column.required() && !matched.contains(column))
			.toList();
		if (!missing.isEmpty()) {
			throw new RecordMappingException("", -1,
					"The upload lacks the columns %s, which must not be null. It has %s".formatted(names(missing),
							schema.getFields().stream().map(Field::getName).toList()),
					null);
		}
		return matched;
	}

	private static TargetColumn find(String name, TargetTable table) {
		List<TargetColumn> found = table.columns().stream().filter((column) -> column.name().equals(name)).toList();
		if (found.isEmpty()) {
			found = table.columns().stream().filter((column) -> column.name().equalsIgnoreCase(name)).toList();
		}
		if (found.size() != 1) {
			throw new RecordMappingException(name, -1, "is %s of the table, which has %s"
				.formatted(found.isEmpty() ? "no column" : "several columns", names(table.columns())), null);
		}
		return found.get(0);
	}

	private static List<String> names(List<TargetColumn> columns) {
		return columns.stream().map(TargetColumn::name).toList();
	}

}
