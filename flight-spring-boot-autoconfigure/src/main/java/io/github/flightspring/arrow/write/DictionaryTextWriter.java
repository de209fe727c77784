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

package io.github.flightspring.arrow.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings as indices into a dictionary. New strings are added to the dictionary. A
 * small dictionary is kept from batch to batch. When it has grown too large, the next
 * batch starts a new one.
 */
public final class DictionaryTextWriter extends FixedWidthWriter {

	private static final int KEPT = 1 << 15;

	private final Map<String, Integer> indices = new HashMap<>();

	private final TextWriter entries;

	private final Dictionary dictionary;

	public DictionaryTextWriter(WriteTarget target, DictionaryEncoding encoding) {
		super(target, 4);
		Field field = new Field(target.vector().getName(), FieldType.nullable(ArrowType.Utf8.INSTANCE), null);
		this.dictionary = new Dictionary(field.createVector(target.allocator()), encoding);
		this.entries = new TextWriter(new WriteTarget(this.dictionary.getVector(), target.path(), false,
				target.allocator(), target.tally(), target.dictionaries()));
		target.dictionaries().put(this.dictionary);
	}

	@Override
	void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		long offset = index * 4L;
		this.data.ensure(offset + 4);
		Integer entry = this.indices.get(value);
		this.data.putInt(offset, (entry != null) ? entry : add((String) value));
		this.validity.valid(index);
	}

	@Override
	void writeEmpty(int index) {
		super.writeEmpty(index);
		// the index below a null must be valid if it is not null itself
		if (!this.target.nullable() && this.indices.isEmpty()) {
			add("");
		}
	}

	private int add(String value) {
		int entry = this.indices.size();
		this.entries.write(entry, value);
		this.target.tally().add(this.entries.bitsPerValue());
		this.indices.put(value, entry);
		return entry;
	}

	@Override
	List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		this.entries.finish(this.indices.size());
		return super.finishBuffers(validity, count);
	}

	@Override
	void resetBuffers(boolean reusable) {
		super.resetBuffers(reusable);
		if (this.indices.size() > KEPT) {
			this.indices.clear();
			this.dictionary.getVector().clear();
			this.entries.reset(true);
		}
	}

	@Override
	void closeBuffers() {
		super.closeBuffers();
		this.entries.close();
		this.dictionary.getVector().close();
	}

}
