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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.flightspring.cancellation.CallCancellation;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response as the container takes it. The handler's thread, the container's
 * threads and the timer touch it one at a time. Once it is abandoned, nothing more is
 * written.
 */
final class ResponseBody {

	private final HttpServletResponse response;

	private final WriteListener listener;

	private final CallCancellation cancellation;

	// held to touch the response; container listeners wait for it only for a limited time
	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable ServletOutputStream stream;

	private volatile @Nullable ContainerBuffer buffer;

	private volatile @Nullable Throwable broken;

	private volatile boolean abandoned;

	private volatile boolean touched;

	/**
	 * Create the body.
	 * @param response the response
	 * @param listener the listener that the container calls from the first write on
	 * @param cancellation the cancellation of the call
	 */
	ResponseBody(HttpServletResponse response, WriteListener listener, CallCancellation cancellation) {
		this.response = response;
		this.listener = listener;
		this.cancellation = cancellation;
	}

	/**
	 * Whether the response cannot be sent any more.
	 */
	boolean isLost() {
		return this.abandoned;
	}

	/**
	 * Abandon the response.
	 */
	void abandon() {
		this.abandoned = true;
	}

	/**
	 * Abandon the response once the running write has ended.
	 * @param patience the longest wait for that write
	 */
	void abandon(Duration patience) {
		boolean locked = false;
		try {
			locked = this.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.abandoned = true;
		if (locked) {
			this.lock.unlock();
		}
	}

	/**
	 * Record the failure that the container has reported.
	 */
	void fail(Throwable failure) {
		this.broken = failure;
	}

	/**
	 * Whether headers or a part of the body may have been sent.
	 */
	boolean isTouched() {
		return this.touched;
	}

	/**
	 * Open the body, unless that was done.
	 */
	void open() throws IOException {
		locked(this::stream);
	}

	/**
	 * Whether the container takes more now.
	 * @throws IOException if it never will
	 */
	boolean isReady() throws IOException {
		return locked(() -> isReady(stream()));
	}

	/**
	 * Write to the container's buffer as many bytes as it has room for. The body must be
	 * {@linkplain #isReady() ready}.
	 * @return the number of bytes written
	 */
	int write(byte[] bytes, int offset, int length) throws IOException {
		return locked(() -> {
			ServletOutputStream out = stream();
			this.touched = true;
			int count = buffer().fill(length);
			out.write(bytes, offset, count);
			return count;
		});
	}

	/**
	 * Whether the container's buffer has no room before the next flush.
	 */
	boolean isFull() {
		ContainerBuffer buffer = this.buffer;
		return buffer != null && buffer.isFull();
	}

	/**
	 * Send the container's buffer. The body must be {@linkplain #isReady() ready}.
	 */
	void flush() throws IOException {
		locked(() -> {
			ServletOutputStream out = stream();
			this.touched = true;
			buffer().clear();
			out.flush();
			return true;
		});
	}

	/**
	 * Write to the body step by step while it is ready.
	 * @param step the step, which returns whether it was the last
	 * @return whether the last step was done
	 */
	boolean writeWhileReady(Step step) throws IOException {
		return locked(() -> {
			ServletOutputStream out = stream();
			boolean last = false;
			while (!last && isReady(out)) {
				this.touched = true;
				last = step.run(out);
			}
			return last;
		});
	}

	/**
	 * Send the headers with a blocking flush. HTTP/2 headers need no flow-control window.
	 * With a write listener, Tomcat would send the end of such a stream before them.
	 */
	void flushHeaders() throws IOException {
		locked(() -> {
			throwIfLost();
			this.response.flushBuffer();
			return true;
		});
	}

	private ServletOutputStream stream() throws IOException {
		throwIfLost();
		ServletOutputStream out = this.stream;
		if (out == null) {
			out = this.response.getOutputStream();
			this.stream = out;
			out.setWriteListener(this.listener);
		}
		return out;
	}

	private ContainerBuffer buffer() {
		ContainerBuffer buffer = this.buffer;
		if (buffer == null) {
			buffer = new ContainerBuffer(this.response.getBufferSize());
			this.buffer = buffer;
		}
		return buffer;
	}

	private boolean isReady(ServletOutputStream out) throws IOException {
		throwIfLost();
		if (this.broken != null) {
			throw new IOException(this.broken);
		}
		return out.isReady();
	}

	private void throwIfLost() throws IOException {
		if (this.abandoned) {
			throw new IOException("The response was taken by the container");
		}
	}

	private <T> T locked(CallCancellation.Task<T, IOException> task) throws IOException {
		this.lock.lock();
		try {
			return this.cancellation.withoutInterrupts(task);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A step of several writes.
	 */
	@FunctionalInterface
	interface Step {

		boolean run(ServletOutputStream out) throws IOException;

	}

}
