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

import io.github.flightspring.arrow.value.ValueException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The number of rows of batches, limited by the size of the batches. Columns of nulls and
 * of runs need no memory for a row, so few bytes may stand for very many rows.
 */
public final class RowCount {

	private static final long FREE = 1 << 20;

	private static final int PER_BYTE = 200;

	private long rows;

	private long bytes;

	/**
	 * Add a batch.
	 * @param root the batch
	 * @throws ValueException if there are too many rows
	 */
	public void add(VectorSchemaRoot root) {
		this.rows += root.getRowCount();
		this.bytes += ArrowSize.of(root);
		if (this.rows > FREE && this.rows / PER_BYTE > this.bytes) {
			throw new ValueException("", "the batches have more than %d rows, and more than %d for each byte of data"
				.formatted(FREE, PER_BYTE), null);
		}
	}

}
