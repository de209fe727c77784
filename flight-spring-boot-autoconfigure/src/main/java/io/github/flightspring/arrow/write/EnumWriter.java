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

import java.util.List;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * Writes enum constants as their ordinals, which are indices into a dictionary of all
 * their names.
 */
public final class EnumWriter extends FixedWidthWriter {

	private final Enum<?>[] constants;

	private final int width;

	private final TextWriter names;

	private final Dictionary dictionary;

	private boolean namesWritten;

	public EnumWriter(WriteTarget target, Enum<?>[] constants, int width, DictionaryEncoding encoding) {
		super(target, width);
		this.constants = constants;
		this.width = width;
		Field field = new Field(target.vector().getName(), FieldType.nullable(ArrowType.Utf8.INSTANCE), null);
		this.dictionary = new Dictionary(field.createVector(target.allocator()), encoding);
		// the names are sent once, apart from the batches, and are not counted in any
		this.names = new TextWriter(new WriteTarget(this.dictionary.getVector(), target.path(), false,
				target.allocator(), new Tally(), target.dictionaries()));
		target.dictionaries().put(this.dictionary);
	}

	@Override
	void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		long offset = (long) index * this.width;
		this.data.ensure(offset + this.width);
		int ordinal = ((Enum<?>) value).ordinal();
		switch (this.width) {
			case 1 -> this.data.putByte(offset, ordinal);
			case 2 -> this.data.putShort(offset, ordinal);
			default -> this.data.putInt(offset, ordinal);
		}
		this.validity.valid(index);
	}

	@Override
	List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		if (!this.namesWritten) {
			for (int i = 0; i < this.constants.length; i++) {
				this.names.write(i, this.constants[i].name());
			}
			this.names.finish(this.constants.length);
			this.namesWritten = true;
		}
		return super.finishBuffers(validity, count);
	}

	@Override
	void closeBuffers() {
		super.closeBuffers();
		this.names.close();
		this.dictionary.getVector().close();
	}

}
