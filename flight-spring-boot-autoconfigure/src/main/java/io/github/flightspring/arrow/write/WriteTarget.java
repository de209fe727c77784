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

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * The target of a column's writer.
 *
 * @param vector the vector, which gets its buffers when the batch is finished
 * @param path the path of the component
 * @param nullable whether a null may be written
 * @param allocator the allocator of the memory
 * @param tally the counter of the size of the batch
 * @param dictionaries the receiver of the dictionaries of encoded columns
 */
public record WriteTarget(FieldVector vector, String path, boolean nullable, BufferAllocator allocator, Tally tally,
		DictionaryProvider.MapDictionaryProvider dictionaries) {

	/**
	 * Return the target of a child of this one.
	 * @param ordinal the index of the child among the vector's children
	 * @param path the path of the child
	 * @param nullable whether a null may be written
	 * @return the target
	 */
	public WriteTarget child(int ordinal, String path, boolean nullable) {
		List<FieldVector> children = this.vector.getChildrenFromFields();
		return new WriteTarget(children.get(ordinal), path, nullable, this.allocator, this.tally, this.dictionaries);
	}

}
