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
import java.util.function.Consumer;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.CountedTraffic;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The body of the response. The call ends if the client goes away or takes no bytes for
 * too long. The wait for the client happens here: a container whose own timeout has
 * passed, or whose thread is interrupted, gives up the connection with all its streams.
 * {@code close} has no effect, because a body ends with its call.
 */
public final class HttpOutput extends OutputStream implements WriteListener {

	private final ResponseBody body;

	private final boolean bodiless;

	private final CallCancellation cancellation;

	private final CountedTraffic traffic;

	private final ClientWait client;

	private volatile Duration limit;

	private volatile boolean flushed;

	private volatile @Nullable LastBytes rest;

	private boolean ending;

	HttpOutput(HttpServletRequest request, HttpServletResponse response, CallCancellation cancellation, Duration limit,
			CountedTraffic traffic) {
		this.bodiless = request.getMethod().equals("HEAD");
		this.body = new ResponseBody(response, this, cancellation);
		this.cancellation = cancellation;
		this.limit = limit;
		this.traffic = traffic;
		this.client = new ClientWait(cancellation, traffic);
	}

	/**
	 * Whether the response cannot be sent any more.
	 */
	boolean isLost() {
		return this.body.isLost();
	}

	/**
	 * Whether headers or a part of the body may have been sent.
	 */
	boolean isTouched() {
		return this.body.isTouched();
	}

	/**
	 * Detach the response from the handler's thread.
	 * @param patience the longest wait for a running write to end
	 */
	void detach(Duration patience) {
		this.body.abandon(patience);
		this.client.wake();
		failRest();
	}

	/**
	 * The longest time that the client may take no bytes.
	 * @return the time, zero for no limit
	 */
	Duration limit() {
		return this.limit;
	}

	/**
	 * Change the longest time that the client may take no bytes.
	 * @param limit the time, zero for no limit
	 */
	void limit(Duration limit) {
		this.limit = limit;
		this.client.wake();
	}

	/**
	 * Mark the handler as done. Later writes end the response, whatever ended the call.
	 */
	void end() {
		this.ending = true;
	}

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		if (this.bodiless) {
			throwIfCancelled();
			return;
		}
		int written = 0;
		do {
			written += writePart(bytes, offset + written, length - written);
		}
		while (written < length);
	}

	private int writePart(byte[] bytes, int offset, int length) {
		this.flushed = false;
		int count = guard(() -> this.body.write(bytes, offset, length));
		this.traffic.wire(count);
		if (this.body.isFull()) {
			flush();
		}
		return count;
	}

	@Override
	public void flush() {
		throwIfCancelled();
		if (this.bodiless) {
			flushHeaders();
		}
		else {
			guard(() -> {
				this.body.flush();
				return true;
			});
		}
		this.flushed = true;
	}

	private void flushHeaders() {
		try {
			this.body.flushHeaders();
		}
		catch (IOException | IllegalStateException ex) {
			throw lost(ex);
		}
	}

	/**
	 * Send the headers and the written bytes, unless that was done. A container that does
	 * this itself at the end of the request waits for the client for as long as its own
	 * timeout allows.
	 */
	void flushRest() {
		if (!this.flushed) {
			flush();
		}
	}

	/**
	 * Write the rest of the body as the client takes it. The method returns at once.
	 * @param bytes the rest, possibly empty
	 * @param onEnd the listener, called once on any thread with {@code true} if the
	 * container has taken all bytes
	 */
	void finish(byte[] bytes, Consumer<Boolean> onEnd) {
		LastBytes rest = new LastBytes(this.body, bytes, onEnd);
		this.rest = rest;
		if (!this.bodiless) {
			rest.proceed();
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
	 * Give up on a client that took too long over the rest of the body.
	 */
	void giveUp() {
		this.body.abandon();
		failRest();
	}

	private void failRest() {
		LastBytes rest = this.rest;
		if (rest != null) {
			rest.end(false);
		}
	}

	private <T> T guard(CallCancellation.Task<T, IOException> transfer) {
		throwIfCancelled();
		try {
			this.body.open();
			await();
			T result = transfer.run();
			// a container may keep the bytes until then
			await();
			return result;
		}
		// IllegalStateException comes from a container that has ended the response of a
		// lost client
		catch (IOException | IllegalStateException ex) {
			throw lost(ex);
		}
	}

	private void await() throws IOException {
		this.client.await(this::isReadyOrCancelled, () -> this.limit, this::stalled);
	}

	private boolean isReadyOrCancelled() throws IOException {
		boolean ready = this.body.isReady();
		if (!ready) {
			throwIfCancelled();
		}
		return ready;
	}

	private void throwIfCancelled() {
		if (!this.ending) {
			this.cancellation.throwIfCancelled();
		}
	}

	private FlightRuntimeException stalled(Duration limit) {
		CallStatus status = CallStatus.TIMED_OUT.withDescription("The client took nothing for %s".formatted(limit));
		this.body.abandon();
		this.cancellation.cancel(status);
		return reason(status);
	}

	private FlightRuntimeException lost(Exception ex) {
		CallStatus status = CallStatus.CANCELLED.withDescription("The client went away");
		this.body.abandon();
		this.cancellation.cancel(status.withCause(ex));
		return reason(status);
	}

	private FlightRuntimeException reason(CallStatus standard) {
		CallStatus reason = this.cancellation.reason();
		return ((reason != null) ? reason : standard).toRuntimeException();
	}

	@Override
	public void onWritePossible() {
		this.client.wake();
		LastBytes rest = this.rest;
		if (rest != null) {
			rest.proceed();
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.body.fail(failure);
		this.client.wake();
		failRest();
	}

}
