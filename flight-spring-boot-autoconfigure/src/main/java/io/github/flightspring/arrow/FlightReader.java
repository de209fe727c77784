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
 * The rows that a client uploads. A handler method takes it as a parameter, or simply as
 * an {@link ArrowReader} when it does not care for the metadata of the application's that
 * travels with the batches.
 * <p>
 * The starter closes it when the handler returns. {@link #loadNextBatch()} blocks until a
 * batch is there and fails with a {@link org.apache.arrow.flight.FlightRuntimeException}
 * when the call is cancelled or the client sends what is not Arrow. Every batch is
 * validated before the handler sees it. A reader is used by one thread at a time.
 */
public abstract class FlightReader extends ArrowReader {

	protected FlightReader(BufferAllocator allocator, CompressionCodec.Factory compressionFactory) {
		super(allocator, compressionFactory);
	}

	/**
	 * The descriptor that came with the first message.
	 * @return the descriptor
	 */
	public abstract FlightDescriptor getDescriptor();

	/**
	 * Whether the client sent a schema. An upload of metadata alone has none. Blocks
	 * until that is known.
	 * @return whether there is a schema
	 * @throws IOException if the upload cannot be read
	 */
	public abstract boolean hasSchema() throws IOException;

	/**
	 * Go to the next message: a record batch, with or without metadata of the
	 * application's, or metadata alone. The schema and dictionaries are read on the way
	 * and are no messages of their own. Metadata that came with them is dropped: Go's
	 * writer sends that of a batch with the schema and the dictionaries before it, too.
	 * {@link #loadNextBatch()} skips messages without a batch.
	 * @return whether there was another message
	 * @throws IOException if the upload cannot be read
	 */
	public abstract boolean next() throws IOException;

	/**
	 * Whether the current message has a batch, which is then in
	 * {@link #getVectorSchemaRoot()}.
	 * @return whether there is a batch
	 */
	public abstract boolean hasBatch();

	/**
	 * The application's metadata of the current message.
	 * @return the metadata, or {@code null} if the message has none
	 */
	public abstract byte @Nullable [] getAppMetadata();

}
