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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.arrow.read.Ranges;
import io.github.flightspring.ipc.MessageSchema;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.UuidVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Creates the writers of vectors. Lists become arrays, structs become objects, maps
 * become arrays of keys and values, and unions become the value of the child. Extension
 * types are written as their storage type, except UUIDs. Dictionary and run-end encoding
 * is decoded in any order and at any depth.
 */
final class ValueWriters {

	private final @Nullable DictionaryProvider dictionaries;

	private final Set<Long> open = new HashSet<>();

	private int denseUnions;

	ValueWriters(@Nullable DictionaryProvider dictionaries) {
		this.dictionaries = dictionaries;
	}

	/**
	 * Create the writer of a vector.
	 * @param field the field of the vector in its schema, which has more information than
	 * the vector
	 * @param vector the vector
	 * @return the writer
	 */
	ValueWriter of(Field field, FieldVector vector) {
		DictionaryEncoding encoding = field.getDictionary();
		return (encoding != null) ? dictionary(field, encoding, vector) : plain(field, vector);
	}

	private ValueWriter dictionary(Field field, DictionaryEncoding encoding, FieldVector vector) {
		long id = encoding.getId();
		Dictionary dictionary = (this.dictionaries != null) ? this.dictionaries.lookup(id) : null;
		if (this.dictionaries == null || dictionary == null || !(vector instanceof BaseIntVector indices)) {
			throw new IllegalStateException(
					"Field '" + field.getName() + "' uses dictionary " + id + ((dictionary == null)
							? ", which the dictionary provider does not have" : ", but its vector holds no indices"));
		}
		if (!this.open.add(id)) {
			throw new IllegalStateException("Dictionary " + id + " of field '" + field.getName() + "' uses itself");
		}
		FieldVector values = dictionary.getVector();
		Field valueField = MessageSchema.values(encoding, dictionary, this.dictionaries);
		DictionaryEncoding inner = valueField.getDictionary();
		// a dictionary may have been created with the field that uses it
		ValueWriter writer = (inner != null && inner.getId() == id) ? plain(valueField, values)
				: of(valueField, values);
		this.open.remove(id);
		return new DictionaryWriter(indices, values, writer);
	}

	private ValueWriter plain(Field declared, FieldVector vector) {
		List<FieldVector> children = vector.getChildrenFromFields();
		Field field = complete(declared, vector);
		if (vector instanceof ExtensionTypeVector<?> extension && !(vector instanceof UuidVector)) {
			return plain(field, (FieldVector) extension.getUnderlyingVector());
		}
		if (vector instanceof RunEndEncodedVector runs) {
			return new RunEndWriter(runs, of(field.getChildren().get(1), children.get(1)));
		}
		if (vector instanceof StructVector) {
			return new StructWriter(vector, field.getChildren().stream().map(Field::getName).toList(),
					of(field.getChildren(), children));
		}
		if (vector instanceof UnionVector || vector instanceof DenseUnionVector) {
			return union(field, vector);
		}
		Ranges ranges = Ranges.of(vector);
		if (ranges == null) {
			return new ScalarWriter(vector);
		}
		if (this.denseUnions > 0) {
			ranges.inUnion();
		}
		if (vector instanceof MapVector map) {
			FieldVector entries = map.getDataVector();
			List<ValueWriter> entry = of(complete(field.getChildren().get(0), entries).getChildren(),
					entries.getChildrenFromFields());
			return new ListWriter(map, ranges, new StructWriter(entries, List.of("key", "value"), entry));
		}
		return new ListWriter(vector, ranges, of(field.getChildren().get(0), children.get(0)));
	}

	/**
	 * Complete a field with children that the vector got after the schema was taken from
	 * it.
	 */
	private static Field complete(Field declared, FieldVector vector) {
		return (declared.getChildren().size() == vector.getChildrenFromFields().size()) ? declared : vector.getField();
	}

	private List<ValueWriter> of(List<Field> fields, List<FieldVector> vectors) {
		List<ValueWriter> writers = new ArrayList<>(fields.size());
		for (int i = 0; i < fields.size(); i++) {
			writers.add(of(fields.get(i), vectors.get(i)));
		}
		return writers;
	}

	private UnionWriter union(Field field, FieldVector vector) {
		int[] ids = typeIds(field.getType());
		if (ids == null) {
			return union(vector.getField(), vector);
		}
		List<FieldVector> children = vector.getChildrenFromFields();
		UnionWriter writer = (vector instanceof DenseUnionVector union) ? UnionWriter.dense(union)
				: UnionWriter.sparse((UnionVector) vector);
		this.denseUnions += (vector instanceof DenseUnionVector) ? 1 : 0;
		for (int i = 0; i < ids.length; i++) {
			// the children of a dense union are in another order than in its field
			FieldVector child = (vector instanceof DenseUnionVector union)
					? (FieldVector) union.getVectorByType((byte) ids[i]) : children.get(i);
			writer.add(ids[i], of(field.getChildren().get(i), child));
		}
		this.denseUnions -= (vector instanceof DenseUnionVector) ? 1 : 0;
		return writer;
	}

	private static int @Nullable [] typeIds(ArrowType type) {
		return (type instanceof ArrowType.ExtensionType extension) ? typeIds(extension.storageType())
				: ((ArrowType.Union) type).getTypeIds();
	}

}
