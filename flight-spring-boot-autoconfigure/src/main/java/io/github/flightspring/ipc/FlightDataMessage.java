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

import java.io.InputStream;

import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One {@code FlightData} message, as gRPC passes it. An outgoing message comes from a
 * {@link FlightDataEncoder}, is given to {@code sendMessage} and is then
 * {@linkplain #release() released}. An incoming message comes from gRPC and must be
 * {@linkplain #decode decoded} before {@code onMessage} returns, because gRPC then closes
 * its bytes.
 */
public final class FlightDataMessage {

	private final @Nullable OutgoingStream outgoing;

	private final @Nullable IncomingStream incoming;

	private FlightDataMessage(@Nullable OutgoingStream outgoing, @Nullable IncomingStream incoming) {
		this.outgoing = outgoing;
		this.incoming = incoming;
	}

	static FlightDataMessage outgoing(OutgoingStream stream) {
		return new FlightDataMessage(stream, null);
	}

	/**
	 * Create an incoming message.
	 * @param stream the bytes of the message
	 * @param lengthKnown whether {@link InputStream#available()} is the length of the
	 * message
	 * @return the message, which must be decoded
	 */
	public static FlightDataMessage incoming(InputStream stream, boolean lengthKnown) {
		return new FlightDataMessage(null, new IncomingStream(stream, lengthKnown));
	}

	/**
	 * Decode an incoming message. The method must be called once, in {@code onMessage},
	 * on the thread on which gRPC calls it.
	 * @param callAllocator the call's allocator with the call's limit, from which the
	 * body is allocated
	 * @param limits the heap limits of the message
	 * @return the parts of the message, which the caller must close
	 * @throws org.apache.arrow.flight.FlightRuntimeException INVALID_ARGUMENT if the
	 * bytes are not a {@code FlightData} message, RESOURCE_EXHAUSTED if a part of it is
	 * above its limit, INTERNAL if the bytes are gone because the message was not decoded
	 * in time
	 * @throws org.apache.arrow.memory.OutOfMemoryException if the allocator refuses
	 */
	public FlightDataFrame decode(BufferAllocator callAllocator, FlightDataLimits limits) {
		if (this.incoming == null) {
			throw new IllegalStateException("An outgoing message cannot be decoded");
		}
		return FrameDecoder.decode(this.incoming, callAllocator, limits);
	}

	/**
	 * Detach an outgoing message from its buffers, so that the buffers may be reused.
	 * Call it right after {@code sendMessage}. A network transport has read the message
	 * by then, and the call has no effect. gRPC's in-process transport passes the stream
	 * to its peer, which reads it later. In that case the unread bytes are copied to the
	 * heap.
	 */
	public void release() {
		if (this.outgoing != null) {
			this.outgoing.detach();
		}
	}

	/**
	 * The size of an outgoing message in bytes, without gRPC's framing.
	 * @return the size in bytes
	 */
	public int size() {
		if (this.outgoing == null) {
			throw new IllegalStateException("The size of an incoming message is that of its frame");
		}
		return this.outgoing.size();
	}

	/**
	 * The bytes of an outgoing message, for gRPC. Initially
	 * {@link InputStream#available()} is the length of the whole message.
	 * {@link InputStream#transferTo} copies in large pieces.
	 * @return the stream, which can be read once
	 */
	public InputStream stream() {
		if (this.outgoing == null) {
			throw new IllegalStateException("An incoming message cannot be sent again");
		}
		// a retry would send the unread rest, which is empty
		if (this.outgoing.available() != this.outgoing.size()) {
			throw new IllegalStateException("A message can be sent once");
		}
		return this.outgoing;
	}

	/**
	 * End the message and free its buffers, even if the stream is still referenced.
	 */
	void discard() {
		if (this.outgoing != null) {
			this.outgoing.discard();
		}
	}

}
