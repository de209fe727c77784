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
 * Bounds what the transport holds of messages on their way to clients. A call may queue a
 * message and somewhat more; without a bound many slow clients together would take all of
 * the transport's memory, and every connection would break.
 */
public final class OutboundMemory {

	private static final int INTERVAL = 16;

	private final LongSupplier used;

	private final long limit;

	// at least what is used, messages that are being written included
	private long known;

	// the transport has to count, so it is asked for every so many bytes
	private long unasked;

	private long writing;

	/**
	 * Create the bound.
	 * @param used tells what the transport holds
	 * @param limit the most that it may hold when a message is added
	 */
	public OutboundMemory(LongSupplier used, long limit) {
		this.used = used;
		this.limit = limit;
		this.unasked = limit;
	}

	/**
	 * Take whatever comes.
	 * @return no bound
	 */
	public static OutboundMemory unlimited() {
		return new OutboundMemory(() -> 0, Long.MAX_VALUE);
	}

	/**
	 * Ask for room for a message. A message that is larger than half of all waits until
	 * there is half of it.
	 * @param bytes its size, zero for one that needs none
	 * @return whether there is room; then {@link #written} is to be called
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
	 * A message is with the transport, or was not sent.
	 * @param bytes what was asked for
	 */
	synchronized void written(long bytes) {
		this.writing -= bytes;
	}

}
