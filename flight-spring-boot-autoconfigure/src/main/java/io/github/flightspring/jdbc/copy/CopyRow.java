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

package io.github.flightspring.jdbc.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;

import io.github.flightspring.jdbc.read.UnreadableValueException;

/**
 * The values of a row in PostgreSQL's binary format, one after the other. A length that
 * exceeds the bytes that have come is refused before memory is taken for it.
 */
public final class CopyRow {

	private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	// those that change the format
	private static final int CRITICAL_FLAGS = 0xffff_0000;

	private byte[] bytes = {};

	private int position;

	private int end;

	private int offset;

	private int length;

	/**
	 * Begin with the first bytes of a copy, and read their header.
	 * @param first the bytes
	 * @throws SQLException if they are no copy of a known format
	 */
	public void beginCopy(byte[] first) throws SQLException {
		begin(first, 0, first.length);
		byte[] signature = CopyFormat.signature();
		int header = signature.length + 8;
		if (first.length < header || !Arrays.equals(first, 0, signature.length, signature, 0, signature.length)) {
			throw malformed("the rows have no header");
		}
		this.position = signature.length;
		int flags = takeInt();
		int extension = takeInt();
		if ((flags & CRITICAL_FLAGS) != 0 || extension < 0 || extension > this.end - this.position) {
			throw malformed("the rows have the flags " + flags + " and an extension of " + extension + " bytes");
		}
		this.position += extension;
	}

	/**
	 * Begin with further bytes, which begin with a row.
	 * @param rows the bytes
	 */
	public void begin(byte[] rows) {
		begin(rows, 0, rows.length);
	}

	/**
	 * Begin with the value of another row, which has values of its own.
	 */
	void beginWithin(CopyRow value) {
		begin(value.bytes, value.offset, value.offset + value.length);
	}

	private void begin(byte[] bytes, int position, int end) {
		this.bytes = bytes;
		this.position = position;
		this.end = end;
	}

	/**
	 * Whether nothing follows in these bytes.
	 * @return {@code true} at their end
	 */
	public boolean isRead() {
		return this.position == this.end;
	}

	/**
	 * Begin a row.
	 * @return the number of its values, or {@link CopyFormat#END}
	 * @throws SQLException if the bytes end
	 */
	public int beginRow() throws SQLException {
		return takeShort();
	}

	/**
	 * Move to the next value.
	 * @return {@code false} if it is null
	 * @throws SQLException if the bytes end
	 */
	public boolean next() throws SQLException {
		int size = takeInt();
		if (size == CopyFormat.NULL) {
			return false;
		}
		if (size < 0 || size > this.end - this.position) {
			throw malformed("a value has %d bytes, and %d follow".formatted(size, this.end - this.position));
		}
		this.offset = this.position;
		this.length = size;
		this.position += size;
		return true;
	}

	private int takeShort() throws SQLException {
		require(2);
		int value = (short) SHORTS.get(this.bytes, this.position);
		this.position += 2;
		return value;
	}

	/**
	 * Take a number between the values.
	 */
	int takeInt() throws SQLException {
		require(4);
		int value = (int) INTS.get(this.bytes, this.position);
		this.position += 4;
		return value;
	}

	private void require(int size) throws SQLException {
		if (size > this.end - this.position) {
			throw malformed("a row ends early");
		}
	}

	/**
	 * Create the exception for a row of another form.
	 * @param problem the problem
	 * @return the exception
	 */
	public static SQLException malformed(String problem) {
		// data_corrupted
		return new SQLException("PostgreSQL's COPY is malformed: " + problem, "XX001");
	}

	byte[] bytes() {
		return this.bytes;
	}

	int offset() {
		return this.offset;
	}

	int length() {
		return this.length;
	}

	/**
	 * Check the length of the value.
	 */
	void checkLength(int expected) {
		if (this.length != expected) {
			throw new UnreadableValueException("the value has %d bytes instead of %d".formatted(this.length, expected));
		}
	}

	/**
	 * Return a part of the value, whose length was checked.
	 */
	short getShort(int at) {
		return (short) SHORTS.get(this.bytes, this.offset + at);
	}

	byte getByte() {
		checkLength(1);
		return this.bytes[this.offset];
	}

	short getShort() {
		checkLength(2);
		return getShort(0);
	}

	int getInt() {
		checkLength(4);
		return (int) INTS.get(this.bytes, this.offset);
	}

	long getLong() {
		checkLength(8);
		return (long) LONGS.get(this.bytes, this.offset);
	}

}
