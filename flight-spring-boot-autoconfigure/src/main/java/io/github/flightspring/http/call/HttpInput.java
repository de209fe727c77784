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
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.flightspring.cancellation.CallCancellation;
import io.github.flightspring.handler.running.CountedTraffic;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The body of the request as received. A failure to read it is a {@link HttpProblem},
 * whatever the handler does with it. The wait for bytes happens here: a container whose
 * own timeout has passed breaks off the connection, and the client could not be answered.
 */
public final class HttpInput extends InputStream implements ReadListener {

	private final HttpServletRequest request;

	private final CallCancellation cancellation;

	private volatile Duration limit;

	private final ClientWait client;

	private final ReentrantLock reading = new ReentrantLock();

	private volatile boolean lost;

	private @Nullable ServletInputStream stream;

	private final CountedTraffic traffic;

	private final boolean consent;

	private volatile @Nullable Throwable broken;

	private volatile @Nullable HttpProblem failure;

	private Consumer<HttpProblem> onBroken = (problem) -> {
	};

	HttpInput(HttpServletRequest request, CallCancellation cancellation, Duration limit, CountedTraffic traffic) {
		this.traffic = traffic;
		this.consent = request.getHeader("Expect") != null;
		this.request = request;
		this.cancellation = cancellation;
		this.limit = limit;
		this.client = new ClientWait(cancellation, traffic);
	}

	/**
	 * Change the longest time that the client may send no bytes.
	 * @param limit the time, zero for no limit
	 */
	void limit(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Set the listener for a body that cannot be read any more. A container thread calls
	 * it, at the last moment at which the client can be answered.
	 * @param onBroken the listener
	 */
	void onBroken(Consumer<HttpProblem> onBroken) {
		this.onBroken = onBroken;
	}

	/**
	 * Detach the request from the handler's thread. The thread must not read it any more
	 * once the container uses its buffers for another request.
	 * @param patience the longest wait for a running read to end
	 */
	void detach(Duration patience) {
		this.lost = true;
		try {
			if (this.reading.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				this.reading.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Nullable HttpProblem failure() {
		return this.failure;
	}

	/**
	 * Record a problem with the body.
	 * @param problem the problem
	 * @return the first recorded problem
	 */
	synchronized HttpProblem failed(HttpProblem problem) {
		HttpProblem first = (this.failure != null) ? this.failure : problem;
		this.failure = first;
		return first;
	}

	@Override
	public int read() {
		byte[] single = new byte[1];
		return (read(single, 0, 1) == 1) ? single[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) {
		if (length == 0) {
			return 0;
		}
		this.cancellation.throwIfCancelled();
		this.reading.lock();
		try {
			if (this.lost) {
				throw new IOException("The request was taken by the container");
			}
			int read = this.consent ? readBlocking(buffer, offset, length) : readReady(buffer, offset, length);
			this.traffic.wire(Math.max(0, read));
			return read;
		}
		// IllegalStateException comes from a container that has ended the request of a
		// lost client
		catch (IOException | IllegalStateException ex) {
			throw cutOff(ex);
		}
		finally {
			this.reading.unlock();
		}
	}

	private int readReady(byte[] buffer, int offset, int length) throws IOException {
		ServletInputStream in = open();
		await(in);
		return this.cancellation.withoutInterrupts(() -> in.isFinished() ? -1 : in.read(buffer, offset, length));
	}

	/**
	 * Read with a blocking read, which sends {@code 100 Continue} to a client that waits
	 * for it. Blocking reads must not be mixed with the reads of a listener. The
	 * container's timeout limits the read, which an interrupt does not end: it could end
	 * the connection, which other calls share.
	 */
	private int readBlocking(byte[] buffer, int offset, int length) throws IOException {
		this.traffic.waitStarts();
		try {
			ServletInputStream in = this.request.getInputStream();
			return this.cancellation.withoutInterrupts(() -> in.read(buffer, offset, length));
		}
		finally {
			this.traffic.waitEnds();
		}
	}

	private HttpProblem late(String time) {
		return failed(closing(new HttpProblem(408, "The client sent nothing for " + time)));
	}

	/**
	 * Have the connection closed, so that the rest of the body is not read as another
	 * request. HTTP/2 does not need the header and forbids it.
	 */
	private HttpProblem closing(HttpProblem problem) {
		return HttpCalls.hasConnection(this.request) ? problem.header("Connection", "close") : problem;
	}

	private ServletInputStream open() throws IOException {
		ServletInputStream in = this.stream;
		if (in == null) {
			in = this.request.getInputStream();
			this.stream = in;
			in.setReadListener(this);
		}
		return in;
	}

	private void await(ServletInputStream in) throws IOException {
		this.client.await(() -> isReady(in), () -> this.limit, (limit) -> late(limit.toString()));
	}

	private boolean isReady(ServletInputStream in) throws IOException {
		boolean ready = this.cancellation.withoutInterrupts(() -> in.isFinished() || in.isReady());
		if (!ready) {
			this.cancellation.throwIfCancelled();
			if (this.broken != null) {
				throw new IOException(this.broken);
			}
		}
		return ready;
	}

	private RuntimeException cutOff(Throwable ex) {
		CallStatus reason = this.cancellation.reason();
		if (reason != null) {
			// the call has ended before its body broke off
			return reason.toRuntimeException();
		}
		HttpProblem problem = problem(ex);
		this.cancellation.cancel(CallStatus.CANCELLED.withDescription("The client went away").withCause(ex));
		return problem;
	}

	private HttpProblem problem(Throwable ex) {
		return isTimeout(ex) ? late("as long as the server waits")
				: failed(closing(new HttpProblem(400, "The body was cut off before its end, or is malformed")));
	}

	private static boolean isTimeout(@Nullable Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			// SocketTimeoutException is Tomcat's, TimeoutException is Jetty's
			if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void onDataAvailable() {
		this.client.wake();
	}

	@Override
	public void onAllDataRead() {
		this.client.wake();
	}

	@Override
	public void onError(Throwable failure) {
		// the client is answered before the handler's thread wakes, which would answer it
		// too
		this.onBroken.accept(problem(failure));
		this.broken = failure;
		cutOff(failure);
		this.client.wake();
	}

}
