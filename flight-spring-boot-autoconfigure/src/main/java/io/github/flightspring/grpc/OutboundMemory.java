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

package io.github.flightspring.grpc;

import java.util.function.LongSupplier;

/**
 * Bounds the memory that the transport holds for outgoing messages. Each call may queue
 * slightly more than one message. Without a bound, many slow clients together could take
 * all of the transport's memory, and every connection would break.
 */
public final class OutboundMemory {

	private static final int INTERVAL = 16;

	private final LongSupplier used;

	private final long limit;

	// an upper bound of the used bytes, messages that are being written included
	private long known;

	// asking the transport is expensive, so it is asked once per so many bytes
	private long unasked;

	private long writing;

	/**
	 * Create the bound.
	 * @param used the supplier of the number of bytes that the transport holds
	 * @param limit the largest number of held bytes when a message is added
	 */
	public OutboundMemory(LongSupplier used, long limit) {
		this.used = used;
		this.limit = limit;
		this.unasked = limit;
	}

	/**
	 * Create a memory without a bound.
	 * @return the memory
	 */
	public static OutboundMemory unlimited() {
		return new OutboundMemory(() -> 0, Long.MAX_VALUE);
	}

	/**
	 * Reserve room for a message. A message larger than half of the limit needs only half
	 * of the limit to be free.
	 * @param bytes the size of the message, zero if it needs no room
	 * @return whether there is room; if there is, {@link #written} must be called
	 */
	synchronized boolean tryTake(long bytes) {
		if (bytes == 0) {
			return true;
		}
		long needed = Math.min(bytes, this.limit / 2);
		if (this.unasked >= this.limit / INTERVAL || needed > this.limit - this.known) {
			this.known = this.used.getAsLong() + this.writing;
			this.unasked = 0;
		}
		if (needed > this.limit - this.known) {
			return false;
		}
		this.known += bytes;
		this.unasked += bytes;
		this.writing += bytes;
		return true;
	}

	/**
	 * Report that the transport has a message, or that the message was not sent.
	 * @param bytes the number of reserved bytes
	 */
	synchronized void written(long bytes) {
		this.writing -= bytes;
	}

}
