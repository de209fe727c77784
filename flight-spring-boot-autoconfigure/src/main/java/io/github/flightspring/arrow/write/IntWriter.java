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

import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Writes the types that are stored as 32-bit integers: integers, dates, times.
 */
public final class IntWriter extends FixedWidthWriter {

	private final ToIntFunction<Object> conversion;

	public IntWriter(WriteTarget target, ToIntFunction<Object> conversion) {
		super(target, 4);
		this.conversion = conversion;
	}

	void put(int index, int value) {
		long offset = index * 4L;
		this.data.ensure(offset + 4);
		this.data.putInt(offset, value);
	}

	@Override
	void write(int index, @Nullable Object value) {
		if (value == null) {
			writeNull(index);
			return;
		}
		put(index, convert(value));
		this.validity.valid(index);
	}

	private int convert(Object value) {
		try {
			return this.conversion.applyAsInt(value);
		}
		catch (ArithmeticException ex) {
			throw failure("the value '" + value + "' is out of the range of the field's type", ex);
		}
	}

}
