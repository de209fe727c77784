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

package io.github.flightspring.arrow.batch;

import java.time.Duration;
import java.util.Iterator;

import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.internal.Nanos;

/**
 * Divides rows into batches that are bounded in bytes, rows and time.
 *
 * @param <T> the record type
 */
public final class RecordBatcher<T> {

	// the clock is read for each of this many rows, then for one row in CLOCK_STRIDE
	private static final int CLOCK_ROWS = 64;

	private static final int CLOCK_STRIDE = 16;

	private final RecordWriter<T> writer;

	private final BatchConsumer consumer;

	private final long bytes;

	private final int rows;

	private final long maxDelayNanos;

	private long firstRowAt;

	/**
	 * Create a batcher.
	 * @param writer the writer of the rows, which the batcher does not close
	 * @param limits the limits of a batch
	 * @param consumer the consumer of full batches
	 */
	public RecordBatcher(RecordWriter<T> writer, BatchLimits limits, BatchConsumer consumer) {
		this.writer = writer;
		this.consumer = consumer;
		this.bytes = limits.bytes();
		this.rows = limits.rows();
		Duration maxDelay = limits.maxDelay();
		this.maxDelayNanos = (maxDelay != null) ? Nanos.of(maxDelay) : -1;
	}

	/**
	 * Add all rows of an iterator and pass the remaining rows to the consumer. Without
	 * rows the consumer is not called; the writer's root then has the schema.
	 * @param iterator the rows
	 * @return the number of rows
	 * @throws Exception any exception of the iterator, the writer or the consumer
	 */
	public long addAll(Iterator<? extends T> iterator) throws Exception {
		long count = 0;
		while (iterator.hasNext()) {
			add(iterator.next());
			count++;
		}
		flush();
		return count;
	}

	/**
	 * Add a row. If the batch is then full, it is passed to the consumer before this
	 * method returns.
	 * @param row the row
	 * @throws Exception any exception of the writer or the consumer
	 */
	public void add(T row) throws Exception {
		this.writer.write(row);
		if (this.writer.byteCount() >= this.bytes || this.writer.rowCount() >= this.rows
				|| (this.maxDelayNanos >= 0 && isLate())) {
			flush();
		}
	}

	private boolean isLate() {
		int count = this.writer.rowCount();
		if (count == 1) {
			this.firstRowAt = System.nanoTime();
			return this.maxDelayNanos == 0;
		}
		return (count < CLOCK_ROWS || count % CLOCK_STRIDE == 0)
				&& System.nanoTime() - this.firstRowAt >= this.maxDelayNanos;
	}

	/**
	 * Pass the rows of the current batch to the consumer, if there are any.
	 * @throws Exception any exception of the consumer; the rows are then dropped
	 */
	public void flush() throws Exception {
		if (this.writer.rowCount() == 0) {
			return;
		}
		try {
			this.consumer.accept(this.writer.finishBatch());
		}
		finally {
			this.writer.reset();
		}
	}

}
