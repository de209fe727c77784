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

package io.github.flightspring.ipc;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches as {@code FlightData} messages, in metadata version V5. Each message is
 * passed to a callback, which sends it and {@linkplain FlightDataMessage#release()
 * releases} it. When the callback returns or throws, the batch's buffers are no longer
 * used. An encoder may be used by one thread at a time.
 */
public final class FlightDataEncoder implements AutoCloseable {

	private static final int MAX_MESSAGE_BYTES = Integer.MAX_VALUE - 1024;

	private final Consumer<FlightDataMessage> callback;

	private final BatchEncoder batches;

	/**
	 * Create an encoder.
	 * @param allocator the allocator of temporary buffers, for slices and compression
	 * @param options the options of batches
	 * @param callback the receiver of each message
	 */
	public FlightDataEncoder(BufferAllocator allocator, FlightDataOptions options,
			Consumer<FlightDataMessage> callback) {
		this.callback = callback;
		this.batches = new BatchEncoder(allocator, options, this::emit);
	}

	/**
	 * Write the schema.
	 * @param descriptor the descriptor to send with it, or {@code null}
	 * @param root the root whose schema it is, in memory format
	 * @param provider the dictionaries of its fields, looked up at each write, or
	 * {@code null} if there are none
	 */
	public void start(@Nullable FlightDescriptor descriptor, VectorSchemaRoot root,
			@Nullable DictionaryProvider provider) {
		this.batches.start(descriptor, root, provider);
	}

	/**
	 * Write a batch, after the dictionaries that have changed since the last one. A body
	 * above the limit is sent in slices.
	 * @param root the batch, with the schema that was sent
	 * @param appMetadata the application's metadata, sent with the first slice, or {@code
	 * null} for none
	 */
	public void write(VectorSchemaRoot root, byte @Nullable [] appMetadata) {
		this.batches.write(root, appMetadata);
	}

	/**
	 * Write a message with application metadata only. It is allowed at any time.
	 * @param appMetadata the metadata
	 */
	public void writeMetadata(byte[] appMetadata) {
		this.batches.writeMetadata(appMetadata);
	}

	/**
	 * Free the resources of a failed write. Closing twice has no effect.
	 */
	@Override
	public void close() {
		this.batches.close();
	}

	private void emit(Kind kind, @Nullable FlightDescriptor descriptor, @Nullable ByteBuffer header,
			byte @Nullable [] appMetadata, WireBody body) {
		boolean data = kind == Kind.RECORD_BATCH || kind == Kind.DICTIONARY_BATCH;
		byte[] prefix = MessageWriter.prefix(descriptor, header, appMetadata, data ? body.length() : -1);
		long size = prefix.length + body.length();
		if (size > MAX_MESSAGE_BYTES) {
			throw WireErrors.exhausted("a message of %d bytes, which no gRPC message can have; %s", size,
					"write smaller values or dictionaries");
		}
		FlightDataMessage message = FlightDataMessage.outgoing(new OutgoingStream(prefix, body));
		try {
			this.callback.accept(message);
			message.release();
		}
		finally {
			message.discard();
		}
	}

}
