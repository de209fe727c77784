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

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.apache.arrow.flight.CallStatus;

/**
 * The answer of a call: one thread at a time sends, and waits while the client is slow.
 *
 * @param <T> the type of the messages
 */
final class CallResponse<T> {

	private final ServerCall<?, T> call;

	private final CallCancellation cancellation;

	private final Duration slowConsumerTimeout;

	private final Metadata headers = new Metadata();

	private final Metadata trailers = new Metadata();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ready = this.lock.newCondition();

	private boolean headersSent;

	private boolean closed;

	CallResponse(ServerCall<?, T> call, CallCancellation cancellation, Duration slowConsumerTimeout) {
		this.call = call;
		this.cancellation = cancellation;
		this.slowConsumerTimeout = slowConsumerTimeout;
	}

	Metadata headers() {
		return this.headers;
	}

	Metadata trailers() {
		return this.trailers;
	}

	boolean isReady() {
		return this.call.isReady();
	}

	/**
	 * Whether the client still has the call open and takes nothing.
	 * @return whether a status would wait behind messages that are not taken
	 */
	boolean isStuck() {
		return !this.call.isCancelled() && !this.call.isReady();
	}

	/**
	 * Wake a sender: the client is ready for more, or the call was cancelled.
	 */
	void signal() {
		this.lock.lock();
		try {
			this.ready.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Send a message when the client is ready for it.
	 * @param message the message
	 */
	void send(T message) {
		this.lock.lock();
		try {
			awaitReady();
			sendHeaders();
			this.call.sendMessage(message);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitReady() {
		long remaining = this.slowConsumerTimeout.toNanos();
		boolean limited = remaining > 0;
		while (true) {
			this.cancellation.throwIfCancelled();
			if (this.closed) {
				throw CallStatus.CANCELLED.withDescription("The call has ended").toRuntimeException();
			}
			sendHeaders();
			if (this.call.isReady()) {
				return;
			}
			if (limited && remaining <= 0) {
				this.cancellation.cancel(CallStatus.TIMED_OUT
					.withDescription("The client took nothing for %s".formatted(this.slowConsumerTimeout)));
				continue;
			}
			remaining = await(limited ? remaining : Long.MAX_VALUE);
		}
	}

	private long await(long nanos) {
		try {
			return this.ready.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.cancellation.throwIfCancelled();
			throw CallStatus.CANCELLED.withDescription("The handler was interrupted").toRuntimeException();
		}
	}

	private void sendHeaders() {
		if (!this.headersSent) {
			this.headersSent = true;
			this.call.sendHeaders(this.headers);
		}
	}

	/**
	 * End the call.
	 * @param status how it ends
	 * @param more trailers beside those of the handler
	 */
	void close(Status status, Metadata more) {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			if (status.isOk()) {
				sendHeaders();
			}
			this.trailers.merge(more);
			this.call.close(status, this.trailers);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the call without waiting for the client to take what was sent before: it is
	 * dropped. For clients that take nothing.
	 * @param poison a message that fails to serialize, which resets the stream
	 */
	void reset(T poison) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.closed = true;
				sendHeaders();
				this.call.sendMessage(poison);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
