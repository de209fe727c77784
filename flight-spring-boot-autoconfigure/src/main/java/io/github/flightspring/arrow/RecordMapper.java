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

package io.github.flightspring.arrow;

import java.util.List;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Maps a record type to Arrow and back.
 *
 * @param <T> the record type
 */
public final class RecordMapper<T> {

	private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {

		@Override
		protected RecordMapper<?> computeValue(Class<?> type) {
			return new RecordMapper<>(type, RecordCompiler.compile(type));
		}

	};

	private final Class<T> type;

	private final RecordPlan plan;

	private final Schema schema;

	private RecordMapper(Class<T> type, RecordPlan plan) {
		this.type = type;
		this.plan = plan;
		this.schema = new Schema(plan.fields(SchemaForm.ofMessages()));
	}

	/**
	 * Return the mapper of a record type. It is compiled at the first call and kept as
	 * long as the type's class loader; any number of threads may use it.
	 * @param <T> the record type
	 * @param type the record type, which may be private and nested
	 * @return the mapper
	 * @throws UnmappableRecordException if a component has no place in Arrow
	 */
	@SuppressWarnings("unchecked")
	public static <T> RecordMapper<T> of(Class<T> type) {
		return (RecordMapper<T>) MAPPERS.get(type);
	}

	/**
	 * Return the record type.
	 * @return the type
	 */
	public Class<T> type() {
		return this.type;
	}

	/**
	 * Return the schema in message format: a dictionary-encoded field has the type of its
	 * values.
	 * @return the schema
	 */
	public Schema schema() {
		return this.schema;
	}

	/**
	 * Make a writer of rows. It is to be closed by the caller, before the allocator.
	 * @param allocator where the memory of the batches comes from
	 * @return the writer, for one thread at a time
	 */
	public RecordWriter<T> writer(BufferAllocator allocator) {
		List<Field> fields = this.plan.fields(SchemaForm.ofVectors());
		return new RecordWriter<>(this, this.plan, VectorSchemaRoot.create(new Schema(fields), allocator), allocator);
	}

	/**
	 * Make a reader of rows. Columns are found by name; the root may have others.
	 * @param root the batch, which stays the property of the caller and may be loaded
	 * anew: the reader then reads its new rows
	 * @param dictionaries the dictionaries of encoded columns, whose vectors too may be
	 * loaded anew but not replaced, or {@code null} without any
	 * @return the reader, for one thread at a time
	 * @throws RecordMappingException if a column is missing that may not be null, or has
	 * a type that would lose values
	 */
	public RecordReader<T> reader(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		return new RecordReader<>(this.plan, root, dictionaries);
	}

}
