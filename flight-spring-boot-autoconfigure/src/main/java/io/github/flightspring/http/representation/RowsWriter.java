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

import java.io.IOException;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in one format. It neither flushes nor closes its output.
 */
public interface RowsWriter extends AutoCloseable {

	/**
	 * Begin, or continue with batches from another source that have the same schema.
	 * @param root the root that holds the next batches
	 * @param dictionaries the dictionaries of its fields, or {@code null} if there are
	 * none
	 * @throws IOException if the output fails
	 */
	void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) throws IOException;

	/**
	 * Write a batch.
	 * @param root the batch
	 * @throws IOException if the output fails
	 */
	void write(VectorSchemaRoot root) throws IOException;

	/**
	 * Complete the output.
	 * @throws IOException if the output fails
	 */
	void finish() throws IOException;

	/**
	 * Write bytes that keep a reader from accepting the rows so far as complete, if the
	 * format has any.
	 */
	default void breakOff() {
	}

	/**
	 * Free the resources of a failed write.
	 */
	@Override
	void close();

}
