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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import io.github.flightspring.arrow.value.TypeNames;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.VectorBatchAppender;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries of a stream. Dictionary batches set or replace them, or append to them
 * with a delta.
 *
 * @see <a href=
 * "https://arrow.apache.org/docs/format/Columnar.html#dictionary-messages">Arrow columnar
 * format, Dictionary Messages</a>
 */
final class DictionaryLoader {

	private final Map<Long, Dictionary> dictionaries;

	private final BufferAllocator allocator;

	private final Map<Long, String> columns = new HashMap<>();

	private final Map<Long, BatchLoader> loaders = new HashMap<>();

	private boolean changed;

	DictionaryLoader(List<Field> fields, Map<Long, Dictionary> dictionaries, BufferAllocator allocator,
			boolean trusted) {
		this.dictionaries = dictionaries;
		this.allocator = allocator;
		DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(
				dictionaries.values().toArray(Dictionary[]::new));
		name("", fields);
		dictionaries.forEach((id, dictionary) -> {
			String column = this.columns.getOrDefault(id, "");
			Field values = MessageSchema.values(dictionary.getEncoding(), dictionary, provider);
			this.loaders.put(id, new BatchLoader(List.of(ColumnLayout.of(column + " (dictionary " + id + ")", values)),
					allocator, trusted, "the batch of dictionary " + id + " of column '" + column + "'"));
		});
	}

	// Arrow names the vector of a dictionary by its id
	private void name(String parent, List<Field> fields) {
		for (Field field : fields) {
			String path = parent + field.getName();
			if (field.getDictionary() != null) {
				this.columns.putIfAbsent(field.getDictionary().getId(), path);
			}
			name(path + ".", field.getChildren());
		}
	}

	void load(@Nullable DictionaryBatch header, FlightDataFrame frame) {
		Dictionary dictionary = (header != null) ? this.dictionaries.get(header.id()) : null;
		if (header == null || dictionary == null) {
			throw WireErrors.invalid("dictionary %s is not one of the schema, which has %s",
					(header != null) ? Long.toString(header.id()) : "without a header",
					new TreeSet<>(this.dictionaries.keySet()));
		}
		this.changed = true;
		BatchLoader loader = Objects.requireNonNull(this.loaders.get(header.id()));
		FieldVector vector = dictionary.getVector();
		if (!header.isDelta() || vector.getValueCount() == 0) {
			loader.load(header.data(), frame.body(), root(vector));
			return;
		}
		try (FieldVector delta = loader.columns().get(0).field().createVector(this.allocator)) {
			loader.load(header.data(), frame.body(), root(delta));
			append(header.id(), vector, delta);
		}
	}

	private static void append(long id, FieldVector vector, FieldVector delta) {
		if ((long) vector.getValueCount() + delta.getValueCount() > Integer.MAX_VALUE) {
			throw WireErrors.invalid("dictionary %d grows above %d values", id, Integer.MAX_VALUE);
		}
		try {
			if (hasUnion(vector.getField())) {
				throw new UnsupportedOperationException("Arrow appends to the children of unions by their types");
			}
			int count = vector.getValueCount() + delta.getValueCount();
			VectorBatchAppender.batchAppend(vector, delta);
			// appending to a vector of nulls does not make it longer
			vector.setValueCount(count);
		}
		catch (OutOfMemoryException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw CallStatus.UNIMPLEMENTED
				.withDescription("Flight data: a delta of dictionary " + id + " cannot be applied to values of type "
						+ TypeNames.of(vector.getField().getType()) + "; send the whole dictionary")
				.withCause(ex)
				.toRuntimeException();
		}
	}

	private static boolean hasUnion(Field field) {
		return ColumnLayout.storageType(field.getType()) instanceof ArrowType.Union
				|| field.getChildren().stream().anyMatch(DictionaryLoader::hasUnion);
	}

	/**
	 * Check the indices of a batch. If a dictionary has changed since the last call, also
	 * check the indices in dictionaries that use other dictionaries.
	 * @param columns the layouts of the batch
	 * @param root the batch
	 */
	void checkIndices(List<ColumnLayout> columns, VectorSchemaRoot root) {
		if (this.changed) {
			this.changed = false;
			this.dictionaries.forEach((id, dictionary) -> DictionaryIndices.check(
					Objects.requireNonNull(this.loaders.get(id)).columns().get(0), dictionary.getVector(),
					this.dictionaries));
		}
		for (int i = 0; i < columns.size(); i++) {
			DictionaryIndices.check(columns.get(i), root.getVector(i), this.dictionaries);
		}
	}

	private static VectorSchemaRoot root(FieldVector vector) {
		return new VectorSchemaRoot(List.of(vector.getField()), List.of(vector), 0);
	}

}
