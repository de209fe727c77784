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

package io.github.flightspring.http.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.github.flightspring.handler.running.TrackedCall;

/**
 * Counts the bytes of a text and enforces the caller's rate limit.
 */
final class TextBody extends FilterInputStream {

	private final TrackedCall running;

	private long count;

	TextBody(InputStream in, TrackedCall running) {
		super(in);
		this.running = running;
	}

	long count() {
		return this.count;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) == 1) ? single[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		if (read > 0) {
			this.count += read;
			this.running.received().message(read);
			this.running.pace(read);
		}
		return read;
	}

}
