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
import java.util.concurrent.CompletableFuture;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.CountedTraffic;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The response of a call. One thread at a time sends, and waits while the client is slow.
 *
 * @param <T> the type of the messages
 */
final class CallResponse<T> {

	private static final Logger logger = LoggerFactory.getLogger(CallResponse.class);

	// the transport does not signal when it has room
	private static final long ROOM_INTERVAL = 5_000_000;

	private final ServerCall<?, T> call;

	private final CallCancellation cancellation;

	private volatile Duration slowConsumerTimeout;

	private final CountedTraffic traffic;

	private final OutboundMemory memory;

	private final CallEnd end;

	private final Metadata headers = new Metadata();

	private final Metadata trailers = new Metadata();

	private final CallTurn turn;

	private boolean headersSent;

	private @Nullable CompletableFuture<T> later;

	CallResponse(ServerCall<?, T> call, CallCancellation cancellation, Duration slowConsumerTimeout,
			CountedTraffic traffic, OutboundMemory memory) {
		this.call = call;
		this.cancellation = cancellation;
		this.slowConsumerTimeout = slowConsumerTimeout;
		this.traffic = traffic;
		this.memory = memory;
		this.turn = new CallTurn(cancellation);
		this.end = new CallEnd(call, GrpcStream.current());
	}

	/**
	 * Change the longest time that the client may take nothing. It applies from the next
	 * message on.
	 */
	void idleTimeout(Duration timeout) {
		this.slowConsumerTimeout = timeout;
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
	 * Wake a sender, because the client is ready or the call was cancelled.
	 */
	void signal() {
		this.turn.signal();
	}

	/**
	 * Send the only message when the future completes. The code that runs the method
	 * handles the future, so that its thread need not wait.
	 * @param message the message
	 */
	void sendLater(CompletableFuture<T> message) {
		this.later = message;
	}

	/**
	 * The future of the only message.
	 * @return the future, or {@code null} if there is none
	 */
	@Nullable CompletableFuture<T> later() {
		return this.later;
	}

	/**
	 * Send a small message when the client is ready for it.
	 * @param message the message
	 */
	void send(T message) {
		send(message, 0);
	}

	/**
	 * Send a message when the client is ready for it and the transport has room for it.
	 * @param message the message
	 * @param size its size in bytes
	 */
	void send(T message, long size) {
		send(message, size, true);
	}

	/**
	 * Send the only message, which is small, on a thread that must not block.
	 * @param message the message
	 */
	void sendNow(T message) {
		send(message, 0, false);
	}

	private void send(T message, long size, boolean patient) {
		this.turn.take();
		try {
			sendHeaders(this.headers);
			if (patient) {
				awaitReady();
				awaitRoom(size);
			}
			try {
				this.call.sendMessage(message);
			}
			finally {
				this.memory.written(size);
			}
		}
		finally {
			this.turn.give();
		}
	}

	private void awaitReady() {
		if (this.call.isReady()) {
			return;
		}
		Duration limit = this.slowConsumerTimeout;
		try {
			if (!this.turn.await(this.call::isReady, limit, Long.MAX_VALUE, this.traffic::waitStarts)) {
				CallStatus stalled = CallStatus.TIMED_OUT
					.withDescription("The client took nothing for %s".formatted(limit));
				this.cancellation.cancel(stalled);
				if (this.cancellation.reason() == stalled) {
					logger.warn("The response to {} is broken off: {}",
							this.call.getMethodDescriptor().getBareMethodName(), stalled.description());
				}
				this.cancellation.throwIfCancelled();
				// the handler is done, so that the call cannot be cancelled any more
				throw stalled.toRuntimeException();
			}
		}
		finally {
			this.traffic.waitEnds();
		}
	}

	private void awaitRoom(long size) {
		if (this.memory.tryTake(size)) {
			return;
		}
		if (!this.turn.await(() -> this.memory.tryTake(size), this.slowConsumerTimeout, ROOM_INTERVAL, () -> {
		})) {
			throw CallStatus.UNAVAILABLE
				.withDescription("The server is short of memory for outgoing messages: try again later")
				.toRuntimeException();
		}
	}

	private void sendHeaders(Metadata headers) {
		if (!this.headersSent) {
			this.headersSent = true;
			this.call.sendHeaders(headers);
		}
	}

	/**
	 * End the call when its handler is done. If the call has ended, this has no effect.
	 * @param status the final status
	 * @param more trailers in addition to those of the handler
	 */
	void close(Status status, Metadata more) {
		end(() -> {
			if (status.isOk()) {
				sendHeaders(this.headers);
			}
			this.trailers.merge(more);
			this.call.close(status, this.trailers);
		});
	}

	/**
	 * End the call while its handler runs. The handler may be changing headers and
	 * trailers, so these are not sent.
	 * @param status the final status
	 * @param trailers the trailers
	 */
	void abort(Status status, Metadata trailers) {
		end(() -> this.call.close(status, trailers));
	}

	private void end(Runnable close) {
		this.turn.end(() -> {
			// the transport may have told the client itself: a second close costs the
			// client its connection
			if (this.call.isCancelled()) {
				return;
			}
			this.end.run(close);
		});
	}

}
