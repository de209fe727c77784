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

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows out of an {@link ArrowReader}.
 */
class RecordIteratorTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@Test
	void whenBatchesAreReadThenRowsComeInOrderAndLazily() throws Exception {
		try (Reader reader = new Reader(this.allocator)) {
			reader.add(new Row(1, Color.RED), new Row(2, null));
			reader.add();
			reader.add(new Row(3, Color.BLUE));
			RecordIterator<Row> rows = new RecordIterator<>(reader, RecordMapper.of(Row.class));
			assertThat(reader.batches).hasSize(3);
			assertThat(rows.next()).isEqualTo(new Row(1, Color.RED));
			assertThat(rows.next()).isEqualTo(new Row(2, null));
			assertThat(reader.batches).hasSize(2);
			assertThat(rows.hasNext()).isTrue();
			assertThat(rows.hasNext()).isTrue();
			assertThat(rows.next()).isEqualTo(new Row(3, Color.BLUE));
			assertThat(rows.hasNext()).isFalse();
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(rows::next);
		}
	}

	@Test
	void whenUsedAsStreamThenAllRowsAreThere() throws Exception {
		try (Reader reader = new Reader(this.allocator)) {
			reader.add(new Row(1, Color.RED));
			reader.add(new Row(2, Color.BLUE));
			assertThat(new RecordIterator<>(reader, RecordMapper.of(Row.class)).stream())
				.containsExactly(new Row(1, Color.RED), new Row(2, Color.BLUE));
		}
	}

	@Test
	void whenNoBatchThenNoRow() throws Exception {
		try (Reader reader = new Reader(this.allocator)) {
			assertThat(new RecordIterator<>(reader, RecordMapper.of(Row.class)).hasNext()).isFalse();
		}
	}

	@Test
	void whenColumnsDoNotFitThenTheFirstRowSaysSo() throws Exception {
		try (Reader reader = new Reader(this.allocator)) {
			RecordIterator<Other> rows = new RecordIterator<>(reader, RecordMapper.of(Other.class));
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(rows::hasNext)
				.withMessage("column 'number': is missing; there are ['id', 'color']");
		}
	}

	enum Color {

		RED, BLUE

	}

	record Row(int id, Color color) {
	}

	record Other(int number) {
	}

	/**
	 * Reads messages in memory.
	 */
	private static final class Reader extends ArrowReader {

		private final BufferAllocator allocator;

		private final Deque<ArrowRecordBatch> batches = new ArrayDeque<>();

		private boolean dictionaryLoaded;

		Reader(BufferAllocator allocator) {
			super(allocator);
			this.allocator = allocator;
		}

		void add(Row... rows) {
			try (RecordWriter<Row> writer = RecordMapper.of(Row.class).writer(this.allocator)) {
				List.of(rows).forEach(writer::write);
				this.batches.add(new VectorUnloader(writer.finishBatch()).getRecordBatch());
			}
		}

		@Override
		public boolean loadNextBatch() throws IOException {
			prepareLoadNextBatch();
			if (!this.dictionaryLoaded) {
				loadColors();
				this.dictionaryLoaded = true;
			}
			if (this.batches.isEmpty()) {
				return false;
			}
			loadRecordBatch(this.batches.remove());
			return true;
		}

		private void loadColors() {
			try (RecordWriter<Row> writer = RecordMapper.of(Row.class).writer(this.allocator)) {
				Dictionary dictionary = writer.dictionaries().lookup(0);
				FieldVector vector = dictionary.getVector();
				VectorSchemaRoot root = new VectorSchemaRoot(List.of(vector));
				loadDictionary(new ArrowDictionaryBatch(0, new VectorUnloader(root).getRecordBatch()));
			}
		}

		@Override
		public long bytesRead() {
			return 0;
		}

		@Override
		protected void closeReadSource() {
			this.batches.forEach(ArrowRecordBatch::close);
		}

		@Override
		protected Schema readSchema() {
			return RecordMapper.of(Row.class).schema();
		}

	}

}
