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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.flightspring.http.text.TextColumn.Cells;
import io.github.flightspring.http.text.TextValue.Items;
import io.github.flightspring.http.text.TextValue.Members;
import io.github.flightspring.http.text.TextValue.Text;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Creates columns. Nested values are JSON: lists are arrays, and structs are objects.
 * Maps are arrays of keys and values or, if the keys are texts, objects.
 */
final class TextColumns {

	private final JsonTexts json;

	/**
	 * Create a factory.
	 * @param json the reader of nested values
	 */
	TextColumns(JsonTexts json) {
		this.json = json;
	}

	/**
	 * Create columns.
	 * @param vectors the vectors, of any type that a record supports
	 * @param prefix the text before their names
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
			return (index, value) -> setList(list, elements, index, items(value, path));
		}
		if (vector instanceof StructVector struct) {
			List<TextColumn> children = of(struct.getChildrenFromFields(), path + ".");
			return (index, value) -> {
				Members members = members(value, path);
				struct.setIndexDefined(index);
				requireKnown(children, members, path);
				set(children, index, members);
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
			int start = map.startNewValue(index);
			int size = 0;
			for (Members entry : entries(value, path)) {
				entries.setIndexDefined(start + size);
				keys.set(start + size, entry.values().get("key"));
				values.set(start + size, entry.values().get("value"));
				size++;
			}
			map.endValue(index, size);
		};
	}

	/**
	 * The entries of a map, from an array or from an object.
	 */
	private List<Members> entries(TextValue value, String path) {
		List<Members> entries = new ArrayList<>();
		TextValue parsed = parsed(value, path, "a map");
		if (parsed instanceof Members object) {
			object.values().forEach((name, content) -> {
				Map<String, TextValue> entry = new LinkedHashMap<>();
				entry.put("key", new Text(name));
				entry.put("value", content);
				entries.add(new Members(entry));
			});
			return entries;
		}
		if (!(parsed instanceof Items items)) {
			throw TextValueException.of(path, value, "a map");
		}
		for (TextValue item : items.values()) {
			if (!(item instanceof Members entry) || !entry.values()
				.keySet()
				.stream()
				.allMatch((name) -> name.equals("key") || name.equals("value"))) {
				throw new TextValueException(path, "an entry of a map is not an object of key and value");
			}
			entries.add(entry);
		}
		return entries;
	}

	private static void setList(ListVector list, TextColumn elements, int index, Items items) {
		int start = list.startNewValue(index);
		int size = 0;
		for (TextValue element : items.values()) {
			elements.set(start + size, element);
			size++;
		}
		list.endValue(index, size);
	}

	private Items items(TextValue value, String path) {
		if (parsed(value, path, "a list") instanceof Items items) {
			return items;
		}
		throw TextValueException.of(path, value, "a list");
	}

	private Members members(TextValue value, String path) {
		if (parsed(value, path, "an object") instanceof Members members) {
			return members;
		}
		throw TextValueException.of(path, value, "an object");
	}

	private TextValue parsed(TextValue value, String path, String expected) {
		if (!(value instanceof Text text)) {
			return value;
		}
		try {
			return this.json.read(text.text());
		}
		catch (JsonTexts.TooManyValues ex) {
			throw new TextValueException(path, String.valueOf(ex.getMessage()));
		}
		catch (JsonTexts.Malformed ex) {
			throw TextValueException.of(path, value, expected + " in JSON");
		}
	}

	/**
	 * Set the values of a row.
	 * @param columns the columns
	 * @param index the row
	 * @param row the values by name; values of unknown columns are ignored
	 */
	static void set(List<TextColumn> columns, int index, Members row) {
		columns.forEach((column) -> column.set(index, row.values().get(column.name())));
	}

	private static void requireKnown(List<TextColumn> columns, Members object, String path) {
		List<String> known = columns.stream().map(TextColumn::name).toList();
		for (String name : object.values().keySet()) {
			if (!known.contains(name)) {
				throw TextValueException.unknown(path + ".", name, known);
			}
		}
	}

}
