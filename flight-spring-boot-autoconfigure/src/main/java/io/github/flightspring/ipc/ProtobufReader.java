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

import java.io.IOException;
import java.io.InputStream;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Reads the protobuf wire format from a stream whose length may be known. It does not
 * trust the lengths that it reads.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>
 */
final class ProtobufReader {

	static final int VARINT = 0;

	static final int FIXED64 = 1;

	static final int LENGTH_DELIMITED = 2;

	static final int FIXED32 = 5;

	/**
	 * The size in bytes of a body's first buffer if the end of the stream is not known.
	 */
	private static final int FIRST_STEP = 1 << 20;

	private final IncomingStream incoming;

	private final InputStream stream;

	private final long length;

	private long position;

	ProtobufReader(IncomingStream incoming) {
		this.incoming = incoming;
		this.stream = incoming.take();
		this.length = incoming.length();
	}

	long position() {
		return this.position;
	}

	/**
	 * Read the tag of the next field.
	 * @return the tag, or 0 at the end of the message
	 */
	int readTag() {
		if (this.position == this.length) {
			return 0;
		}
		int first = readByte();
		if (first < 0) {
			if (this.length != IncomingStream.UNKNOWN) {
				throw this.incoming.late();
			}
			return 0;
		}
		long tag = readVarint(first);
		if (tag > 0xFFFFFFFFL || tag < 0 || (tag >>> 3) == 0) {
			throw WireErrors.invalid("field number %d at byte %d is not a protobuf field number", tag >>> 3,
					this.position);
		}
		return (int) tag;
	}

	/**
	 * Read the length of a field. The rest of the message must be at least that long.
	 * @param field the name of the field
	 * @return the length in bytes
	 */
	int readLength(String field) {
		long size = readVarint(required());
		if (size < 0 || size > Integer.MAX_VALUE) {
			throw WireErrors.invalid("the length of %s is %s", field, Long.toUnsignedString(size));
		}
		if (this.length != IncomingStream.UNKNOWN && size > this.length - this.position) {
			throw WireErrors.invalid("%s has a length of %d bytes, but only %d are left of the message", field, size,
					this.length - this.position);
		}
		return (int) size;
	}

	byte[] readBytes(String field, int limit) {
		int size = readLength(field);
		if (size > limit) {
			throw WireErrors.exhausted("%s has %d bytes, more than the limit of %d", field, size, limit);
		}
		try {
			byte[] bytes = this.stream.readNBytes(size);
			this.position += bytes.length;
			if (bytes.length != size) {
				throw truncated();
			}
			return bytes;
		}
		catch (IOException | IllegalStateException | IndexOutOfBoundsException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Read a field into a buffer of the allocator, through a reused array.
	 * @param field the name of the field
	 * @param allocator the allocator of the buffer
	 * @return the buffer, with its writer index at the end of the field
	 */
	ArrowBuf readBuffer(String field, BufferAllocator allocator) {
		int size = readLength(field);
		int step = (this.length != IncomingStream.UNKNOWN) ? size : Math.min(size, FIRST_STEP);
		byte[] array = TransferArrays.take();
		ArrowBuf buffer = allocator.buffer(step);
		try {
			int done = 0;
			while (done < size) {
				if (done == step) {
					step = (int) Math.min(size, 2L * step);
					buffer = grow(buffer, done, step, allocator);
				}
				int count = this.stream.read(array, 0, Math.min(array.length, step - done));
				if (count <= 0) {
					throw truncated();
				}
				buffer.setBytes(done, array, 0, count);
				done += count;
				this.position += count;
			}
			buffer.writerIndex(size);
			return buffer;
		}
		catch (IOException | IllegalStateException | IndexOutOfBoundsException ex) {
			buffer.close();
			throw unreadable(ex);
		}
		catch (RuntimeException | Error ex) {
			buffer.close();
			throw ex;
		}
		finally {
			TransferArrays.give(array);
		}
	}

	void skip(int tag) {
		switch (tag & 7) {
			case VARINT -> readVarint(required());
			case FIXED64 -> skipBytes(8);
			case LENGTH_DELIMITED -> skipBytes(readLength("field " + (tag >>> 3)));
			case FIXED32 -> skipBytes(4);
			default -> throw WireErrors.invalid("field %d has wire type %d, which has no place in a message", tag >>> 3,
					tag & 7);
		}
	}

	private void skipBytes(int count) {
		try {
			this.stream.skipNBytes(count);
			this.position += count;
			if (this.length != IncomingStream.UNKNOWN && this.position > this.length) {
				throw truncated();
			}
		}
		catch (IOException ex) {
			throw WireErrors.invalid(ex, "the message ends in the middle of a field");
		}
		catch (IllegalStateException | IndexOutOfBoundsException ex) {
			throw unreadable(ex);
		}
	}

	private long readVarint(int first) {
		long value = first & 0x7F;
		int current = first;
		for (int shift = 7; (current & 0x80) != 0; shift += 7) {
			if (shift > 63) {
				throw WireErrors.invalid("a number at byte %d has more than ten bytes", this.position);
			}
			current = required();
			value |= (long) (current & 0x7F) << shift;
		}
		return value;
	}

	private int required() {
		int value = readByte();
		if (value < 0) {
			throw truncated();
		}
		return value;
	}

	private int readByte() {
		if (this.position == this.length) {
			return -1;
		}
		try {
			int value = this.stream.read();
			if (value >= 0) {
				this.position++;
			}
			return value;
		}
		catch (IOException | IllegalStateException | IndexOutOfBoundsException ex) {
			throw unreadable(ex);
		}
	}

	private RuntimeException truncated() {
		if (this.length != IncomingStream.UNKNOWN && this.position < this.length) {
			return this.incoming.late();
		}
		return WireErrors.invalid("the message ends at byte %d in the middle of a field", this.position);
	}

	private static RuntimeException unreadable(Exception ex) {
		return WireErrors.internal(ex, "the bytes of a message cannot be read");
	}

	private static ArrowBuf grow(ArrowBuf buffer, int used, int size, BufferAllocator allocator) {
		ArrowBuf larger = allocator.buffer(size);
		larger.setBytes(0, buffer, 0, used);
		buffer.close();
		return larger;
	}

}
