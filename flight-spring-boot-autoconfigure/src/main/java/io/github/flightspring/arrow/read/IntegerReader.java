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

package io.github.flightspring.arrow.read;

import java.time.DateTimeException;
import java.util.function.LongFunction;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads integers and the types that are stored as integers: dates, times, durations.
 */
public final class IntegerReader extends ColumnReader {

	private final BaseFixedWidthVector vector;

	private final int width;

	private final boolean signed;

	private final long min;

	private final long max;

	private final LongFunction<Object> conversion;

	private IntegerReader(ReadSource source, int width, boolean signed, long min, long max,
			LongFunction<Object> conversion) {
		super(source);
		this.vector = (BaseFixedWidthVector) source.vector();
		this.width = width;
		this.signed = signed;
		this.min = min;
		this.max = max;
		this.conversion = conversion;
	}

	/**
	 * Create a reader of integers of at most the given number of bits. Unsigned integers
	 * that may be larger are checked row by row.
	 * @param source the column
	 * @param bits the most bits that a value may have
	 * @param conversion a conversion to the component's value
	 * @return the reader
	 */
	public static IntegerReader of(ReadSource source, int bits, LongFunction<Object> conversion) {
		if (!(source.type() instanceof ArrowType.Int type) || type.getBitWidth() > bits) {
			throw source.refuse("an integer of at most " + bits + " bits");
		}
		long max = Long.MAX_VALUE >>> (Long.SIZE - bits);
		return new IntegerReader(source, type.getBitWidth(), type.getIsSigned(), -max - 1, max, conversion);
	}

	/**
	 * Create a reader of characters: unsigned integers of at most 16 bits.
	 * @param source the column
	 * @return the reader
	 */
	public static IntegerReader ofCharacters(ReadSource source) {
		if (!(source.type() instanceof ArrowType.Int type) || type.getIsSigned() || type.getBitWidth() > 16) {
			throw source.refuse("an unsigned integer of at most 16 bits");
		}
		return new IntegerReader(source, type.getBitWidth(), false, 0, Character.MAX_VALUE, (value) -> (char) value);
	}

	/**
	 * Create a reader of integers that represent another type.
	 */
	static IntegerReader of(ReadSource source, int width, long min, long max, LongFunction<Object> conversion) {
		return new IntegerReader(source, width, true, min, max, conversion);
	}

	@Override
	boolean isNull(int row) {
		return this.vector.isNull(row);
	}

	@Override
	long getLong(int row) {
		ArrowBuf data = this.vector.getDataBuffer();
		long value = switch (this.width) {
			case 8 -> this.signed ? data.getByte(row) : data.getByte(row) & 0xFF;
			case 16 -> this.signed ? data.getShort(row * 2L) : data.getShort(row * 2L) & 0xFFFF;
			case 32 -> this.signed ? data.getInt(row * 4L) : data.getInt(row * 4L) & 0xFFFF_FFFFL;
			default -> data.getLong(row * 8L);
		};
		if (value < this.min || value > this.max || (value < 0 && !this.signed)) {
			throw failure("the value '" + (this.signed ? Long.toString(value) : Long.toUnsignedString(value))
					+ "' is not between " + this.min + " and " + this.max, null);
		}
		return value;
	}

	@Override
	Object get(int row) {
		long value = getLong(row);
		try {
			return this.conversion.apply(value);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw failure("the value '" + value + "' is not within the range of the column", ex);
		}
	}

}
