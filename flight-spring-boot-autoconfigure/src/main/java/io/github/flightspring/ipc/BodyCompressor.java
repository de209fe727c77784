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

import org.apache.arrow.compression.ZstdCompressionCodec;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the buffers of a body one by one.
 */
final class BodyCompressor {

	private static final int LEVEL = 1;

	private final CompressionCodec codec = new ZstdCompressionCodec(LEVEL);

	private final BufferAllocator allocator;

	private final WireBody compressed = new WireBody();

	BodyCompressor(BufferAllocator allocator) {
		this.allocator = allocator;
	}

	/**
	 * Compress a body.
	 * @param body the body, which is not changed
	 * @return the compressed body, valid until the next call
	 */
	WireBody compress(WireBody body) {
		this.compressed.close();
		for (int i = 0; i < body.count(); i++) {
			if (body.length(i) == 0) {
				this.compressed.addEmpty();
			}
			else {
				this.compressed.addOwned(compress(body.buffer(i), body.start(i), body.length(i)));
			}
		}
		return this.compressed;
	}

	void clear() {
		this.compressed.close();
	}

	private ArrowBuf compress(@Nullable ArrowBuf buffer, long start, long length) {
		ArrowBuf part;
		if (buffer == null) {
			part = this.allocator.buffer(length);
			part.setZero(0, length);
			part.writerIndex(length);
		}
		else {
			part = buffer.slice(start, length);
			part.getReferenceManager().retain();
		}
		// the codec frees its input, unless it fails
		try {
			return this.codec.compress(this.allocator, part);
		}
		catch (RuntimeException | Error ex) {
			part.close();
			throw ex;
		}
	}

}
