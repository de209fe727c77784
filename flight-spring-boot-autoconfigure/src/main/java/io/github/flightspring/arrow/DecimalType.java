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

package io.github.flightspring.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * Decimals of a fixed precision and scale, in 128 bits or in 256.
 *
 * @param precision the number of digits in all, 1 to 76
 * @param scale the number of digits after the point
 * @param integers whether the component is a {@link BigInteger}
 */
record DecimalType(int precision, int scale, boolean integers) implements ColumnType {

	static final int MAX_PRECISION = 76;

	/**
	 * The size of a value in bytes.
	 */
	int width() {
		return (this.precision <= 38) ? 16 : 32;
	}

	/**
	 * Return the digits of a value at this type's scale, or {@code null} where it does
	 * not fit.
	 */
	@Nullable BigInteger unscaled(BigDecimal value) {
		if (value.signum() == 0) {
			return BigInteger.ZERO;
		}
		long integerDigits = (long) value.precision() - value.scale();
		long surplusDigits = (long) value.scale() - this.scale;
		// both are settled before rescaling, which with an exponent like 1E+999999999 is
		// slow
		if (integerDigits > this.precision - this.scale || surplusDigits >= value.precision()) {
			return null;
		}
		try {
			return value.setScale(this.scale, RoundingMode.UNNECESSARY).unscaledValue();
		}
		catch (ArithmeticException ex) {
			return null;
		}
	}

	@Override
	public Field field(String name, boolean nullable, SchemaForm form) {
		ArrowType type = new ArrowType.Decimal(this.precision, this.scale, width() * 8);
		return new Field(name, new FieldType(nullable, type, null), null);
	}

	@Override
	public Class<? extends ColumnWriter> writerClass() {
		return FixedBytesWriter.OfDecimal.class;
	}

	@Override
	public ColumnWriter writer(WriteTarget target) {
		return new FixedBytesWriter.OfDecimal(target, this);
	}

	@Override
	public ColumnReader reader(ReadSource source) {
		if (source.type() instanceof ArrowType.Int) {
			return IntegerReader.of(source, Long.SIZE, this.integers ? BigInteger::valueOf : BigDecimal::valueOf);
		}
		return DecimalReader.of(source, this.integers);
	}

}
