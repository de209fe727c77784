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

package io.github.flightspring.query;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;
import org.jspecify.annotations.Nullable;

/**
 * Takes the batches of a running query and writes them in segments. Used by the query's
 * thread alone.
 */
public final class SpoolWriter implements AutoCloseable {

	// a long query has its segments further and further apart, so that their number, and
	// with it every answer to a poll, stays small
	private static final int INTERVALS = 16;

	private final QuerySpool spool;

	private final SpoolOptions options;

	private final Query query;

	private final long startedAt = System.nanoTime();

	private final Set<Long> dictionaryIds = new LinkedHashSet<>();

	private DictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider();

	private @Nullable Schema schema;

	private @Nullable SegmentWriter segment;

	private Path file;

	private int count;

	private long segmentStartedAt;

	SpoolWriter(QuerySpool spool, SpoolOptions options, Query query) {
		this.spool = spool;
		this.options = options;
		this.query = query;
		this.file = spool.file(0);
	}

	/**
	 * Whether the schema is known.
	 * @return whether it is
	 */
	public boolean isStarted() {
		return this.schema != null;
	}

	/**
	 * Tell the schema. Called once, before the first batch.
	 * @param root the root whose schema it is, in memory format
	 * @param provider the dictionaries of its fields, or {@code null} if there are none
	 */
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider provider) {
		if (this.schema != null) {
			throw new IllegalStateException("The schema was already sent, and a result has one");
		}
		if (provider != null) {
			this.dictionaries = provider;
		}
		List<Field> fields = new ArrayList<>();
		root.getSchema()
			.getFields()
			.forEach((field) -> fields
				.add(DictionaryUtility.toMessageFormat(field, this.dictionaries, this.dictionaryIds)));
		Schema message = new Schema(fields, root.getSchema().getCustomMetadata());
		this.schema = message;
		this.query.schemaKnown(message);
	}

	/**
	 * Write a batch.
	 * @param root the batch
	 */
	public void write(VectorSchemaRoot root) {
		this.query.throwIfCancelled();
		if (this.schema == null) {
			start(root, null);
		}
		try {
			SegmentWriter writer = segment();
			writer.write(root, this.dictionaries, this.dictionaryIds);
			if (writer.bytes() >= this.options.segmentBytes() || isOld()) {
				finishSegment();
			}
		}
		catch (IOException ex) {
			throw failure(ex);
		}
	}

	private SegmentWriter segment() throws IOException {
		SegmentWriter writer = this.segment;
		if (writer == null) {
			this.file = this.spool.file(this.count);
			writer = new SegmentWriter(this.spool.create(this.file), this.spool.quota(), this.options.compressed());
			this.segment = writer;
			this.segmentStartedAt = System.nanoTime();
			writer.start(Objects.requireNonNull(this.schema));
		}
		return writer;
	}

	private boolean isOld() {
		long now = System.nanoTime();
		Duration growing = Duration.ofNanos(now - this.startedAt).dividedBy(INTERVALS);
		Duration interval = (growing.compareTo(this.options.segmentInterval()) > 0) ? growing
				: this.options.segmentInterval();
		return now - this.segmentStartedAt >= interval.toNanos();
	}

	private void finishSegment() throws IOException {
		SegmentWriter writer = this.segment;
		if (writer != null) {
			writer.finish();
			writer.close();
			this.segment = null;
			this.count++;
			this.query.segmentFinished(new Segment(this.file, writer.rows(), writer.bytes()));
		}
	}

	/**
	 * Finish the last segment. A result without rows is one segment without rows, so that
	 * its schema can be read.
	 */
	void finish() {
		try {
			if (this.count == 0) {
				segment();
			}
			finishSegment();
		}
		catch (IOException ex) {
			throw failure(ex);
		}
	}

	private RuntimeException failure(IOException ex) {
		this.query.throwIfCancelled();
		return SpoolFailure.writing(this.file, ex);
	}

	@Override
	public void close() {
		SegmentWriter writer = this.segment;
		this.segment = null;
		if (writer != null) {
			try {
				writer.close();
			}
			catch (IOException ex) {
				throw failure(ex);
			}
		}
	}

}
