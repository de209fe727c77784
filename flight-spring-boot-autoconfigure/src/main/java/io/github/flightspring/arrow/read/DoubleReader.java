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

import java.util.function.DoubleFunction;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads floating-point numbers, and integers that the type represents exactly.
 */
public final class DoubleReader extends ColumnReader {

	private final BaseFixedWidthVector vector;

	private final FloatingPointPrecision precision;

	private final DoubleFunction<Object> conversion;

	private DoubleReader(ReadSource source, FloatingPointPrecision precision, DoubleFunction<Object> conversion) {
		super(source);
		this.vector = (BaseFixedWidthVector) source.vector();
		this.precision = precision;
		this.conversion = conversion;
	}

	/**
	 * Create a reader of numbers of double precision.
	 * @param source the column
	 * @return the reader
	 */
	public static ColumnReader ofDouble(ReadSource source) {
		if (source.type() instanceof ArrowType.Int) {
			return new OfInteger(source, IntegerReader.of(source, 32, (value) -> (double) value));
		}
		if (!(source.type() instanceof ArrowType.FloatingPoint type)) {
			throw source.refuse("a floating-point number");
		}
		return new DoubleReader(source, type.getPrecision(), (value) -> value);
	}

	/**
	 * Create a reader of numbers of single precision.
	 * @param source the column
	 * @return the reader
	 */
	public static ColumnReader ofFloat(ReadSource source) {
		if (source.type() instanceof ArrowType.Int) {
			return new OfInteger(source, IntegerReader.of(source, 16, (value) -> (float) value));
		}
		if (!(source.type() instanceof ArrowType.FloatingPoint type)
				|| type.getPrecision() == FloatingPointPrecision.DOUBLE) {
			throw source.refuse("a floating-point number of at most single precision");
		}
		return new DoubleReader(source, type.getPrecision(), (value) -> (float) value);
	}

	@Override
	boolean isNull(int row) {
		return this.vector.isNull(row);
	}

	@Override
	double getDouble(int row) {
		ArrowBuf data = this.vector.getDataBuffer();
		return switch (this.precision) {
			case HALF -> Float16.toFloat(data.getShort(row * 2L));
			case SINGLE -> data.getFloat(row * 4L);
			case DOUBLE -> data.getDouble(row * 8L);
		};
	}

	@Override
	Object get(int row) {
		return this.conversion.apply(getDouble(row));
	}

	/**
	 * Reads integers as floating-point numbers.
	 */
	private static final class OfInteger extends ColumnReader {

		private final IntegerReader integers;

		OfInteger(ReadSource source, IntegerReader integers) {
			super(source);
			this.integers = integers;
		}

		@Override
		double getDouble(int row) {
			return this.integers.getLong(row);
		}

		@Override
		Object get(int row) {
			return this.integers.get(row);
		}

	}

}
