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

package io.github.flightspring.http.call;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.CallTraffic;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * The body of the response. A client that goes away or takes nothing for too long ends
 * the call. Closing it does nothing: a body ends with its call.
 */
final class HttpOutput extends OutputStream {

	private final HttpServletResponse response;

	private final CallCancellation cancellation;

	private final StallWatch watch;

	private final CallTraffic traffic;

	private final ReentrantLock writing = new ReentrantLock();

	private volatile boolean lost;

	private boolean ending;

	private volatile boolean touched;

	HttpOutput(HttpServletResponse response, CallCancellation cancellation, StallWatch watch, CallTraffic traffic) {
		this.traffic = traffic;
		this.response = response;
		this.cancellation = cancellation;
		this.watch = watch;
	}

	/**
	 * Whether nothing can be sent any more.
	 */
	boolean isLost() {
		return this.lost || this.watch.isExpired();
	}

	/**
	 * Whether a part of the body, or its headers, may be on their way.
	 */
	boolean isTouched() {
		return this.touched;
	}

	/**
	 * Take the response away from the handler's thread.
	 * @param patience how long to wait for a write of its to end
	 */
	void lose(Duration patience) {
		boolean locked = false;
		try {
			locked = this.writing.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.lost = true;
		if (locked) {
			this.writing.unlock();
		}
	}

	/**
	 * Change the longest time that the client may take nothing.
	 * @param limit the time, zero for no limit
	 */
	void limit(Duration limit) {
		this.watch.limit(limit);
	}

	/**
	 * The handler is done: what comes now ends the response, whatever ended the call.
	 */
	void end() {
		this.ending = true;
		this.watch.forgive();
		Thread.interrupted();
	}

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		guard(() -> this.response.getOutputStream().write(bytes, offset, length));
		this.traffic.wire(length);
	}

	@Override
	public void flush() {
		guard(this.response::flushBuffer);
	}

	private void guard(Transfer transfer) {
		if (!this.ending) {
			this.cancellation.throwIfCancelled();
		}
		this.watch.enter();
		this.traffic.waitStarts();
		this.writing.lock();
		try {
			if (this.lost) {
				throw new IOException("The response was taken by the container");
			}
			this.touched = true;
			transfer.run();
		}
		// the latter from a container that has ended a response whose client is gone
		catch (IOException | IllegalStateException ex) {
			throw lost(ex);
		}
		finally {
			this.writing.unlock();
			this.watch.leave();
			this.traffic.waitEnds();
		}
	}

	private FlightRuntimeException lost(Exception ex) {
		this.lost = true;
		this.cancellation.cancel(CallStatus.CANCELLED.withDescription("The client went away").withCause(ex));
		CallStatus reason = this.cancellation.reason();
		return ((reason != null) ? reason : CallStatus.CANCELLED.withDescription("The client went away"))
			.toRuntimeException();
	}

	private interface Transfer {

		void run() throws IOException;

	}

}
