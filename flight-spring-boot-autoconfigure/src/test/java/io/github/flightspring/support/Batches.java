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

package io.github.flightspring.support;

import java.io.IOException;
import java.util.List;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Batches of one column "value", mostly of 64-bit integers.
 */
public final class Batches {

	public static final Schema SCHEMA = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(64, true))));

	private Batches() {
	}

	/**
	 * Make a batch of the numbers from zero.
	 * @param allocator where it lives
	 * @param rows how many, eight bytes each
	 * @return the batch, for the caller to close
	 */
	public static VectorSchemaRoot numbers(BufferAllocator allocator, int rows) {
		VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
		BigIntVector values = (BigIntVector) root.getVector(0);
		values.allocateNew(rows);
		for (int i = 0; i < rows; i++) {
			values.set(i, i);
		}
		root.setRowCount(rows);
		return root;
	}

	/**
	 * Make a batch of 32-bit integers.
	 * @param allocator where it lives
	 * @param values the values
	 * @return the batch, for the caller to close
	 */
	public static VectorSchemaRoot ints(BufferAllocator allocator, int... values) {
		Schema schema = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(32, true))));
		VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
		for (int i = 0; i < values.length; i++) {
			((IntVector) root.getVector(0)).setSafe(i, values[i]);
		}
		root.setRowCount(values.length);
		return root;
	}

	/**
	 * Read all batches.
	 * @param reader the reader
	 * @return the sum of the numbers
	 * @throws IOException if reading fails
	 */
	public static long sum(ArrowReader reader) throws IOException {
		long sum = 0;
		while (reader.loadNextBatch()) {
			sum += sum(reader.getVectorSchemaRoot());
		}
		return sum;
	}

	public static long sum(VectorSchemaRoot root) {
		BigIntVector values = (BigIntVector) root.getVector(0);
		long sum = 0;
		for (int i = 0; i < root.getRowCount(); i++) {
			sum += values.get(i);
		}
		return sum;
	}

}
