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

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * The sink that a handler writes batches to. A handler method that takes one as a
 * parameter returns {@code void}.
 * <p>
 * The methods that send block while the client is slower than the handler. They fail with
 * a {@link org.apache.arrow.flight.FlightRuntimeException}: CANCELLED when the client has
 * disconnected, TIMED_OUT when a deadline passed or the client received nothing for
 * {@code flight.server.slow-consumer-timeout}. After a method returns, the root and its
 * buffers may be reused or closed. Only one thread at a time may use a sink.
 */
public interface FlightSink {

	/**
	 * Send the schema. Call this method before any other and at most once. If it is not
	 * called, the first {@link #write(VectorSchemaRoot)} sends the schema of its batch.
	 * @param root the root that has the schema, in memory format: a dictionary-encoded
	 * field has the type of its indices
	 * @param dictionaries the dictionaries of the schema's dictionary-encoded fields,
	 * read at each write, or {@code null} when there are none. A dictionary that has
	 * changed since the last write is sent again
	 */
	void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries);

	/**
	 * Send a batch. A batch larger than {@code flight.server.max-batch-size} is sent in
	 * slices.
	 * @param batch the batch, with the schema that was sent
	 */
	default void write(VectorSchemaRoot batch) {
		write(batch, null);
	}

	/**
	 * Send a batch with metadata of the application's.
	 * @param batch the batch, with the schema that was sent
	 * @param appMetadata the metadata, which is sent with the first slice of the batch,
	 * or {@code null} for none
	 */
	void write(VectorSchemaRoot batch, byte @Nullable [] appMetadata);

	/**
	 * Send metadata without a batch.
	 * @param appMetadata the metadata
	 */
	void writeMetadata(byte[] appMetadata);

	/**
	 * Whether the schema was sent.
	 * @return whether the stream has started
	 */
	boolean isStarted();

	/**
	 * Whether a write would proceed without blocking.
	 * @return whether the client is ready for more
	 */
	boolean isReady();

}
