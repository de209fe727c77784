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

package io.github.flightspring.http.coding;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Opens a stream at the first read.
 */
final class LazyInput extends InputStream {

	private final Opener opener;

	private @Nullable InputStream opened;

	LazyInput(Opener opener) {
		this.opener = opener;
	}

	@Override
	public int read() throws IOException {
		return open().read();
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		return open().read(buffer, offset, length);
	}

	private InputStream open() throws IOException {
		InputStream stream = this.opened;
		if (stream == null) {
			stream = this.opener.open();
			this.opened = stream;
		}
		return stream;
	}

	@Override
	public void close() throws IOException {
		if (this.opened != null) {
			this.opened.close();
		}
	}

	/**
	 * Opens a stream.
	 */
	@FunctionalInterface
	interface Opener {

		InputStream open() throws IOException;

	}

}
