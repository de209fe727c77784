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

package io.github.flightspring.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.validate.ValidateVectorBufferVisitor;
import org.apache.arrow.vector.validate.ValidateVectorDataVisitor;

/**
 * Moves rows the way a message would: what a writer made is taken apart, validated and
 * loaded into other vectors.
 */
public final class Batches {

	private Batches() {
	}

	@SafeVarargs
	public static <T> List<T> roundTrip(BufferAllocator allocator, Class<T> type, T... rows) {
		RecordMapper<T> mapper = RecordMapper.of(type);
		List<T> read = new ArrayList<>();
		try (RecordWriter<T> writer = mapper.writer(allocator)) {
			for (T row : rows) {
				writer.write(row);
			}
			send(allocator, writer, (root, dictionaries) -> read.addAll(read(mapper, root, dictionaries)));
		}
		return read;
	}

	public static <T> List<T> read(RecordMapper<T> mapper, VectorSchemaRoot root, DictionaryProvider dictionaries) {
		RecordReader<T> reader = mapper.reader(root, dictionaries);
		List<T> rows = new ArrayList<>();
		for (int i = 0; i < root.getRowCount(); i++) {
			rows.add(reader.read(i));
		}
		return rows;
	}

	public static void send(BufferAllocator allocator, RecordWriter<?> writer,
			BiConsumer<VectorSchemaRoot, DictionaryProvider> receiver) {
		VectorSchemaRoot root = writer.finishBatch();
		Schema schema = root.getSchema();
		try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch();
				VectorSchemaRoot received = VectorSchemaRoot.create(schema, allocator)) {
			new VectorLoader(received).load(batch);
			for (FieldVector vector : received.getFieldVectors()) {
				validate(vector);
			}
			receiver.accept(received, writer.dictionaries());
		}
	}

	private static void validate(FieldVector vector) {
		vector.accept(new ValidateVectorBufferVisitor(), null);
		// Arrow's check of the data refuses decimals with all the digits they may have
		if (!(vector.getField().getType() instanceof ArrowType.Decimal)) {
			vector.accept(new ValidateVectorDataVisitor(), null);
		}
	}

	public static long bodyLength(VectorSchemaRoot root) {
		try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
			return batch.computeBodyLength();
		}
	}

}
