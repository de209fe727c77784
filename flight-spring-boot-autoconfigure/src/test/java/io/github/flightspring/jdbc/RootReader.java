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

package io.github.flightspring.jdbc;

import java.util.Set;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A reader of one batch, which it closes.
 */
class RootReader extends ArrowReader {

	private final VectorSchemaRoot root;

	private final DictionaryProvider dictionaries;

	private boolean read;

	RootReader(BufferAllocator allocator, DictionaryProvider dictionaries, FieldVector... vectors) {
		super(allocator);
		this.root = VectorSchemaRoot.of(vectors);
		this.dictionaries = dictionaries;
	}

	@Override
	public VectorSchemaRoot getVectorSchemaRoot() {
		return this.root;
	}

	@Override
	public Dictionary lookup(long id) {
		return this.dictionaries.lookup(id);
	}

	@Override
	public Set<Long> getDictionaryIds() {
		return this.dictionaries.getDictionaryIds();
	}

	@Override
	public boolean loadNextBatch() {
		boolean first = !this.read;
		this.read = true;
		return first;
	}

	@Override
	public long bytesRead() {
		return 0;
	}

	@Override
	protected Schema readSchema() {
		return this.root.getSchema();
	}

	@Override
	public void close() {
		this.root.close();
	}

	@Override
	protected void closeReadSource() {
		this.root.close();
	}

}
