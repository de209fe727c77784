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

import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the rows that a client uploads. A handler method takes it as a parameter. A
 * method that does not need the application metadata of the batches may take an
 * {@link ArrowReader} instead.
 * <p>
 * The starter closes the reader when the handler returns. {@link #loadNextBatch()} blocks
 * until a batch has arrived. It fails with a
 * {@link org.apache.arrow.flight.FlightRuntimeException} when the call is cancelled or
 * the client sends data that is not Arrow. Every batch is validated before the handler
 * sees it. A reader is used by one thread at a time.
 */
public abstract class FlightReader extends ArrowReader {

	protected FlightReader(BufferAllocator allocator, CompressionCodec.Factory compressionFactory) {
		super(allocator, compressionFactory);
	}

	/**
	 * Return the descriptor that came with the first message.
	 * @return the descriptor
	 */
	public abstract FlightDescriptor getDescriptor();

	/**
	 * Return whether the client sent a schema. An upload of metadata alone has none.
	 * Blocks until this is known.
	 * @return whether there is a schema
	 * @throws IOException if the upload cannot be read
	 */
	public abstract boolean hasSchema() throws IOException;

	/**
	 * Advance to the next message. A message is a record batch, with or without
	 * application metadata, or application metadata alone. The schema and dictionaries
	 * are read on the way and are not messages of their own. Metadata that came with them
	 * is dropped, because Go's writer repeats the metadata of a batch on the schema and
	 * the dictionaries before it. {@link #loadNextBatch()} skips messages without a
	 * batch.
	 * @return whether there was another message
	 * @throws IOException if the upload cannot be read
	 */
	public abstract boolean next() throws IOException;

	/**
	 * Return whether the current message has a batch. The batch is then in
	 * {@link #getVectorSchemaRoot()}.
	 * @return whether there is a batch
	 */
	public abstract boolean hasBatch();

	/**
	 * Return the application metadata of the current message.
	 * @return the metadata, or {@code null} if the message has none
	 */
	public abstract byte @Nullable [] getAppMetadata();

}
