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

package io.github.flightspring.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.github.flightspring.handler.running.TrackedCall;

/**
 * Counts the bytes of a download before coding and enforces the caller's rate limit.
 */
final class CountedOutput extends FilterOutputStream {

	private final TrackedCall running;

	CountedOutput(OutputStream out, TrackedCall running) {
		super(out);
		this.running = running;
	}

	@Override
	public void write(int value) throws IOException {
		pace(1);
		this.out.write(value);
		count(1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		pace(length);
		this.out.write(bytes, offset, length);
		count(length);
	}

	// the bytes that break off a response are neither paced nor counted
	private void pace(int length) {
		if (!this.running.hasEnded()) {
			this.running.pace(length);
		}
	}

	private void count(int length) {
		if (!this.running.hasEnded()) {
			this.running.sent().message(length);
		}
	}

}
