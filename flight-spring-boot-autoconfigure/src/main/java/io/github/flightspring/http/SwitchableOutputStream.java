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

import java.io.IOException;
import java.io.OutputStream;

/**
 * An output stream that can be switched off. Some coders write a trailer when they free
 * their memory. The trailer must not complete a response that has failed.
 */
final class SwitchableOutputStream extends OutputStream {

	private final OutputStream out;

	private boolean on = true;

	SwitchableOutputStream(OutputStream out) {
		this.out = out;
	}

	void switchTo(boolean on) {
		this.on = on;
	}

	@Override
	public void write(int value) throws IOException {
		if (this.on) {
			this.out.write(value);
		}
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.on) {
			this.out.write(bytes, offset, length);
		}
	}

	@Override
	public void flush() throws IOException {
		if (this.on) {
			this.out.flush();
		}
	}

}
