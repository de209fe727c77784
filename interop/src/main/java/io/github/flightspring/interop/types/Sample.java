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

package io.github.flightspring.interop.types;

import java.util.List;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The sample of one type: a root to fill, and its dictionaries.
 */
public final class Sample implements AutoCloseable {

	/**
	 * First seed and rows of each batch; the second one is empty.
	 */
	private static final int[][] BATCHES = { { 0, 7 }, { 7, 0 }, { 7, 5 } };

	private final BufferAllocator allocator;

	private final VectorSchemaRoot root;

	private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();

	/**
	 * Create a sample.
	 * @param type the name of the type
	 * @param allocator where its memory comes from
	 */
	public Sample(String type, BufferAllocator allocator) {
		this.allocator = allocator;
		this.root = VectorSchemaRoot.create(new Schema(List.of(SampleTypes.field(type))), allocator);
		if (type.contains("dictionary")) {
			addDictionary(SampleTypes.TEXT_DICTIONARY, SampleTypes.required("values", new ArrowType.Utf8()));
		}
		if (type.equals("dictionary_of_dictionary")) {
			addDictionary(SampleTypes.STRUCT_DICTIONARY,
					SampleTypes.required("values", new ArrowType.Struct(), SampleTypes.textIndex("label")));
		}
	}

	private void addDictionary(long id, Field field) {
		Schema schema = new Schema(List.of(field));
		VectorSchemaRoot values = VectorSchemaRoot.create(schema, this.allocator);
		ColumnFiller.fill(values, this.allocator, 0, 3);
		FieldVector vector = values.getVector(0);
		this.dictionaries.put(new Dictionary(vector, new DictionaryEncoding(id, false, null)));
	}

	/**
	 * The root.
	 * @return the root, which is empty until it is filled
	 */
	public VectorSchemaRoot root() {
		return this.root;
	}

	/**
	 * The dictionaries.
	 * @return the dictionaries
	 */
	public DictionaryProvider dictionaries() {
		return this.dictionaries;
	}

	/**
	 * The number of batches.
	 * @return the number
	 */
	public int batches() {
		return BATCHES.length;
	}

	/**
	 * Fill the root with a batch.
	 * @param batch which one
	 */
	public void load(int batch) {
		this.root.clear();
		ColumnFiller.fill(this.root, this.allocator, BATCHES[batch][0], BATCHES[batch][1]);
	}

	@Override
	public void close() {
		this.root.close();
		this.dictionaries.close();
	}

}
