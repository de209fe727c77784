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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The received bytes of one stream that are not yet taken: an incomplete message, and
 * complete messages that wait for a thread. The transport reports bytes on its own
 * thread.
 */
final class InboundStream {

	private final InboundMemory memory;

	private final Deque<Long> messages = new ArrayDeque<>();

	private long held;

	private boolean closed;

	private volatile @Nullable CallStatus refused;

	private volatile long coming;

	private volatile long limit = Long.MAX_VALUE;

	private volatile @Nullable Consumer<CallStatus> refusal;

	InboundStream(InboundMemory memory) {
		this.memory = memory;
	}

	/**
	 * Set the action that ends the call when the client sends too much. Without it,
	 * complete messages are not counted.
	 * @param refusal the consumer of the status, called on a thread that must not block
	 */
	void refuseBy(Consumer<CallStatus> refusal) {
		this.refusal = refusal;
	}

	/**
	 * Limit the size of each message from the client.
	 * @param limit the largest message in bytes
	 */
	void limit(long limit) {
		this.limit = limit;
	}

	/**
	 * The reason why the client's messages were refused.
	 * @return the status, or {@code null} if they were not
	 */
	@Nullable CallStatus refused() {
		return this.refused;
	}

	/**
	 * Stop counting the first of the complete messages, because it was taken.
	 */
	void taken() {
		synchronized (this) {
			Long size = this.messages.poll();
			if (size != null) {
				release(size);
			}
		}
	}

	/**
	 * The number of bytes of the incomplete message.
	 * @return the bytes, 0 once the stream was refused
	 */
	long coming() {
		return this.coming;
	}

	/**
	 * Count received bytes of a message.
	 * @param bytes their number
	 */
	void received(long bytes) {
		synchronized (this) {
			if (this.closed || this.refused != null) {
				return;
			}
			this.coming += bytes;
			this.held += bytes;
			this.memory.add(bytes);
		}
		if (this.coming > this.limit) {
			refuse(RequestMarshaller.tooLarge(this.coming, this.limit));
		}
		else {
			this.memory.relieve();
		}
	}

	/**
	 * Mark the incomplete message as complete. It now waits for a thread.
	 */
	void messageEnded() {
		synchronized (this) {
			long whole = this.coming;
			this.coming = 0;
			if (this.refusal == null) {
				release(whole);
			}
			else {
				this.messages.add(whole);
			}
		}
	}

	/**
	 * End the call because its client sends too much. Its bytes are no longer counted.
	 * @param status the reason
	 */
	void refuse(CallStatus status) {
		Consumer<CallStatus> known = this.refusal;
		synchronized (this) {
			if (known == null || this.closed || this.refused != null) {
				return;
			}
			this.refused = status;
			this.coming = 0;
			release(this.held);
		}
		known.accept(status);
	}

	/**
	 * End the stream and stop counting its bytes.
	 */
	void close() {
		synchronized (this) {
			this.closed = true;
			this.coming = 0;
			this.messages.clear();
			release(this.held);
		}
		this.memory.remove(this);
	}

	private void release(long bytes) {
		long freed = Math.min(bytes, this.held);
		this.held -= freed;
		this.memory.add(-freed);
	}

}
