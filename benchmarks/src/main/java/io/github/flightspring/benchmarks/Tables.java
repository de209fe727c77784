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

package io.github.flightspring.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;

/**
 * The batches that every server in Java sends. The one in Python makes the same.
 */
public final class Tables {

	private static final int COLUMNS = 8;

	private Tables() {
	}

	/**
	 * Make a batch.
	 * @param table its name: {@code large} (64 Ki rows of 8 int64, 4 MiB), {@code small}
	 * (1 Ki rows of them, 64 KiB), {@code mixed} (8 Ki rows of numbers, strings and
	 * lists) or {@code one} (a single row)
	 * @param allocator where its memory comes from
	 * @return the batch, which the caller closes
	 */
	public static VectorSchemaRoot create(String table, BufferAllocator allocator) {
		return switch (table) {
			case "large" -> integers(allocator, 64 * 1024);
			case "small" -> integers(allocator, 1024);
			case "one" -> integers(allocator, 1);
			case "mixed" -> mixed(allocator, 8 * 1024);
			default -> throw new IllegalArgumentException("No table '" + table + "'");
		};
	}

	private static VectorSchemaRoot integers(BufferAllocator allocator, int rows) {
		List<FieldVector> vectors = IntStream.range(0, COLUMNS).mapToObj((column) -> {
			BigIntVector vector = new BigIntVector("c" + column, allocator);
			vector.allocateNew(rows);
			for (int row = 0; row < rows; row++) {
				vector.set(row, (long) row * COLUMNS + column);
			}
			vector.setValueCount(rows);
			return (FieldVector) vector;
		}).toList();
		return new VectorSchemaRoot(vectors);
	}

	private static VectorSchemaRoot mixed(BufferAllocator allocator, int rows) {
		BigIntVector id = new BigIntVector("id", allocator);
		Float8Vector value = new Float8Vector("value", allocator);
		VarCharVector name = new VarCharVector("name", allocator);
		VarCharVector text = new VarCharVector("text", allocator);
		ListVector list = ListVector.empty("list", allocator);
		id.allocateNew(rows);
		value.allocateNew(rows);
		name.allocateNew(rows * 16L, rows);
		text.allocateNew(rows * 48L, rows);
		UnionListWriter writer = list.getWriter();
		for (int row = 0; row < rows; row++) {
			id.set(row, row);
			if (row % 10 == 0) {
				value.setNull(row);
			}
			else {
				value.set(row, row * 0.5);
			}
			name.setSafe(row, ("name-" + row % 1000).getBytes(StandardCharsets.UTF_8));
			text.setSafe(row, ("a text that is somewhat longer, number " + row).getBytes(StandardCharsets.UTF_8));
			writer.setPosition(row);
			writer.startList();
			for (int item = 0; item < row % 5; item++) {
				writer.bigInt().writeBigInt(item);
			}
			writer.endList();
		}
		List<FieldVector> vectors = List.of(id, value, name, text, list);
		vectors.forEach((vector) -> vector.setValueCount(rows));
		return new VectorSchemaRoot(vectors);
	}

}
