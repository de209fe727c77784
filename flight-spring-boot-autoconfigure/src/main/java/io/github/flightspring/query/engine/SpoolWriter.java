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

package io.github.flightspring.query.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.flightspring.internal.Nanos;
import io.github.flightspring.ipc.IpcEncoder;
import io.github.flightspring.ipc.MessageSchema;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes the batches of a running query in segments. Used by the query's thread only.
 */
public final class SpoolWriter implements AutoCloseable {

	// the segments of a long query grow further and further apart, so that their number,
	// and with it the size of each poll response, stays small
	private static final int INTERVALS = 16;

	private final QuerySpool spool;

	private final SpoolOptions options;

	private final Query query;

	private final long startedAt = System.nanoTime();

	private @Nullable IpcEncoder encoder;

	private @Nullable SegmentFile segment;

	private Path file;

	private int count;

	private long rows;

	private long segmentStartedAt;

	SpoolWriter(QuerySpool spool, SpoolOptions options, Query query) {
		this.spool = spool;
		this.options = options;
		this.query = query;
		this.file = spool.file(0);
	}

	/**
	 * Return whether the schema is known.
	 * @return whether the schema is known
	 */
	public boolean isStarted() {
		return this.encoder != null;
	}

	/**
	 * Start the result with its schema. Called once, before the first batch.
	 * @param allocator the allocator of temporary buffers
	 * @param root the root with the schema, in memory format
	 * @param provider the dictionaries of its fields, or {@code null} if there are none
	 */
	public void start(BufferAllocator allocator, VectorSchemaRoot root, @Nullable DictionaryProvider provider) {
		if (this.encoder != null) {
			throw new IllegalStateException("The schema was already sent, and a result has one");
		}
		Schema message = MessageSchema.of(root.getSchema(), provider);
		try {
			IpcEncoder started = IpcEncoder.stream(allocator, this.options.output(), create());
			this.encoder = started;
			started.start(root, provider);
		}
		catch (IOException | UncheckedIOException ex) {
			throw failure(ex);
		}
		this.query.schemaKnown(message);
	}

	/**
	 * Write a batch.
	 * @param root the batch, of the schema given to {@link #start}
	 */
	public void write(VectorSchemaRoot root) {
		this.query.throwIfCancelled();
		IpcEncoder writer = encoder();
		try {
			if (this.segment == null) {
				writer.continueIn(create());
			}
			if (this.rows == 0) {
				this.segmentStartedAt = System.nanoTime();
			}
			writer.write(root);
			this.rows += root.getRowCount();
			if (writer.byteCount() >= this.options.segmentBytes() || isOld()) {
				finishSegment();
			}
		}
		catch (IOException | UncheckedIOException ex) {
			throw failure(ex);
		}
	}

	private IpcEncoder encoder() {
		if (this.encoder == null) {
			throw new IllegalStateException("The schema comes before the first batch, and has to come");
		}
		return this.encoder;
	}

	private SegmentFile create() throws IOException {
		this.file = this.spool.file(this.count);
		SegmentFile created = new SegmentFile(this.spool.create(this.file), this.spool.quota());
		this.segment = created;
		this.segmentStartedAt = System.nanoTime();
		return created;
	}

	private boolean isOld() {
		long now = System.nanoTime();
		Duration growing = Duration.ofNanos(now - this.startedAt).dividedBy(INTERVALS);
		Duration interval = (growing.compareTo(this.options.segmentInterval()) > 0) ? growing
				: this.options.segmentInterval();
		return now - this.segmentStartedAt >= Nanos.of(interval);
	}

	private void finishSegment() throws IOException {
		SegmentFile finished = this.segment;
		if (finished != null) {
			IpcEncoder writer = encoder();
			writer.finish();
			finished.close();
			this.segment = null;
			this.count++;
			this.query.segmentFinished(new Segment(this.file, this.rows, finished.bytes(), writer.repeats()));
			this.rows = 0;
		}
	}

	/**
	 * Finish the last segment. A result without rows has one segment without rows, so
	 * that its schema can be read.
	 */
	void finish() {
		try {
			encoder();
			finishSegment();
		}
		catch (IOException | UncheckedIOException ex) {
			throw failure(ex);
		}
	}

	private RuntimeException failure(Exception ex) {
		this.query.throwIfCancelled();
		return SpoolFailure.writing(this.file, ex);
	}

	@Override
	public void close() {
		if (this.encoder != null) {
			this.encoder.close();
		}
		SegmentFile open = this.segment;
		this.segment = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException ex) {
				throw failure(ex);
			}
		}
	}

}
