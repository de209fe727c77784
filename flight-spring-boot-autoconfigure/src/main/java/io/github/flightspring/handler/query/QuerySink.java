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

package io.github.flightspring.handler.query;

import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.query.engine.SpoolWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * The sink that writes the batches of a query to its spool.
 */
final class QuerySink implements FlightSink {

	private final SpoolWriter spool;

	private final BufferAllocator allocator;

	QuerySink(SpoolWriter spool, BufferAllocator allocator) {
		this.spool = spool;
		this.allocator = allocator;
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
		this.spool.start(this.allocator, root, dictionaries);
	}

	@Override
	public void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata) {
		if (appMetadata != null) {
			writeMetadata(appMetadata);
		}
		if (!isStarted()) {
			start(batch, null);
		}
		this.spool.write(batch);
	}

	@Override
	public void writeMetadata(byte[] appMetadata) {
		throw new IllegalStateException("The batches of a query's result have no metadata of the application's: "
				+ "write a column, or serve the rows with @DoGet");
	}

	@Override
	public boolean isStarted() {
		return this.spool.isStarted();
	}

	@Override
	public boolean isReady() {
		return true;
	}

}
