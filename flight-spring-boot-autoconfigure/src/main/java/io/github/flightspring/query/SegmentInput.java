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
import java.nio.channels.ReadableByteChannel;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.ReadChannel;

/**
 * Reads bodies through an array: Arrow's own way, through a direct buffer over the
 * memory, needs a JVM flag.
 */
final class SegmentInput extends ReadChannel {

	private static final int CHUNK = 64 * 1024;

	private final byte[] chunk = new byte[CHUNK];

	SegmentInput(ReadableByteChannel in) {
		super(in);
	}

	@Override
	public long readFully(ArrowBuf buffer, long length) throws IOException {
		long done = 0;
		while (done < length) {
			int wanted = (int) Math.min(CHUNK, length - done);
			int read = readFully(ByteBuffer.wrap(this.chunk, 0, wanted));
			buffer.setBytes(buffer.writerIndex(), this.chunk, 0, read);
			buffer.writerIndex(buffer.writerIndex() + read);
			done += read;
			if (read < wanted) {
				break;
			}
		}
		return done;
	}

}
