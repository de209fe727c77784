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
import java.util.List;

import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The encoding of a field, together with the values that its schema declared. In memory a
 * field has the type of the indices, and the vector of the dictionary does not know
 * everything that was declared. Arrow's list vectors name their child {@code $data$},
 * dense unions sort their children, and sparse unions have other type ids.
 * <p>
 * A declared encoding equals the plain one, and stays with its field.
 */
final class DeclaredEncoding extends DictionaryEncoding {

	private final Field values;

	private DeclaredEncoding(DictionaryEncoding encoding, Field values) {
		super(encoding.getId(), encoding.isOrdered(), encoding.getIndexType());
		this.values = values;
	}

	/**
	 * The field of the values.
	 * @return the field, in message format, without name, encoding and metadata
	 */
	Field values() {
		return this.values;
	}

	/**
	 * Replace plain encodings with declared ones.
	 * @param schema the schema, in message format
	 * @return the same schema, in message format
	 */
	static Schema in(Schema schema) {
		return new Schema(in(schema.getFields()), schema.getCustomMetadata());
	}

	private static List<Field> in(List<Field> fields) {
		List<Field> result = new ArrayList<>(fields.size());
		fields.forEach((field) -> result.add(in(field)));
		return result;
	}

	private static Field in(Field field) {
		List<Field> children = in(field.getChildren());
		DictionaryEncoding encoding = field.getDictionary();
		if (encoding != null) {
			encoding = new DeclaredEncoding(encoding,
					new Field("", new FieldType(field.isNullable(), field.getType(), null), children));
		}
		return new Field(field.getName(),
				new FieldType(field.isNullable(), field.getType(), encoding, field.getMetadata()), children);
	}

}
