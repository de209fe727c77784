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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.TrackedCall;
import io.github.flightspring.internal.Nanos;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataSource;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The queue of an upload's messages between the transport's thread and the handler's
 * thread. It requests only as many messages as keep a window of bytes full, so that the
 * client waits for a slow handler.
 */
final class UploadQueue implements FlightDataSource, AutoCloseable {

	private static final long WINDOW_BYTES = 4 << 20;

	private static final int WINDOW_MESSAGES = 16;

	private static final int AT_LEAST = 2;

	private final CallCancellation cancellation;

	private final IntConsumer requester;

	private volatile Duration slowProducerTimeout;

	private final TrackedCall running;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<FlightDataFrame> frames = new ArrayDeque<>();

	private int requested;

	private long frameSize = WINDOW_BYTES;

	private boolean receiving;

	private boolean complete;

	private boolean closed;

	private @Nullable Throwable failure;

	UploadQueue(CallCancellation cancellation, IntConsumer requester, Duration slowProducerTimeout,
			TrackedCall running) {
		this.cancellation = cancellation;
		this.requester = requester;
		this.slowProducerTimeout = slowProducerTimeout;
		this.running = running;
		this.requested = 1;
	}

	/**
	 * Announce a message that is about to be decoded.
	 * @return whether the message is still needed
	 */
	boolean beginReceive() {
		this.lock.lock();
		try {
			this.requested--;
			this.receiving = !this.closed && this.failure == null;
			return this.receiving;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Add the message that was announced.
	 * @param frame the message, or {@code null} if it could not be decoded
	 * @param failure the reason why it could not be decoded, or {@code null}
	 */
	void endReceive(@Nullable FlightDataFrame frame, @Nullable Throwable failure) {
		FlightDataFrame unwanted = null;
		this.lock.lock();
		try {
			this.receiving = false;
			this.failure = (this.failure != null) ? this.failure : failure;
			if (frame != null) {
				if (this.closed) {
					unwanted = frame;
				}
				else {
					this.frames.add(frame);
					estimate(frame);
				}
			}
		}
		finally {
			// done before close() continues, because the allocator is closed after it
			if (unwanted != null) {
				unwanted.close();
			}
			this.changed.signalAll();
			this.lock.unlock();
		}
	}

	/**
	 * Update the estimated message size. A request for messages cannot be taken back.
	 * Larger messages raise the estimate at once, smaller ones lower it slowly. Only
	 * batches lower it, because the size of a schema says nothing about them.
	 */
	private void estimate(FlightDataFrame frame) {
		if (frame.kind() == FlightDataFrame.Kind.RECORD_BATCH || frame.size() > this.frameSize) {
			this.frameSize = Math.max(Math.max(1, frame.size()), this.frameSize - this.frameSize / 4);
		}
	}

	/**
	 * Mark the upload as complete.
	 */
	void complete() {
		this.lock.lock();
		try {
			this.complete = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wake the handler, which then sees that the call is cancelled.
	 */
	void signal() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable FlightDataFrame next() {
		int more;
		FlightDataFrame frame;
		this.lock.lock();
		try {
			if (!awaitFrame()) {
				return null;
			}
			frame = this.frames.remove();
			more = missing();
			this.requested += more;
		}
		finally {
			this.running.received().waitEnds();
			this.lock.unlock();
		}
		try {
			this.running.pace(frame.size());
		}
		catch (RuntimeException ex) {
			frame.close();
			throw ex;
		}
		if (more > 0) {
			this.requester.accept(more);
		}
		return frame;
	}

	private boolean awaitFrame() {
		long remaining = Nanos.of(this.slowProducerTimeout);
		boolean limited = remaining > 0;
		while (this.frames.isEmpty()) {
			this.cancellation.throwIfCancelled();
			if (this.closed) {
				throw CallStatus.CANCELLED.withDescription("The call has ended").toRuntimeException();
			}
			throwFailure();
			if (this.complete) {
				return false;
			}
			if (limited && remaining <= 0) {
				throw CallStatus.TIMED_OUT
					.withDescription("The client sent nothing for %s".formatted(this.slowProducerTimeout))
					.toRuntimeException();
			}
			this.running.received().waitStarts();
			remaining = await(limited ? remaining : Long.MAX_VALUE);
		}
		this.cancellation.throwIfCancelled();
		return true;
	}

	/**
	 * Change the longest time that the client may send nothing. It applies from the
	 * client's next message on.
	 */
	void idleTimeout(Duration timeout) {
		this.slowProducerTimeout = timeout;
	}

	@Override
	public void loaded(long rows) {
		this.running.batchReceived(rows);
	}

	private void throwFailure() {
		if (this.failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (this.failure instanceof Error ex) {
			throw ex;
		}
	}

	private long await(long nanos) {
		try {
			return this.changed.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.cancellation.throwIfCancelled();
			throw CallStatus.CANCELLED.withDescription("The handler was interrupted").toRuntimeException();
		}
	}

	private int missing() {
		if (this.complete) {
			return 0;
		}
		long wanted = Math.max(AT_LEAST, Math.min(WINDOW_MESSAGES, WINDOW_BYTES / this.frameSize));
		long missing = wanted - this.requested - this.frames.size();
		return (missing * 2 >= wanted || this.requested == 0) ? (int) Math.max(0, missing) : 0;
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			while (this.receiving) {
				this.changed.awaitUninterruptibly();
			}
			this.frames.forEach(FlightDataFrame::close);
			this.frames.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
