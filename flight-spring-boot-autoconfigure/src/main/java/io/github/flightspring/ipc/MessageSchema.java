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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of schemas to message format, in which a dictionary-encoded field has the
 * type of its values. It replaces Arrow's {@code DictionaryUtility.toMessageFormat},
 * which takes the values only from the vector of the dictionary.
 *
 * @see DeclaredEncoding
 */
public final class MessageSchema {

	private static final DictionaryProvider NONE = new DictionaryProvider.MapDictionaryProvider();

	private final DictionaryProvider provider;

	private MessageSchema(DictionaryProvider provider) {
		this.provider = provider;
	}

	/**
	 * Convert a schema.
	 * @param memory the schema, in memory format
	 * @param provider the dictionaries of its fields, or {@code null} if there are none
	 * @return the schema, in message format
	 * @throws IllegalStateException if the provider lacks a dictionary
	 */
	public static Schema of(Schema memory, @Nullable DictionaryProvider provider) {
		MessageSchema conversion = new MessageSchema((provider != null) ? provider : NONE);
		return new Schema(conversion.message(memory.getFields()), memory.getCustomMetadata());
	}

	/**
	 * The field of a dictionary's values. If the dictionary was received, it is the field
	 * that was sent. Otherwise it is the field of the vector.
	 * @param encoding the encoding of a field that uses it
	 * @param dictionary the dictionary
	 * @param provider the dictionaries that this dictionary uses
	 * @return the field, in memory format
	 */
	public static Field values(DictionaryEncoding encoding, Dictionary dictionary, DictionaryProvider provider) {
		if (!(encoding instanceof DeclaredEncoding)) {
			return dictionary.getVector().getField();
		}
		return memory(new MessageSchema(provider).values(encoding, dictionary));
	}

	static Dictionary lookup(DictionaryProvider provider, long id, String name) {
		Dictionary dictionary = provider.lookup(id);
		if (dictionary == null) {
			throw new IllegalStateException(
					"Field '" + name + "' uses dictionary " + id + ", which the dictionary provider does not have");
		}
		return dictionary;
	}

	private List<Field> message(List<Field> fields) {
		List<Field> result = new ArrayList<>(fields.size());
		fields.forEach((field) -> result.add(message(field)));
		return result;
	}

	private Field message(Field field) {
		DictionaryEncoding encoding = field.getDictionary();
		if (encoding == null) {
			return field.getChildren().isEmpty() ? field
					: new Field(field.getName(), field.getFieldType(), message(field.getChildren()));
		}
		Field values = values(encoding, lookup(this.provider, encoding.getId(), field.getName()));
		return new Field(field.getName(),
				new FieldType(field.isNullable(), values.getType(), encoding, field.getMetadata()),
				values.getChildren());
	}

	private Field values(DictionaryEncoding encoding, Dictionary dictionary) {
		Field field = dictionary.getVector().getField();
		Field actual = new Field(field.getName(), field.getFieldType(), message(field.getChildren()));
		if (encoding instanceof DeclaredEncoding declared && canonical(declared.values()).equals(canonical(actual))) {
			Field values = declared.values();
			return new Field(field.getName(), values.getFieldType(), values.getChildren());
		}
		return actual;
	}

	private static Field memory(Field message) {
		List<Field> children = message.getChildren().stream().map(MessageSchema::memory).toList();
		DictionaryEncoding encoding = message.getDictionary();
		FieldType type = message.getFieldType();
		if (encoding != null) {
			return new Field(message.getName(),
					new FieldType(message.isNullable(), encoding.getIndexType(), encoding, message.getMetadata()),
					List.of());
		}
		return new Field(message.getName(), type, children);
	}

	/**
	 * The properties that a declaration and its vector have in common.
	 */
	private static Field canonical(Field field) {
		List<Field> children = new ArrayList<>();
		field.getChildren().forEach((child) -> children.add(canonical(child)));
		ArrowType type = ColumnLayout.storageType(field.getType());
		ArrowType kept = field.getType();
		if (type instanceof ArrowType.Union union) {
			if (union.getMode() == UnionMode.Dense) {
				sort(children, union.getTypeIds());
			}
			kept = new ArrowType.Union(union.getMode(), (union.getMode() == UnionMode.Dense)
					? IntStream.of(union.getTypeIds()).sorted().toArray() : new int[0]);
		}
		else if (!(type instanceof ArrowType.Struct)) {
			children.replaceAll((child) -> new Field("", child.getFieldType(), child.getChildren()));
		}
		return new Field("", new FieldType(true, kept, field.getDictionary(), null), children);
	}

	private static void sort(List<Field> children, int[] ids) {
		List<Field> ordered = IntStream.range(0, ids.length)
			.boxed()
			.sorted(Comparator.comparingInt((index) -> ids[index]))
			.map(children::get)
			.toList();
		children.clear();
		children.addAll(ordered);
	}

}
