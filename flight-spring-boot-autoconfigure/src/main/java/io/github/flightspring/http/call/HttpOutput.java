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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.CallTraffic;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The body of the response. A client that goes away or takes nothing for too long ends
 * the call. It waits for the client itself: a container that has waited for too long, or
 * is interrupted, gives up the connection with all its streams. Closing it does nothing:
 * a body ends with its call.
 */
final class HttpOutput extends OutputStream implements WriteListener {

	private final HttpServletResponse response;

	private final boolean bodiless;

	private final CallCancellation cancellation;

	private final CallTraffic traffic;

	// whoever touches the response holds it, not while the client is waited for
	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile @Nullable ServletOutputStream stream;

	private @Nullable Throwable broken;

	private volatile Duration limit;

	private volatile boolean lost;

	private volatile boolean touched;

	private volatile boolean flushed;

	private volatile @Nullable LastBytes rest;

	private boolean ending;

	HttpOutput(HttpServletRequest request, HttpServletResponse response, CallCancellation cancellation, Duration limit,
			CallTraffic traffic) {
		this.bodiless = request.getMethod().equals("HEAD");
		this.response = response;
		this.cancellation = cancellation;
		this.limit = limit;
		this.traffic = traffic;
		cancellation.onCancel(this::signal);
	}

	/**
	 * Whether nothing can be sent any more.
	 */
	boolean isLost() {
		return this.lost;
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
			locked = this.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.lost = true;
		if (locked) {
			this.changed.signalAll();
			this.lock.unlock();
		}
		failRest();
	}

	/**
	 * The longest time that the client may take nothing.
	 * @return the time, zero for no limit
	 */
	Duration limit() {
		return this.limit;
	}

	/**
	 * Change the longest time that the client may take nothing.
	 * @param limit the time, zero for no limit
	 */
	void limit(Duration limit) {
		this.limit = limit;
		signal();
	}

	/**
	 * The handler is done: what comes now ends the response, whatever ended the call.
	 */
	void end() {
		this.ending = true;
		Thread.interrupted();
	}

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.flushed = false;
		guard((out) -> out.write(bytes, offset, length));
		this.traffic.wire(length);
	}

	@Override
	public void flush() {
		throwIfCancelled();
		if (this.bodiless) {
			flushHeaders();
		}
		else {
			guard(OutputStream::flush);
		}
		this.flushed = true;
	}

	/**
	 * No window of HTTP/2 is needed for headers. With a listener Tomcat would send the
	 * end of such a stream before them.
	 */
	private void flushHeaders() {
		this.lock.lock();
		try {
			throwIfLost();
			this.response.flushBuffer();
		}
		catch (IOException | IllegalStateException ex) {
			throw lost(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Send the headers and what was written, unless that was done: a container that does
	 * so itself, at the end of the request, waits for the client as long as it likes.
	 */
	void flushRest() {
		if (!this.flushed) {
			flush();
		}
	}

	/**
	 * Write the rest of the body as the client takes it. Returns at once.
	 * @param bytes the rest, possibly nothing
	 * @param onEnd called once, on any thread, with whether the container has taken all
	 */
	void finish(byte[] bytes, Consumer<Boolean> onEnd) {
		LastBytes rest = new LastBytes(bytes, onEnd);
		this.rest = rest;
		if (!this.bodiless) {
			proceed();
			return;
		}
		boolean sent = false;
		try {
			flushHeaders();
			sent = true;
		}
		finally {
			rest.end(sent);
		}
	}

	/**
	 * The client has taken too long over the rest of the body.
	 */
	void giveUp() {
		this.lost = true;
		failRest();
	}

	private void failRest() {
		LastBytes rest = this.rest;
		if (rest != null) {
			rest.end(false);
		}
	}

	private void proceed() {
		LastBytes rest = this.rest;
		if (rest == null || rest.hasEnded()) {
			return;
		}
		boolean last = false;
		this.lock.lock();
		try {
			ServletOutputStream out = open();
			while (!last && isReady(out)) {
				this.touched = true;
				last = rest.next(out);
			}
		}
		catch (IOException | IllegalStateException ex) {
			giveUp();
		}
		finally {
			this.lock.unlock();
		}
		if (last) {
			rest.end(true);
		}
	}

	private void guard(Transfer transfer) {
		throwIfCancelled();
		this.lock.lock();
		try {
			ServletOutputStream out = open();
			await(out);
			this.touched = true;
			transfer.run(out);
			// a container may hold on to the bytes until then
			await(out);
		}
		// the latter from a container that has ended a response whose client is gone
		catch (IOException | IllegalStateException ex) {
			throw lost(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private ServletOutputStream open() throws IOException {
		throwIfLost();
		ServletOutputStream out = this.stream;
		if (out == null) {
			out = this.response.getOutputStream();
			this.stream = out;
			out.setWriteListener(this);
		}
		return out;
	}

	private void await(ServletOutputStream out) throws IOException {
		boolean waits = false;
		long start = System.nanoTime();
		try {
			while (!isReady(out)) {
				if (!waits) {
					waits = true;
					this.traffic.waitStarts();
				}
				throwIfCancelled();
				Duration limit = this.limit;
				long left = limit.isZero() ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - start);
				if (left <= 0) {
					throw stalled(limit);
				}
				this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throwIfCancelled();
			throw CallStatus.CANCELLED.withDescription("The handler was interrupted").toRuntimeException();
		}
		finally {
			if (waits) {
				this.traffic.waitEnds();
			}
		}
	}

	private boolean isReady(ServletOutputStream out) throws IOException {
		throwIfLost();
		if (this.broken != null) {
			throw new IOException(this.broken);
		}
		return out.isReady();
	}

	private void throwIfLost() throws IOException {
		if (this.lost) {
			throw new IOException("The response was taken by the container");
		}
	}

	private void throwIfCancelled() {
		if (!this.ending) {
			this.cancellation.throwIfCancelled();
		}
	}

	private FlightRuntimeException stalled(Duration limit) {
		CallStatus status = CallStatus.TIMED_OUT.withDescription("The client took nothing for %s".formatted(limit));
		this.lost = true;
		this.cancellation.cancel(status);
		return reason(status);
	}

	private FlightRuntimeException lost(Exception ex) {
		CallStatus status = CallStatus.CANCELLED.withDescription("The client went away");
		this.lost = true;
		this.cancellation.cancel(status.withCause(ex));
		return reason(status);
	}

	private FlightRuntimeException reason(CallStatus standard) {
		CallStatus reason = this.cancellation.reason();
		return ((reason != null) ? reason : standard).toRuntimeException();
	}

	@Override
	public void onWritePossible() {
		signal();
		proceed();
	}

	@Override
	public void onError(Throwable failure) {
		this.lock.lock();
		try {
			this.broken = failure;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		failRest();
	}

	private void signal() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private interface Transfer {

		void run(ServletOutputStream out) throws IOException;

	}

}
