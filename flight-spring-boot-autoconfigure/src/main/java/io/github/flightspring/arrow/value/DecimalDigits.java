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

package io.github.flightspring.arrow.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * The precision and scale of a decimal.
 *
 * @param precision the number of digits in all, 1 to 76
 * @param scale the number of digits after the point
 */
public record DecimalDigits(int precision, int scale) {

	/**
	 * The largest precision of an Arrow decimal.
	 */
	public static final int MAX_PRECISION = 76;

	/**
	 * Return the size of a value.
	 * @return the size in bytes
	 */
	public int width() {
		return (this.precision <= 38) ? 16 : 32;
	}

	/**
	 * Return the unscaled value of a number at this scale.
	 * @param value the value
	 * @return the unscaled value, or {@code null} if the number does not fit
	 */
	public @Nullable BigInteger unscaled(BigDecimal value) {
		if (value.signum() == 0) {
			return BigInteger.ZERO;
		}
		long integerDigits = (long) value.precision() - value.scale();
		long surplusDigits = (long) value.scale() - this.scale;
		// both are checked before rescaling, which is slow for an exponent like
		// 1E+999999999
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

}
