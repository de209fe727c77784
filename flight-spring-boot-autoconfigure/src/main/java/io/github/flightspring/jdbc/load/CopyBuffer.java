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

package io.github.flightspring.jdbc.load;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;

import org.apache.arrow.memory.ArrowBuf;

/**
 * The bytes on their way into a table, sent in pieces of 64 KiB. A value of fixed length
 * that is larger goes past the buffer.
 */
final class CopyBuffer {

	private static final int PIECE = 1 << 16;

	private final Target target;

	// a row may begin in a piece that is almost full
	private ByteBuffer bytes = ByteBuffer.allocate(2 * PIECE);

	private int unfinished;

	CopyBuffer(Target target) {
		this.target = target;
	}

	void putByte(int value) {
		space(1).put((byte) value);
	}

	void putShort(int value) {
		space(2).putShort((short) value);
	}

	void putInt(int value) {
		space(4).putInt(value);
	}

	void putLong(long value) {
		space(8).putLong(value);
	}

	void put(byte[] value) throws SQLException {
		if (large(value.length)) {
			this.target.send(value, value.length);
			return;
		}
		space(value.length).put(value);
	}

	void put(ArrowBuf from, long offset, int length) throws SQLException {
		if (large(length)) {
			byte[] piece = new byte[PIECE];
			for (int sent = 0; sent < length; sent += piece.length) {
				int size = Math.min(piece.length, length - sent);
				from.getBytes(offset + sent, piece, 0, size);
				this.target.send(piece, size);
			}
			return;
		}
		ByteBuffer to = space(length);
		from.getBytes(offset, to.array(), to.position(), length);
		to.position(to.position() + length);
	}

	private boolean large(int length) throws SQLException {
		if (length <= PIECE || this.unfinished > 0) {
			return false;
		}
		flush();
		return true;
	}

	/**
	 * Begin a value whose length is known at its end.
	 * @return the place of the length
	 */
	int begin() {
		this.unfinished++;
		int place = this.bytes.position();
		putInt(0);
		return place;
	}

	void end(int place) {
		this.unfinished--;
		this.bytes.putInt(place, this.bytes.position() - place - 4);
	}

	void endRow() throws SQLException {
		if (this.bytes.position() >= PIECE) {
			flush();
		}
	}

	void flush() throws SQLException {
		if (this.bytes.position() > 0) {
			this.target.send(this.bytes.array(), this.bytes.position());
			this.bytes = (this.bytes.capacity() > 2 * PIECE) ? ByteBuffer.allocate(2 * PIECE) : this.bytes.clear();
		}
	}

	private ByteBuffer space(int length) {
		if (this.bytes.remaining() < length) {
			int used = this.bytes.position();
			int capacity = Math.max(Math.addExact(used, length), (int) Math.min(2L * used, Integer.MAX_VALUE - 8));
			this.bytes = ByteBuffer.wrap(Arrays.copyOf(this.bytes.array(), capacity)).position(used);
		}
		return this.bytes;
	}

	/**
	 * The receiver of the pieces.
	 */
	@FunctionalInterface
	interface Target {

		void send(byte[] bytes, int length) throws SQLException;

	}

}
