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

import org.jspecify.annotations.Nullable;

/**
 * Writes 8-bit integers.
 */
public final class ByteWriter extends FixedWidthWriter {

	public ByteWriter(WriteTarget target) {
		super(target, 1);
	}

	void put(int index, byte value) {
		long offset = index * 1L;
		this.data.ensure(offset + 1);
		this.data.putByte(offset, value);
	}

	@Override
	void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		put(index, (Byte) value);
		this.validity.valid(index);
	}

}
