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

import java.math.BigDecimal;
import java.math.BigInteger;

import io.github.flightspring.arrow.value.DecimalDigits;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads decimals of any precision, at the scale of their field. A value must not have
 * more digits than its component.
 */
public final class DecimalReader extends ColumnReader {

	private final FieldVector vector;

	private final int scale;

	private final byte[] bigEndian;

	private final DecimalDigits digits;

	private final boolean integers;

	private DecimalReader(ReadSource source, ArrowType.Decimal type, DecimalDigits digits, boolean integers) {
		super(source);
		this.vector = source.vector();
		this.scale = type.getScale();
		this.bigEndian = new byte[type.getBitWidth() / 8];
		this.digits = digits;
		this.integers = integers;
	}

	/**
	 * Create a reader of decimals.
	 * @param source the column
	 * @param digits the digits of the component
	 * @param integers whether to read them as integers
	 * @return the reader
	 */
	public static DecimalReader of(ReadSource source, DecimalDigits digits, boolean integers) {
		if (!(source.type() instanceof ArrowType.Decimal type)) {
			throw source.refuse("a decimal");
		}
		return new DecimalReader(source, type, digits, integers);
	}

	@Override
	Object get(int row) {
		ArrowBuf data = this.vector.getDataBuffer();
		int width = this.bigEndian.length;
		long start = (long) row * width;
		for (int i = 0; i < width; i++) {
			this.bigEndian[width - 1 - i] = data.getByte(start + i);
		}
		BigDecimal value = new BigDecimal(new BigInteger(this.bigEndian), this.scale);
		BigInteger unscaled = this.digits.unscaled(value);
		if (unscaled == null) {
			throw failure("the value '" + value + "' does not fit a decimal of precision " + this.digits.precision()
					+ " and scale " + this.digits.scale(), null);
		}
		// an integer has no digits after the point
		return this.integers ? unscaled : value;
	}

}
