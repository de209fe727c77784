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

package io.github.flightspring.jdbc.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;

/**
 * The writer of values that do not fit on the heap. They are read in pieces into memory
 * of the vector's allocator, whose limit is theirs.
 */
final class LargeValue {

	private static final int PIECE = 1 << 15;

	private final BaseVariableWidthVector vector;

	LargeValue(BaseVariableWidthVector vector) {
		this.vector = vector;
	}

	long write(int index, InputStream bytes) throws IOException {
		byte[] piece = new byte[PIECE];
		try (Memory memory = new Memory()) {
			for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
				memory.add(piece, count);
			}
			return memory.writeTo(index);
		}
	}

	long write(int index, Reader characters) throws IOException {
		CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		CharBuffer text = CharBuffer.allocate(PIECE);
		ByteBuffer bytes = ByteBuffer.allocate(PIECE * 3);
		try (Memory memory = new Memory()) {
			boolean end = false;
			while (!end) {
				end = characters.read(text) < 0;
				text.flip();
				CoderResult result = encoder.encode(text, bytes, end);
				if (end && result.isUnderflow()) {
					encoder.flush(bytes);
				}
				memory.add(bytes.array(), bytes.position());
				bytes.clear();
				// the first half of a pair of surrogates waits for the other one
				text.compact();
			}
			return memory.writeTo(index);
		}
	}

	/**
	 * The pieces so far.
	 */
	private final class Memory implements AutoCloseable {

		private ArrowBuf buffer = LargeValue.this.vector.getAllocator().buffer(PIECE);

		private long length;

		void add(byte[] piece, int count) {
			long needed = this.length + count;
			if (needed > Integer.MAX_VALUE) {
				throw new UnreadableValueException("the value is longer than 2 GiB");
			}
			if (needed > this.buffer.capacity()) {
				ArrowBuf larger = LargeValue.this.vector.getAllocator()
					.buffer(Math.max(needed, Math.min(this.buffer.capacity() * 2, Integer.MAX_VALUE)));
				larger.setBytes(0, this.buffer, 0, this.length);
				this.buffer.close();
				this.buffer = larger;
			}
			this.buffer.setBytes(this.length, piece, 0, count);
			this.length = needed;
		}

		long writeTo(int index) {
			LargeValue.this.vector.setSafe(index, 0, (int) this.length, this.buffer);
			return this.length * 8;
		}

		@Override
		public void close() {
			this.buffer.close();
		}

	}

}
