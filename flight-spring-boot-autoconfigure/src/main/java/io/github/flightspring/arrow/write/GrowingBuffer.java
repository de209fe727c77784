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

package io.github.flightspring.arrow.write;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Off-heap memory that grows as it is written. A write is a store to an address without a
 * bounds check, which makes it as fast as an array. {@link #ensure} must have been called
 * for the range before. The address is cleared before the memory is released.
 */
final class GrowingBuffer implements AutoCloseable {

	private static final long INITIAL_CAPACITY = 1024;

	private final BufferAllocator allocator;

	private ArrowBuf buffer;

	private long address;

	private long capacity;

	private boolean closed;

	GrowingBuffer(BufferAllocator allocator) {
		this.allocator = allocator;
		this.buffer = allocator.getEmpty();
	}

	/**
	 * Ensure a capacity of the given number of bytes.
	 */
	void ensure(long bytes) {
		if (bytes > this.capacity) {
			grow(bytes);
		}
	}

	private void grow(long bytes) {
		if (this.closed) {
			throw new IllegalStateException("The writer is closed");
		}
		ArrowBuf larger = this.allocator.buffer(Math.max(bytes, Math.max(INITIAL_CAPACITY, this.capacity * 2)));
		if (this.capacity > 0) {
			MemoryUtil.copyMemory(this.address, larger.memoryAddress(), this.capacity);
		}
		this.buffer.close();
		this.buffer = larger;
		this.address = larger.memoryAddress();
		this.capacity = larger.capacity();
	}

	void putByte(long offset, int value) {
		MemoryUtil.putByte(this.address + offset, (byte) value);
	}

	void putShort(long offset, int value) {
		MemoryUtil.putShort(this.address + offset, (short) value);
	}

	void putInt(long offset, int value) {
		MemoryUtil.putInt(this.address + offset, value);
	}

	void putLong(long offset, long value) {
		MemoryUtil.putLong(this.address + offset, value);
	}

	void putBytes(long offset, byte[] source, int length) {
		MemoryUtil.copyToMemory(source, 0, this.address + offset, length);
	}

	void fill(long offset, long length, int value) {
		MemoryUtil.setMemory(this.address + offset, length, (byte) value);
	}

	byte getByte(long offset) {
		return MemoryUtil.getByte(this.address + offset);
	}

	int getInt(long offset) {
		return MemoryUtil.getInt(this.address + offset);
	}

	/**
	 * Return the memory, for a vector to retain.
	 */
	ArrowBuf buffer() {
		return this.buffer;
	}

	/**
	 * Start again. Memory that another owner retains is not reused.
	 */
	void reset(boolean reusable) {
		if (!reusable || (this.capacity > 0 && this.buffer.refCnt() > 1)) {
			release();
		}
	}

	private void release() {
		ArrowBuf released = this.buffer;
		this.buffer = this.allocator.getEmpty();
		this.address = 0;
		this.capacity = 0;
		released.close();
	}

	@Override
	public void close() {
		this.closed = true;
		release();
	}

}
