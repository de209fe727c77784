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

import java.util.Iterator;

import io.github.flightspring.arrow.RecordWriter;

/**
 * Divides rows into batches that are bounded in bytes, rows and time.
 *
 * @param <T> the record type
 */
public final class RecordBatcher<T> {

	private final RecordWriter<T> writer;

	private final BatchConsumer consumer;

	private final BatchGauge gauge;

	/**
	 * Create a batcher.
	 * @param writer the writer of the rows, which the batcher does not close
	 * @param limits the limits of a batch
	 * @param consumer the consumer of full batches
	 */
	public RecordBatcher(RecordWriter<T> writer, BatchLimits limits, BatchConsumer consumer) {
		this.writer = writer;
		this.consumer = consumer;
		this.gauge = new BatchGauge(limits);
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
		if (this.gauge.isFull(this.writer.byteCount(), this.writer.rowCount())) {
			flush();
		}
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
