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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.flightspring.grpc.protocol.GrpcStatuses;
import io.github.flightspring.handler.running.TrackedCall;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One stream of the gRPC server, from its first header to its end. It holds the stream's
 * slot among the open calls. A stream of the Flight service also has the tracked call,
 * the received bytes that wait to be read, and the way to reset it.
 */
final class GrpcStream extends ServerStreamTracer {

	private static final Duration PATIENCE = Duration.ofMillis(20);

	private static final Context.Key<GrpcStream> KEY = Context.key("flight-stream");

	private final OpenCallLimit.OpenCall open;

	private final @Nullable TrackedCall call;

	private final @Nullable InboundStream inbound;

	private volatile Context.@Nullable CancellableContext context;

	// held while the server ends the stream
	private final ReentrantLock ending = new ReentrantLock();

	private volatile @Nullable Status closed;

	GrpcStream(OpenCallLimit.OpenCall open, @Nullable TrackedCall call, @Nullable InboundStream inbound) {
		this.open = open;
		this.call = call;
		this.inbound = inbound;
	}

	/**
	 * The stream of the current gRPC context.
	 * @return the stream, or {@code null} on a server without {@link GrpcStreams}
	 */
	static @Nullable GrpcStream current() {
		return KEY.get();
	}

	/**
	 * The slot of the stream among the open calls.
	 * @return the slot
	 */
	OpenCallLimit.OpenCall open() {
		return this.open;
	}

	/**
	 * The tracked call.
	 * @return the call, or {@code null} for another service
	 */
	@Nullable TrackedCall call() {
		return this.call;
	}

	/**
	 * The received bytes that wait to be read.
	 * @return the bytes, or {@code null} for another service
	 */
	@Nullable InboundStream inbound() {
		return this.inbound;
	}

	/**
	 * The status that the stream was closed with, by the server or by the client.
	 * @return the status, or {@code null} while the stream is open
	 */
	@Nullable Status closed() {
		return this.closed;
	}

	/**
	 * End the stream, unless the transport has ended it. Ending a stream twice is an
	 * HTTP/2 error that costs the client its connection.
	 * @param close the action that ends the stream
	 */
	void end(Runnable close) {
		this.ending.lock();
		try {
			if (this.closed == null) {
				close.run();
			}
		}
		finally {
			this.ending.unlock();
		}
	}

	/**
	 * Reset the stream. The method may be called on any thread.
	 * @param why the reason, for listeners of the context
	 */
	void reset(String why) {
		Context.CancellableContext known = this.context;
		if (known != null) {
			known.cancel(new TimeoutException(why));
		}
	}

	@Override
	public Context filterContext(Context context) {
		if (this.call == null) {
			return context.withValue(KEY, this);
		}
		Context.CancellableContext cancellable = context.withCancellation();
		this.context = cancellable;
		return cancellable.withValue(KEY, this);
	}

	@Override
	public void serverCallStarted(ServerCallInfo<?, ?> info) {
		if (this.call != null) {
			this.call.from(info.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
		}
	}

	@Override
	public void inboundWireSize(long bytes) {
		if (this.call != null) {
			this.call.received().wire(Math.max(0, bytes));
		}
		if (this.inbound != null) {
			this.inbound.received(bytes);
		}
	}

	@Override
	public void inboundMessageRead(int number, long wireSize, long size) {
		if (this.inbound != null) {
			this.inbound.messageEnded();
		}
	}

	@Override
	public void outboundWireSize(long bytes) {
		if (this.call != null) {
			this.call.sent().wire(Math.max(0, bytes));
		}
	}

	@Override
	public void streamClosed(Status status) {
		closed(status);
		this.open.close();
		if (this.inbound != null) {
			this.inbound.close();
		}
		if (this.call != null && !this.call.isAccepted()) {
			this.call.end(GrpcStatuses.fromGrpc(status), null);
		}
	}

	/**
	 * Record that the stream is closed, after a running {@link #end} has finished. The
	 * transport reports a close before it sends it. The wait is short, because other
	 * streams need this thread.
	 */
	private void closed(Status status) {
		boolean locked = false;
		try {
			locked = this.ending.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.closed = status;
		if (locked) {
			this.ending.unlock();
		}
	}

}
