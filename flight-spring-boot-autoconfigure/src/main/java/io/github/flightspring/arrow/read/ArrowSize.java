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

package io.github.flightspring.arrow.read;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * The size of batches and dictionaries in Arrow's memory.
 */
public final class ArrowSize {

	private ArrowSize() {
	}

	/**
	 * Return the size of a batch without its dictionaries.
	 * @param root the batch
	 * @return the size in bytes
	 */
	public static long of(VectorSchemaRoot root) {
		long size = 0;
		for (FieldVector vector : root.getFieldVectors()) {
			size += of(vector);
		}
		return size;
	}

	/**
	 * Return the size of dictionaries.
	 * @param dictionaries the dictionaries, or {@code null} if there are none
	 * @return the size in bytes
	 */
	public static long of(@Nullable DictionaryProvider dictionaries) {
		long size = 0;
		if (dictionaries != null) {
			for (long id : dictionaries.getDictionaryIds()) {
				Dictionary dictionary = dictionaries.lookup(id);
				size += (dictionary != null) ? of(dictionary.getVector()) : 0;
			}
		}
		return size;
	}

	private static long of(FieldVector vector) {
		// Arrow returns an int, which may overflow
		return Integer.toUnsignedLong(vector.getBufferSize());
	}

}
