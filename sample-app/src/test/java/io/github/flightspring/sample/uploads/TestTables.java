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

package io.github.flightspring.sample.uploads;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Tables to upload, as readers.
 */
final class TestTables {

	private TestTables() {
	}

	/**
	 * One column of int64 that counts on from batch to batch.
	 */
	static ArrowReader counting(BufferAllocator allocator, int... sizes) {
		return counting(allocator, (batch) -> {
		}, sizes);
	}

	static ArrowReader counting(BufferAllocator allocator, IntConsumer beforeBatch, int... sizes) {
		Schema schema = new Schema(List.of(Field.notNullable("n", new ArrowType.Int(64, true))));
		return new ArrowReader(allocator) {

			private int batch;

			private long next;

			@Override
			public boolean loadNextBatch() throws IOException {
				beforeBatch.accept(this.batch);
				if (this.batch == sizes.length) {
					return false;
				}
				BigIntVector vector = (BigIntVector) getVectorSchemaRoot().getVector(0);
				int rows = sizes[this.batch++];
				vector.allocateNew(rows + 1);
				for (int i = 0; i < rows; i++) {
					vector.set(i, this.next++);
				}
				getVectorSchemaRoot().setRowCount(rows);
				return true;
			}

			@Override
			public long bytesRead() {
				return 0;
			}

			@Override
			protected void closeReadSource() {
			}

			@Override
			protected Schema readSchema() {
				return schema;
			}

		};
	}

	/**
	 * One batch of the given vectors, which are closed, as an IPC stream.
	 */
	static byte[] ipc(List<FieldVector> vectors, int rows) throws IOException {
		try (VectorSchemaRoot root = new VectorSchemaRoot(vectors)) {
			root.setRowCount(rows);
			return ipc(root);
		}
	}

	/**
	 * The batch of a root as an IPC stream: equal for equal batches.
	 */
	static byte[] ipc(VectorSchemaRoot root) throws IOException {
		ByteArrayOutputStream ipc = new ByteArrayOutputStream();
		try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, ipc)) {
			writer.writeBatch();
			writer.end();
		}
		return ipc.toByteArray();
	}

	static ArrowReader reader(BufferAllocator allocator, byte[] ipc) {
		return new ArrowStreamReader(new ByteArrayInputStream(ipc), allocator);
	}

}
