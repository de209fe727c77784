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

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of a {@code FlightData} stream. A batch is valid until the next call
 * of {@link #next()} or {@link #loadNextBatch()}. That call frees the batch before it
 * waits.
 * <p>
 * The schema comes once, before the first dictionary or batch. Messages with only
 * metadata may come at any time. Compressed bodies (zstd, lz4), dictionary replacements
 * and deltas are supported. A violation of the format fails with INVALID_ARGUMENT, and
 * every later call fails the same way.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Flight.html#uploading-data">Arrow
 * Flight, Uploading Data</a>
 */
public final class FlightDataReader extends FlightReader {

	private final FlightDataSource source;

	private final FlightDataLimits limits;

	private final Deque<FlightDataFrame> early = new ArrayDeque<>();

	private long earlyBytes;

	private @Nullable FlightDescriptor descriptor;

	private @Nullable Schema schema;

	private @Nullable BatchLoader loader;

	private @Nullable DictionaryLoader dictionaryLoader;

	private byte @Nullable [] appMetadata;

	private boolean batch;

	private boolean started;

	private boolean ended;

	private boolean closed;

	private long bytesRead;

	private @Nullable RuntimeException failure;

	/**
	 * Create a reader with the default limits.
	 * @param allocator the call's allocator
	 * @param source the source of messages
	 */
	public FlightDataReader(BufferAllocator allocator, FlightDataSource source) {
		this(allocator, source, FlightDataLimits.defaults());
	}

	/**
	 * Create a reader.
	 * @param allocator the call's allocator
	 * @param source the source of messages
	 * @param limits the limits of the schema, and of metadata before it
	 */
	public FlightDataReader(BufferAllocator allocator, FlightDataSource source, FlightDataLimits limits) {
		// bodies are decompressed before they are loaded
		super(allocator, (CompressionCodec.Factory) NoCompressionCodec.Factory.INSTANCE);
		this.source = source;
		this.limits = limits;
	}

	@Override
	public FlightDescriptor getDescriptor() {
		while (!this.started && !this.ended) {
			lookAhead();
		}
		if (this.descriptor == null) {
			throw WireErrors.invalid("the first message has no flight descriptor");
		}
		return this.descriptor;
	}

	@Override
	public boolean hasSchema() {
		while (this.schema == null && !this.ended) {
			lookAhead();
		}
		return this.schema != null;
	}

	@Override
	public boolean next() throws IOException {
		clear();
		while (true) {
			FlightDataFrame frame = (!this.early.isEmpty()) ? this.early.remove() : receive();
			if (frame == null) {
				return false;
			}
			try (frame) {
				this.earlyBytes = 0;
				this.appMetadata = appMetadata(frame);
				load(frame);
			}
			catch (RuntimeException ex) {
				throw failed(ex);
			}
			if (this.batch || this.appMetadata != null) {
				return true;
			}
		}
	}

	@Override
	public boolean loadNextBatch() throws IOException {
		while (next()) {
			if (this.batch) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean hasBatch() {
		return this.batch;
	}

	@Override
	public byte @Nullable [] getAppMetadata() {
		return this.appMetadata;
	}

	@Override
	public long bytesRead() {
		return this.bytesRead;
	}

	@Override
	public void close(boolean closeReadSource) throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.ended = true;
		this.early.forEach(FlightDataFrame::close);
		this.early.clear();
		try {
			super.close(false);
		}
		finally {
			if (closeReadSource) {
				closeReadSource();
			}
		}
	}

	@Override
	protected void closeReadSource() throws IOException {
		if (this.source instanceof AutoCloseable closeable) {
			try {
				closeable.close();
			}
			catch (IOException | RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IOException("The source of a stream could not be closed", ex);
			}
		}
	}

	@Override
	protected Schema readSchema() {
		hasSchema();
		if (this.schema == null) {
			throw WireErrors.invalid("the stream ended without a schema");
		}
		return this.schema;
	}

	@Override
	protected void initialize() throws IOException {
		try {
			super.initialize();
		}
		catch (FlightRuntimeException ex) {
			throw failed(ex);
		}
		catch (RuntimeException ex) {
			throw failed(VectorChecks.refused(readSchema(), this.allocator, ex));
		}
	}

	/**
	 * Receive a message before the caller of {@link #next()} asks for it. Messages before
	 * the schema have no body, so they take no memory from the allocator.
	 */
	private void lookAhead() {
		FlightDataFrame frame = receive();
		byte[] metadata = (frame != null) ? appMetadata(frame) : null;
		if (frame == null || metadata == null) {
			return;
		}
		this.early.add(frame);
		this.earlyBytes += 64 + metadata.length;
		if (this.earlyBytes > this.limits.maxMetadataBytes()) {
			throw failed(WireErrors.exhausted("more than %d bytes of metadata came before the schema",
					this.limits.maxMetadataBytes()));
		}
	}

	/**
	 * The application's metadata of a message. Some clients repeat a batch's metadata on
	 * the schema and the dictionaries that they send before it.
	 */
	private static byte @Nullable [] appMetadata(FlightDataFrame frame) {
		return switch (frame.kind()) {
			case NONE, RECORD_BATCH -> frame.appMetadata();
			case SCHEMA, DICTIONARY_BATCH -> null;
		};
	}

	private @Nullable FlightDataFrame receive() {
		if (this.failure != null) {
			throw this.failure;
		}
		FlightDataFrame frame = (!this.ended) ? this.source.next() : null;
		if (frame == null) {
			this.ended = true;
			return null;
		}
		this.bytesRead += frame.size();
		if (!this.started) {
			this.started = true;
			this.descriptor = frame.descriptor();
		}
		try {
			checkOrder(frame);
			return frame;
		}
		catch (RuntimeException ex) {
			frame.close();
			throw failed(ex);
		}
	}

	private void checkOrder(FlightDataFrame frame) {
		if (frame.kind() == Kind.SCHEMA) {
			if (this.schema != null) {
				throw WireErrors.invalid("a second schema, which a stream cannot have, not even the same again");
			}
			this.schema = this.source.isTrusted() ? SchemaDecoder.trusted(frame.message())
					: SchemaDecoder.decode(frame.message(), this.limits);
		}
		else if (frame.kind() != Kind.NONE && this.schema == null) {
			throw WireErrors.invalid("a %s came before the schema",
					(frame.kind() == Kind.RECORD_BATCH) ? "batch" : "dictionary");
		}
	}

	private void load(FlightDataFrame frame) throws IOException {
		if (frame.kind() != Kind.RECORD_BATCH && frame.kind() != Kind.DICTIONARY_BATCH) {
			return;
		}
		VectorSchemaRoot root = getVectorSchemaRoot();
		try {
			if (frame.kind() == Kind.DICTIONARY_BATCH) {
				dictionaryLoader().load((DictionaryBatch) frame.message().header(new DictionaryBatch()), frame);
				return;
			}
			BatchLoader batchLoader = loader(root);
			batchLoader.load((RecordBatch) frame.message().header(new RecordBatch()), frame.body(), root);
			if (!this.dictionaries.isEmpty() && !this.source.isTrusted()) {
				dictionaryLoader().checkIndices(batchLoader.columns(), root);
			}
			this.batch = true;
			this.source.loaded(root.getRowCount());
		}
		catch (IndexOutOfBoundsException ex) {
			throw WireErrors.invalid(ex, "the header of a batch is not what it says");
		}
	}

	private BatchLoader loader(VectorSchemaRoot root) {
		BatchLoader result = this.loader;
		if (result == null) {
			List<ColumnLayout> columns = ColumnLayout.of(root.getSchema().getFields());
			result = new BatchLoader(columns, this.allocator, this.source.isTrusted());
			this.loader = result;
		}
		return result;
	}

	private DictionaryLoader dictionaryLoader() {
		DictionaryLoader result = this.dictionaryLoader;
		if (result == null) {
			result = new DictionaryLoader(readSchema().getFields(), this.dictionaries, this.allocator,
					this.source.isTrusted());
			this.dictionaryLoader = result;
		}
		return result;
	}

	private void clear() throws IOException {
		this.appMetadata = null;
		if (this.batch) {
			this.batch = false;
			getVectorSchemaRoot().clear();
		}
	}

	private RuntimeException failed(RuntimeException ex) {
		this.failure = ex;
		this.batch = false;
		this.appMetadata = null;
		return ex;
	}

}
