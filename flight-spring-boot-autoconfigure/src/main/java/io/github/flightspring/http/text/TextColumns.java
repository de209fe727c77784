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

package io.github.flightspring.http.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.flightspring.http.text.TextColumn.Cells;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes columns. What has parts is JSON: lists are arrays, structs objects, maps arrays
 * of key and value or, with keys that are texts, objects.
 */
final class TextColumns {

	private final ObjectReader json;

	/**
	 * Create a factory.
	 * @param json reads parts of a value from its text
	 */
	TextColumns(ObjectReader json) {
		this.json = json;
	}

	/**
	 * Make columns.
	 * @param vectors the vectors, of any type that a record has
	 * @param prefix what comes before their names
	 * @return the columns
	 */
	List<TextColumn> of(List<FieldVector> vectors, String prefix) {
		List<TextColumn> columns = new ArrayList<>();
		vectors.forEach((vector) -> columns.add(column(vector, prefix + vector.getName())));
		return columns;
	}

	private TextColumn column(FieldVector vector, String path) {
		return new TextColumn(path, vector, cells(vector, path));
	}

	private Cells cells(FieldVector vector, String path) {
		if (vector instanceof MapVector map) {
			return map(map, path);
		}
		if (vector instanceof ListVector list) {
			TextColumn elements = column(list.getDataVector(), path + "[]");
			return (index, value) -> setList(list, elements, index, parsed(value, path, "a list"));
		}
		if (vector instanceof StructVector struct) {
			List<TextColumn> children = of(struct.getChildrenFromFields(), path + ".");
			return (index, value) -> {
				struct.setIndexDefined(index);
				set(children, index, parsed(value, path, "an object"), path, null);
			};
		}
		Cells times = TextTimes.of(vector, path);
		return (times != null) ? times : TextScalars.of(vector, path);
	}

	private Cells map(MapVector map, String path) {
		StructVector entries = (StructVector) map.getDataVector();
		TextColumn keys = column(entries.getChildrenFromFields().get(0), path + "{key}");
		TextColumn values = column(entries.getChildrenFromFields().get(1), path + "{}");
		return (index, value) -> {
			JsonNode parsed = parsed(value, path, "a map");
			int start = map.startNewValue(index);
			int size = 0;
			if (parsed instanceof ObjectNode object) {
				for (var entry : object.properties()) {
					entries.setIndexDefined(start + size);
					keys.set(start + size, object.stringNode(entry.getKey()));
					values.set(start + size, entry.getValue());
					size++;
				}
			}
			else if (parsed.isArray()) {
				for (JsonNode entry : parsed) {
					entries.setIndexDefined(start + size);
					keys.set(start + size, entry.get("key"));
					values.set(start + size, entry.get("value"));
					size++;
				}
			}
			else {
				throw TextValueException.of(path, value, "a map");
			}
			map.endValue(index, size);
		};
	}

	private static void setList(ListVector list, TextColumn elements, int index, JsonNode value) {
		if (!value.isArray()) {
			throw TextValueException.of(elements.path(), value, "a list");
		}
		int start = list.startNewValue(index);
		int size = 0;
		for (JsonNode element : value) {
			elements.set(start + size, element);
			size++;
		}
		list.endValue(index, size);
	}

	private JsonNode parsed(JsonNode value, String path, String expected) {
		if (!value.isString()) {
			return value;
		}
		try {
			return this.json.readValue(value.stringValue());
		}
		catch (JacksonException ex) {
			throw TextValueException.of(path, value, expected + " in JSON");
		}
	}

	/**
	 * Set the values of a row.
	 * @param columns the columns
	 * @param index the row
	 * @param row the values
	 * @param path where the row is, empty for the whole
	 * @param names what else may be there, which is ignored, or {@code null} for nothing
	 */
	static void set(List<TextColumn> columns, int index, JsonNode row, String path, @Nullable List<String> names) {
		if (!row.isObject()) {
			throw TextValueException.of(path, row, "an object");
		}
		int found = 0;
		for (TextColumn column : columns) {
			JsonNode value = row.get(column.name());
			found += (value != null) ? 1 : 0;
			column.set(index, value);
		}
		if (names == null && found < row.size()) {
			throw unknown(columns, row, path);
		}
	}

	private static TextValueException unknown(List<TextColumn> columns, JsonNode row, String path) {
		List<String> known = columns.stream().map(TextColumn::name).toList();
		String unknown = row.propertyNames()
			.stream()
			.filter((name) -> !known.contains(name))
			.limit(1)
			.collect(Collectors.joining());
		return new TextValueException(path.isEmpty() ? unknown : path + "." + unknown,
				"there is no such column, but " + known);
	}

}
