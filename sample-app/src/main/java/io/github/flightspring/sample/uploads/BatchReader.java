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

package io.github.flightspring.sample.uploads;

import java.io.IOException;
import java.util.Queue;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Reads batches from memory, and takes them out of their queue as it does.
 */
class BatchReader extends ArrowReader {

	private final Schema schema;

	private final Queue<ArrowRecordBatch> batches;

	BatchReader(Schema schema, Queue<ArrowRecordBatch> batches, BufferAllocator allocator) {
		super(allocator);
		this.schema = schema;
		this.batches = batches;
	}

	@Override
	public boolean loadNextBatch() throws IOException {
		prepareLoadNextBatch();
		ArrowRecordBatch batch = this.batches.poll();
		if (batch == null) {
			return false;
		}
		loadRecordBatch(batch);
		return true;
	}

	@Override
	public long bytesRead() {
		return 0;
	}

	@Override
	protected Schema readSchema() {
		return this.schema;
	}

	@Override
	protected void closeReadSource() {
	}

}
