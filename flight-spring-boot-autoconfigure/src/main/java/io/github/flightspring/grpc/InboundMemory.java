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
 * The memory that the transport holds for incoming messages that are incomplete or not
 * yet taken. Its limit derives from the application's memory. When too much is held, the
 * client with the largest incomplete message is refused, so that clients with small
 * messages do not pay for those with large ones. Only a stream tracer learns of bytes
 * before their message is complete.
 */
public final class InboundMemory {

	private final BufferAllocator allocator;

	private final long limit;

	private final AtomicLong held = new AtomicLong();

	private final Set<InboundStream> streams = ConcurrentHashMap.newKeySet();

	/**
	 * Create the memory.
	 * @param allocator the application's allocator
	 */
	public InboundMemory(BufferAllocator allocator) {
		this.allocator = allocator;
		// the transport's memory is limited by the heap
		this.limit = Math.min(allocator.getLimit(), Runtime.getRuntime().maxMemory());
	}

	/**
	 * Count the bytes of a new stream.
	 * @return the stream, which must be closed
	 */
	InboundStream open() {
		InboundStream stream = new InboundStream(this);
		this.streams.add(stream);
		return stream;
	}

	/**
	 * The number of bytes held.
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
	 * The limit on held bytes: a quarter of the memory, less if the calls need it, but at
	 * least an eighth. It is low because the transport's buffers are larger than their
	 * content.
	 */
	private long room() {
		long unused = this.limit - this.allocator.getAllocatedMemory();
		return Math.max(this.limit / 8, Math.min(this.limit / 4, unused));
	}

	/**
	 * Whether a stream is almost the only one. One large message may take up to half of
	 * the memory when little else is held.
	 */
	private boolean isAlone(InboundStream stream) {
		long all = this.held.get();
		return all <= this.limit / 2 && all - stream.coming() <= this.limit / 8
				&& all <= this.limit - this.allocator.getAllocatedMemory();
	}

	/**
	 * Refuse streams while too many bytes are held.
	 */
	void relieve() {
		long before = Long.MAX_VALUE;
		while (this.held.get() > room() && this.held.get() < before) {
			before = this.held.get();
			this.streams.stream()
				.max(Comparator.comparingLong(InboundStream::coming))
				.filter((stream) -> stream.coming() > 0 && !isAlone(stream))
				.ifPresent((stream) -> stream.refuse(CallStatus.RESOURCE_EXHAUSTED
					.withDescription("The server is short of memory for incoming messages: "
							+ "send smaller messages, or try again later")));
		}
	}

}
