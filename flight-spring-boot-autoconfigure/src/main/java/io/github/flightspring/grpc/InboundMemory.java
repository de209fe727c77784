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

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Counts what the transport holds of messages that clients have sent in part, or that
 * nobody has taken yet, against the limit of the application's memory. When there is too
 * much of it, the client that has sent the most of a message without its end is refused:
 * one who sends small messages does not pay for one who sends large ones. A stream tracer
 * is the one that gRPC tells of bytes before a message is whole.
 */
public final class InboundMemory {

	private final BufferAllocator allocator;

	private final long limit;

	private final AtomicLong held = new AtomicLong();

	private final Set<InboundStream> streams = ConcurrentHashMap.newKeySet();

	/**
	 * Create the count.
	 * @param allocator the application's memory
	 */
	public InboundMemory(BufferAllocator allocator) {
		this.allocator = allocator;
		// the transport's memory has the limit of the heap
		this.limit = Math.min(allocator.getLimit(), Runtime.getRuntime().maxMemory());
	}

	/**
	 * Count the bytes of one more stream.
	 * @return the stream, to be closed
	 */
	InboundStream open() {
		InboundStream stream = new InboundStream(this);
		this.streams.add(stream);
		return stream;
	}

	/**
	 * What is held.
	 * @return the bytes
	 */
	long held() {
		return this.held.get();
	}

	void add(long bytes) {
		this.held.addAndGet(bytes);
	}

	void remove(InboundStream stream) {
		this.streams.remove(stream);
	}

	/**
	 * A quarter of the memory, less if the calls need it, but an eighth at least: the
	 * buffers of the transport are larger than what they hold.
	 */
	private long room() {
		long unused = this.limit - this.allocator.getAllocatedMemory();
		return Math.max(this.limit / 8, Math.min(this.limit / 4, unused));
	}

	/**
	 * One large message is let through, up to half of the memory, when there is little
	 * else.
	 */
	private boolean isAlone(InboundStream stream) {
		long all = this.held.get();
		return all <= this.limit / 2 && all - stream.coming() <= this.limit / 8
				&& all <= this.limit - this.allocator.getAllocatedMemory();
	}

	/**
	 * Refuse streams as long as too much is held.
	 */
	void relieve() {
		long before = Long.MAX_VALUE;
		while (this.held.get() > room() && this.held.get() < before) {
			before = this.held.get();
			this.streams.stream()
				.max(Comparator.comparingLong(InboundStream::coming))
				.filter((stream) -> stream.coming() > 0 && !isAlone(stream))
				.ifPresent((stream) -> stream.refuse(CallStatus.RESOURCE_EXHAUSTED
					.withDescription("The server is short of memory for what clients send: "
							+ "send smaller messages, or try again later")));
		}
	}

}
