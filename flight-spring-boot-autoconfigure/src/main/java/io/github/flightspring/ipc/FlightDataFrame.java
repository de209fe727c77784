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

import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a received {@code FlightData} message. It owns the body.
 */
public final class FlightDataFrame implements AutoCloseable {

	private final Kind kind;

	private final @Nullable FlightDescriptor descriptor;

	private final byte @Nullable [] header;

	private final byte @Nullable [] appMetadata;

	private @Nullable ArrowBuf body;

	private final long size;

	FlightDataFrame(Kind kind, @Nullable FlightDescriptor descriptor, byte @Nullable [] header,
			byte @Nullable [] appMetadata, @Nullable ArrowBuf body, long size) {
		this.kind = kind;
		this.descriptor = descriptor;
		this.header = header;
		this.appMetadata = appMetadata;
		this.body = body;
		this.size = size;
	}

	/**
	 * The kind of the message.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * The descriptor of the flight. Clients send it with their first message.
	 * @return the descriptor, or {@code null} if the message has none
	 */
	public @Nullable FlightDescriptor descriptor() {
		return this.descriptor;
	}

	/**
	 * The application's metadata.
	 * @return the metadata, or {@code null} if the message has none
	 */
	public byte @Nullable [] appMetadata() {
		return this.appMetadata;
	}

	/**
	 * The size of the message as it was received, decompressed by gRPC.
	 * @return the size in bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * The Arrow message in the header.
	 * @return the message, a view of the header
	 */
	Message message() {
		if (this.header == null) {
			throw new IllegalStateException("The message has no header");
		}
		return Message.getRootAsMessage(ByteBuffer.wrap(this.header));
	}

	/**
	 * The body, up to its writer index. This frame still owns it.
	 * @return the body, or {@code null} if there is none or it is empty
	 */
	@Nullable ArrowBuf body() {
		return this.body;
	}

	/**
	 * Free the body. Closing twice has no effect.
	 */
	@Override
	public void close() {
		ArrowBuf closing = this.body;
		this.body = null;
		if (closing != null) {
			closing.close();
		}
	}

	/**
	 * The kind of a message.
	 */
	public enum Kind {

		/**
		 * A message without schema or data: a descriptor, application metadata, or an
		 * empty message.
		 */
		NONE,

		/**
		 * The schema of the stream.
		 */
		SCHEMA,

		/**
		 * The values of a dictionary.
		 */
		DICTIONARY_BATCH,

		/**
		 * A batch of rows.
		 */
		RECORD_BATCH

	}

}
