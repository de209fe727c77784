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

import java.util.List;

import org.apache.arrow.memory.ArrowBuf;

/**
 * A writer of a column whose values all have the same size in bytes.
 */
abstract class FixedWidthWriter extends ColumnWriter {

	private final int width;

	final GrowingBuffer data;

	FixedWidthWriter(WriteTarget target, int width) {
		super(target);
		this.width = width;
		this.data = new GrowingBuffer(target.allocator());
	}

	@Override
	void writeEmpty(int index) {
		long offset = (long) index * this.width;
		this.data.ensure(offset + this.width);
		this.data.fill(offset, this.width, 0);
		this.validity.valid(index);
	}

	@Override
	final long bitsPerValue() {
		return this.width * 8L + 1;
	}

	@Override
	final int bufferCount() {
		return 2;
	}

	@Override
	List<ArrowBuf> finishBuffers(ArrowBuf validity, int count) {
		return List.of(validity, this.data.buffer());
	}

	@Override
	void resetBuffers(boolean reusable) {
		this.data.reset(reusable);
	}

	@Override
	void closeBuffers() {
		this.data.close();
	}

}
