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

import java.io.ByteArrayOutputStream;
import java.util.List;

import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.FlightDataOptions.Compression;
import io.github.flightspring.ipc.IpcEncoder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A batch of few bytes with a column "xs" of long lists of structs that have only a null.
 */
public final class NullLists {

	private NullLists() {
	}

	public static VectorSchemaRoot batch(BufferAllocator allocator, int rows, int length) {
		Field element = new Field("item", FieldType.notNullable(new ArrowType.Struct()),
				List.of(Field.nullable("a", ArrowType.Null.INSTANCE)));
		Field lists = new Field("xs", FieldType.nullable(new ArrowType.List()), List.of(element));
		VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(lists)), allocator);
		ListVector vector = (ListVector) root.getVector("xs");
		vector.setInitialCapacity(rows);
		vector.allocateNew();
		for (int i = 0; i < rows; i++) {
			vector.setNotNull(i);
			vector.getOffsetBuffer().setInt(4L * (i + 1), length * (i + 1));
		}
		vector.setLastSet(rows - 1);
		root.setRowCount(rows);
		vector.getDataVector().getValidityBuffer().setOne(0, (rows * (long) length + 7) / 8);
		return root;
	}

	/**
	 * The batch as a stream of IPC.
	 */
	public static byte[] stream(int rows, int length) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (BufferAllocator allocator = new RootAllocator();
				VectorSchemaRoot root = batch(allocator, rows, length);
				IpcEncoder encoder = IpcEncoder.stream(allocator, new FlightDataOptions(1 << 30, Compression.NONE),
						out)) {
			encoder.start(root, null);
			encoder.write(root);
			encoder.finish();
		}
		return out.toByteArray();
	}

}
