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

import java.util.function.LongSupplier;

import io.github.flightspring.arrow.value.ValueException;

/**
 * The memory that the values of one row may take on the heap, estimated before they are
 * made. Few bytes of Arrow may stand for many objects: elements that are null or in a
 * run, structs without values, lists that share their elements, and texts that many
 * elements share. The elements of lists and maps and the shared texts count.
 */
public final class RowBudget {

	private static final long FREE = 16L << 20;

	private static final int TIMES = 16;

	private final LongSupplier batch;

	private long taken;

	private long limit = FREE;

	/**
	 * Create the budget of the rows of batches, one after the other.
	 * @param batch the size of the current batch with its dictionaries, in bytes
	 */
	public RowBudget(LongSupplier batch) {
		this.batch = batch;
	}

	/**
	 * Begin a row.
	 */
	public void begin() {
		if (this.taken != 0) {
			this.taken = 0;
			this.limit = FREE;
		}
	}

	/**
	 * Take memory for values.
	 * @param path the path of the values
	 * @param count the number of values
	 * @param size the size of one value in bytes
	 * @throws ValueException if the row takes too much
	 */
	void take(String path, int count, long size) {
		this.taken += count * size;
		if (this.taken > this.limit) {
			this.limit = Math.max(FREE, this.batch.getAsLong() * TIMES);
			if (this.taken > this.limit) {
				throw new ValueException(path,
						"the values of the row take more than %d MiB of memory, ".formatted(FREE >> 20)
								+ "and more than %d times the size of its batch".formatted(TIMES),
						null);
			}
		}
	}

}
