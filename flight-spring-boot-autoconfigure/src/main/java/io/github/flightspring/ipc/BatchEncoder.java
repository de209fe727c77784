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

package io.github.flightspring.ipc;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.flightspring.ipc.FlightDataFrame.Kind;
import io.github.flightspring.ipc.FlightDataOptions.Compression;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Creates Arrow messages from batches, in metadata version V5, independent of their
 * framing. When the target returns or throws, the batch's buffers are no longer used. An
 * encoder may be used by one thread at a time.
 */
final class BatchEncoder implements AutoCloseable {

	private final FlightDataOptions options;

	private final Target target;

	private final MessageWriter messages = new MessageWriter();

	private final BatchWriter batch;

	private final @Nullable BodyCompressor compressor;

	private @Nullable Schema schema;

	private @Nullable Schema message;

	private List<ColumnLayout> columns = List.of();

	private @Nullable DictionaryTracker dictionaries;

	private final Set<Long> absent = new HashSet<>();

	private boolean repeat;

	/**
	 * Create an encoder.
	 * @param allocator the allocator of temporary buffers, for slices and compression
	 * @param options the options of batches
	 * @param target the receiver of the messages
	 */
	BatchEncoder(BufferAllocator allocator, FlightDataOptions options, Target target) {
		this.options = options;
		this.target = target;
		this.batch = new BatchWriter(allocator);
		this.compressor = (options.compression() == Compression.ZSTD) ? new BodyCompressor(allocator) : null;
	}

	/**
	 * Write the schema.
	 * @param descriptor the descriptor to send with it, or {@code null}
	 * @param root the root whose schema it is, in memory format
	 * @param provider the dictionaries of its fields, looked up at each write, or
	 * {@code null} if there are none
	 */
	void start(@Nullable FlightDescriptor descriptor, VectorSchemaRoot root, @Nullable DictionaryProvider provider) {
		if (this.schema != null) {
			throw new IllegalStateException("The schema was already sent, and a stream has one");
		}
		this.dictionaries = new DictionaryTracker(root.getSchema().getFields(), provider);
		this.message = MessageSchema.of(root.getSchema(), provider);
		this.columns = ColumnLayout.of(root.getSchema().getFields());
		this.schema = root.getSchema();
		writeSchema(descriptor, this.message);
	}

	private void writeSchema(@Nullable FlightDescriptor descriptor, Schema message) {
		ByteBuffer header = MessageSerializer.serializeMetadata(message, IpcOption.DEFAULT);
		this.target.emit(Kind.SCHEMA, descriptor, header, null, new WireBody());
	}

	/**
	 * Begin another stream that can be read on its own. The schema is written now, and
	 * its dictionaries before the next batch.
	 */
	void repeat() {
		this.absent.addAll(Objects.requireNonNull(this.dictionaries).ids());
		this.repeat = true;
		try {
			writeSchema(null, Objects.requireNonNull(this.message));
		}
		finally {
			this.repeat = false;
		}
	}

	/**
	 * Whether the target's current message was already in an earlier stream.
	 * @return whether it is a repetition
	 */
	boolean isRepeat() {
		return this.repeat;
	}

	/**
	 * Continue with batches from another source.
	 * @param root the root of the next batches, with the schema that was sent
	 * @param provider the dictionaries of its fields, or {@code null} if there are none
	 */
	void resume(VectorSchemaRoot root, @Nullable DictionaryProvider provider) {
		Schema memory = root.getSchema();
		DictionaryTracker tracker = Objects.requireNonNull(this.dictionaries).next(memory.getFields(), provider);
		Schema next = MessageSchema.of(memory, provider);
		if (!next.getFields().equals(Objects.requireNonNull(this.message).getFields())) {
			throw new IllegalStateException("A part of the flight has the schema <" + next.getFields()
					+ ">, but the stream was started with <" + this.message.getFields() + ">");
		}
		this.columns = ColumnLayout.of(memory.getFields());
		this.dictionaries = tracker;
		this.schema = memory;
	}

	/**
	 * The schema that was sent.
	 * @return the schema in message format, or {@code null}
	 */
	@Nullable Schema sentSchema() {
		return this.message;
	}

	/**
	 * Write a batch, after the dictionaries that have changed since the last one. A body
	 * above the limit is sent in slices.
	 * @param root the batch, with the schema that was sent
	 * @param appMetadata the application's metadata, sent with the first slice, or {@code
	 * null} for none
	 */
	void write(VectorSchemaRoot root, byte @Nullable [] appMetadata) {
		checkSchema(root);
		writeDictionaries();
		List<FieldVector> vectors = root.getFieldVectors();
		int rows = root.getRowCount();
		checkRows(vectors, rows);
		long size = BatchSizes.of(this.columns, vectors, 0, rows, true);
		if (size <= this.options.maxBatchBytes() || rows == 0) {
			write(vectors, 0, rows, true, appMetadata);
			return;
		}
		RowRanges ranges = new RowRanges(this.columns, vectors, rows, size, this.options.maxBatchBytes());
		for (int start = 0; start < rows;) {
			int count = ranges.next(start);
			write(vectors, start, count, false, (start == 0) ? appMetadata : null);
			start += count;
		}
	}

	/**
	 * Write a message with application metadata only. It is allowed at any time.
	 * @param appMetadata the metadata
	 */
	void writeMetadata(byte[] appMetadata) {
		this.target.emit(Kind.NONE, null, null, appMetadata, new WireBody());
	}

	/**
	 * Free the resources of a failed write. Closing twice has no effect.
	 */
	@Override
	public void close() {
		clear();
	}

	private void write(List<FieldVector> vectors, int start, int rows, boolean whole, byte @Nullable [] appMetadata) {
		try {
			this.batch.list(this.columns, vectors, start, rows, whole);
			WireBody body = body();
			ByteBuffer header = this.messages.recordBatch(rows, this.batch, body, this.compressor != null);
			this.target.emit(Kind.RECORD_BATCH, null, header, appMetadata, body);
		}
		finally {
			clear();
		}
	}

	private void writeDictionaries() {
		DictionaryTracker tracker = Objects.requireNonNull(this.dictionaries);
		for (long id : tracker.ids()) {
			FieldVector vector = tracker.dictionary(id).getVector();
			int rows = vector.getValueCount();
			try {
				this.batch.list(List.of(tracker.layout(id)), List.of(vector), 0, rows, true);
				this.repeat = !tracker.change(id, this.batch);
				if (this.absent.remove(id) || !this.repeat) {
					WireBody body = body();
					ByteBuffer header = this.messages.dictionary(id, rows, this.batch, body, this.compressor != null);
					this.target.emit(Kind.DICTIONARY_BATCH, null, header, null, body);
				}
			}
			finally {
				this.repeat = false;
				clear();
			}
		}
	}

	private WireBody body() {
		return (this.compressor != null) ? this.compressor.compress(this.batch.body()) : this.batch.body();
	}

	private void clear() {
		this.batch.clear();
		if (this.compressor != null) {
			this.compressor.clear();
		}
	}

	private void checkSchema(VectorSchemaRoot root) {
		if (this.schema == null) {
			start(null, root, null);
		}
		Schema sent = Objects.requireNonNull(this.schema);
		Schema actual = root.getSchema();
		if (actual != sent && !actual.getFields().equals(sent.getFields())) {
			throw new IllegalStateException("A batch has the schema <" + actual.getFields()
					+ ">, but the stream was started with <" + sent.getFields() + ">");
		}
	}

	private void checkRows(List<FieldVector> vectors, int rows) {
		for (int i = 0; i < vectors.size(); i++) {
			if (vectors.get(i).getValueCount() != rows) {
				throw new IllegalStateException("Column '" + this.columns.get(i).path() + "' has "
						+ vectors.get(i).getValueCount() + " values in a batch of " + rows + " rows");
			}
		}
	}

	/**
	 * Frames messages and sends them.
	 */
	@FunctionalInterface
	interface Target {

		/**
		 * Send a message.
		 * @param kind the kind of the message
		 * @param descriptor the descriptor to send with it, or {@code null}
		 * @param header the Arrow message, or {@code null} for none; valid until the
		 * method returns
		 * @param appMetadata the application's metadata to send with it, or {@code null}
		 * @param body the body, valid until the method returns
		 */
		void emit(Kind kind, @Nullable FlightDescriptor descriptor, @Nullable ByteBuffer header,
				byte @Nullable [] appMetadata, WireBody body);

	}

}
