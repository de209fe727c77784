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

package io.github.flightspring.handler;

import java.io.IOException;

import io.github.flightspring.handler.ReturnValueFixture.Results;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A reader of batches of one row.
 */
final class CountingReader extends ArrowReader {

	private final String kind;

	private final int to;

	private final boolean fails;

	private int last;

	CountingReader(BufferAllocator allocator, String kind, int to, boolean fails) {
		super(allocator);
		this.kind = kind;
		this.to = to;
		this.fails = fails;
	}

	@Override
	public boolean loadNextBatch() throws IOException {
		prepareLoadNextBatch();
		if (this.last == this.to) {
			if (this.fails) {
				throw new IOException("secret");
			}
			return false;
		}
		Results.pull(this.kind);
		Results.fill(getVectorSchemaRoot(), ++this.last);
		return true;
	}

	@Override
	public long bytesRead() {
		return 0;
	}

	@Override
	protected void closeReadSource() {
		Results.close(this.kind);
	}

	@Override
	protected Schema readSchema() {
		return ReturnValueFixture.SCHEMA;
	}

}
