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

package io.github.flightspring.interop.uploads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.util.AutoCloseables;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded table: its messages as they came, each batch with the dictionaries of its
 * time.
 */
final class StoredTable implements AutoCloseable {

	private final BufferAllocator allocator;

	private final Schema schema;

	private final List<Message> messages = new ArrayList<>();

	private long rows;

	StoredTable(BufferAllocator allocator, Schema schema) {
		this.allocator = allocator;
		this.schema = schema;
	}

	long rows() {
		return this.rows;
	}

	void add(FlightReader reader) throws IOException {
		VectorSchemaRoot batch = null;
		MapDictionaryProvider dictionaries = new MapDictionaryProvider();
		if (reader.hasBatch()) {
			for (Map.Entry<Long, Dictionary> entry : reader.getDictionaryVectors().entrySet()) {
				FieldVector values = entry.getValue().getVector();
				VectorSchemaRoot copy = copy(VectorSchemaRoot.of(values));
				dictionaries.put(new Dictionary(copy.getVector(0), entry.getValue().getEncoding()));
			}
			batch = copy(reader.getVectorSchemaRoot());
			this.rows += batch.getRowCount();
		}
		this.messages.add(new Message(batch, dictionaries, reader.getAppMetadata()));
	}

	private VectorSchemaRoot copy(VectorSchemaRoot source) {
		VectorSchemaRoot target = VectorSchemaRoot.create(source.getSchema(), this.allocator);
		try (ArrowRecordBatch borrowed = new VectorUnloader(source).getRecordBatch();
				ArrowRecordBatch own = borrowed.cloneWithTransfer(this.allocator)) {
			new VectorLoader(target).load(own);
		}
		restoreLengths(source.getFieldVectors(), target.getFieldVectors());
		return target;
	}

	/**
	 * A dense union that Arrow loads makes its children as long as the number of values
	 * that are theirs, which is too short when some of a child's values are not used; and
	 * text that grows forgets what was loaded unless told that it is set.
	 */
	private static void restoreLengths(List<FieldVector> source, List<FieldVector> target) {
		for (int i = 0; i < source.size(); i++) {
			if (target.get(i).getValueCount() != source.get(i).getValueCount()) {
				if (target.get(i) instanceof BaseVariableWidthVector text) {
					text.setLastSet(source.get(i).getValueCount() - 1);
				}
				target.get(i).setValueCount(source.get(i).getValueCount());
			}
			restoreLengths(source.get(i).getChildrenFromFields(), target.get(i).getChildrenFromFields());
		}
	}

	void writeTo(FlightSink sink) {
		Map<Long, Dictionary> current = new HashMap<>();
		DictionaryProvider provider = new DictionaryProvider() {

			@Override
			public @Nullable Dictionary lookup(long id) {
				return current.get(id);
			}

			@Override
			public Set<Long> getDictionaryIds() {
				return current.keySet();
			}

		};
		this.messages.stream().findFirst().ifPresent((message) -> message.dictionariesInto(current));
		try (VectorSchemaRoot empty = VectorSchemaRoot.create(this.schema, this.allocator)) {
			sink.start(empty, provider);
		}
		for (Message message : this.messages) {
			if (message.batch() != null) {
				message.dictionariesInto(current);
				sink.write(message.batch(), message.appMetadata());
			}
			else if (message.appMetadata() != null) {
				sink.writeMetadata(message.appMetadata());
			}
		}
	}

	@Override
	public void close() {
		AutoCloseables.closeNoChecked(() -> AutoCloseables.close(this.messages));
	}

	/**
	 * One message.
	 *
	 * @param batch the batch, or {@code null} for metadata alone
	 * @param dictionaries its dictionaries
	 * @param appMetadata the metadata, or {@code null}
	 */
	private record Message(@Nullable VectorSchemaRoot batch, MapDictionaryProvider dictionaries,
			byte @Nullable [] appMetadata) implements AutoCloseable {

		void dictionariesInto(Map<Long, Dictionary> target) {
			for (long id : this.dictionaries.getDictionaryIds()) {
				target.put(id, this.dictionaries.lookup(id));
			}
		}

		@Override
		public void close() {
			if (this.batch != null) {
				this.batch.close();
			}
			this.dictionaries.close();
		}

	}

}
