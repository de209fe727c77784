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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import jakarta.servlet.ServletOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The rest of a body, written as the client takes it. No thread waits for the client.
 */
final class LastBytes {

	private static final Logger logger = LoggerFactory.getLogger(LastBytes.class);

	private final ResponseBody body;

	private final byte[] bytes;

	private final Consumer<Boolean> onEnd;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicInteger rounds = new AtomicInteger();

	private boolean written;

	private boolean flushed;

	/**
	 * Create the rest of a body.
	 * @param body the body
	 * @param bytes the rest; if empty, the headers are still sent
	 * @param onEnd the listener, called once with {@code true} if the container has taken
	 * all bytes
	 */
	LastBytes(ResponseBody body, byte[] bytes, Consumer<Boolean> onEnd) {
		this.body = body;
		this.bytes = bytes;
		this.onEnd = onEnd;
	}

	/**
	 * Write as much as the client takes now. A thread that finds another thread writing
	 * leaves it one more round.
	 */
	void proceed() {
		if (this.rounds.getAndIncrement() > 0) {
			return;
		}
		int seen = 1;
		while (seen > 0) {
			if (!this.ended.get() && write()) {
				end(true);
			}
			seen = this.rounds.addAndGet(-seen);
		}
	}

	private boolean write() {
		try {
			return this.body.writeWhileReady(this::next);
		}
		catch (IOException | RuntimeException | Error ex) {
			boolean quiet = ex instanceof IOException || ex instanceof IllegalStateException;
			logger.atLevel(quiet ? Level.DEBUG : Level.ERROR).setCause(ex).log("The end of a response was not sent");
			this.body.abandon();
			end(false);
			return false;
		}
	}

	private boolean next(ServletOutputStream out) throws IOException {
		if (!this.written) {
			this.written = true;
			if (this.bytes.length > 0) {
				out.write(this.bytes);
			}
			return false;
		}
		if (!this.flushed) {
			this.flushed = true;
			out.flush();
			return false;
		}
		return true;
	}

	/**
	 * Tell the listener the end, unless it was told before.
	 * @param whole whether the container has taken all bytes
	 */
	void end(boolean whole) {
		if (this.ended.compareAndSet(false, true)) {
			this.onEnd.accept(whole);
		}
	}

}
