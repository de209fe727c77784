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

package io.github.flightspring.jdbc.read;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The Arrow type of a column, and how its values are read.
 *
 * @param arrow the type
 * @param metadata the metadata of the field, such as the name of an extension type
 * @param children the fields of the children
 * @param bits the size of one value in bits, with its validity and without the part that
 * a reader returns
 * @param readers the factory of the reader for a vector
 */
record ColumnType(ArrowType arrow, Map<String, String> metadata, List<Field> children, int bits,
		Function<FieldVector, ColumnReader> readers) {

	/**
	 * Create a type without metadata and children.
	 */
	static <V extends FieldVector> ColumnType of(ArrowType arrow, int bits, Class<V> vectorType,
			Function<V, ColumnReader> readers) {
		return new ColumnType(arrow, Map.of(), List.of(), bits, (vector) -> readers.apply(vectorType.cast(vector)));
	}

	Field field(String name, boolean nullable) {
		return new Field(name, new FieldType(nullable, this.arrow, null, this.metadata), this.children);
	}

	ColumnReader reader(FieldVector vector) {
		return this.readers.apply(vector);
	}

}
