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

package io.github.flightspring.query;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.WriteChannel;

/**
 * Writes bodies through an array: Arrow's own way, through a direct buffer over the
 * memory, needs a JVM flag.
 */
final class SegmentOutput extends WriteChannel {

	private static final int CHUNK = 64 * 1024;

	private final byte[] chunk = new byte[CHUNK];

	SegmentOutput(WritableByteChannel out) {
		super(out);
	}

	@Override
	public void write(ArrowBuf buffer) throws IOException {
		long length = buffer.readableBytes();
		for (long done = 0; done < length;) {
			int count = (int) Math.min(CHUNK, length - done);
			buffer.getBytes(buffer.readerIndex() + done, this.chunk, 0, count);
			write(ByteBuffer.wrap(this.chunk, 0, count));
			done += count;
		}
	}

}
