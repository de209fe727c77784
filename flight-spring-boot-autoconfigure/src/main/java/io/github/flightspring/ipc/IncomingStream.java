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

package io.github.flightspring.ipc;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an incoming message, and the state of the stream when gRPC passed it on.
 */
final class IncomingStream {

	static final int UNKNOWN = -1;

	private final InputStream stream;

	private final boolean lengthKnown;

	private final Thread thread;

	private final int length;

	private boolean taken;

	IncomingStream(InputStream stream, boolean lengthKnown) {
		this.stream = stream;
		this.lengthKnown = lengthKnown;
		this.thread = Thread.currentThread();
		this.length = available();
	}

	/**
	 * The stream. It may be taken once, and only while gRPC has not closed it. gRPC
	 * closes a stream when {@code onMessage} has returned. Its buffers may then be
	 * reused.
	 * @return the stream
	 */
	InputStream take() {
		if (this.taken) {
			throw WireErrors.internal("a message was decoded twice");
		}
		this.taken = true;
		if (Thread.currentThread() != this.thread || available() != this.length) {
			throw late();
		}
		return this.stream;
	}

	/**
	 * The exact length of the message, or {@link #UNKNOWN} if the message arrives
	 * compressed.
	 * @return the length in bytes
	 */
	int length() {
		return this.length;
	}

	RuntimeException late() {
		return WireErrors.internal("a message was closed or read before it was decoded; decode it in onMessage, "
				+ "and let no interceptor hold messages back");
	}

	private int available() {
		if (!this.lengthKnown) {
			return UNKNOWN;
		}
		try {
			return this.stream.available();
		}
		catch (IOException ex) {
			throw WireErrors.internal(ex, "a message has no length");
		}
	}

}
