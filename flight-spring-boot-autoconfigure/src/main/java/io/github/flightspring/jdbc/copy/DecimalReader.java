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

package io.github.flightspring.jdbc.copy;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.github.flightspring.arrow.value.DecimalDigits;
import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * The reader of decimals of a fixed scale. Those of up to 18 digits need no object.
 */
final class DecimalReader implements CopyReader {

	private static final int LONG_DIGITS = 18;

	// as many have 16 decimal digits
	private static final int LONG_COUNT = 4;

	private static final long[] POWERS = powers();

	private final Numeric numeric = new Numeric();

	private final DecimalDigits digits;

	private final long end;

	private final @Nullable DecimalVector narrow;

	private final @Nullable Decimal256Vector wide;

	private DecimalReader(DecimalDigits digits, @Nullable DecimalVector narrow, @Nullable Decimal256Vector wide) {
		this.digits = digits;
		this.end = POWERS[Math.min(digits.precision(), LONG_DIGITS)];
		this.narrow = narrow;
		this.wide = wide;
	}

	static @Nullable CopyReader of(FieldVector vector) {
		if (vector instanceof DecimalVector decimals) {
			return new DecimalReader(new DecimalDigits(decimals.getPrecision(), decimals.getScale()), decimals, null);
		}
		return (vector instanceof Decimal256Vector decimals)
				? new DecimalReader(new DecimalDigits(decimals.getPrecision(), decimals.getScale()), null, decimals)
				: null;
	}

	private static long[] powers() {
		long[] powers = new long[LONG_DIGITS + 1];
		powers[0] = 1;
		for (int i = 1; i < powers.length; i++) {
			powers[i] = powers[i - 1] * 10;
		}
		return powers;
	}

	@Override
	public long read(CopyRow value, int index) {
		this.numeric.take(value);
		String special = this.numeric.special();
		if (special != null) {
			throw new UnreadableValueException("the value " + special + " is no decimal number");
		}
		long unscaled = unscaled();
		if (this.narrow != null && unscaled >= 0) {
			this.narrow.setSafe(index, this.numeric.negative() ? -unscaled : unscaled);
		}
		else {
			set(index);
		}
		return 0;
	}

	/**
	 * Return the number at the scale of the column, without its sign.
	 * @return the number, or -1 if it does not fit
	 */
	private long unscaled() {
		int count = this.numeric.count();
		if (count == 0) {
			return 0;
		}
		int exponent = this.numeric.exponent() + this.digits.scale();
		if (count > LONG_COUNT || exponent < -LONG_DIGITS || exponent > LONG_DIGITS) {
			return -1;
		}
		long number = 0;
		for (int i = 0; i < count; i++) {
			number = number * CopyFormat.BASE + this.numeric.digit(i);
		}
		long power = POWERS[Math.abs(exponent)];
		if (exponent < 0) {
			return (number % power == 0 && number / power < this.end) ? number / power : -1;
		}
		return (number <= (this.end - 1) / power) ? number * power : -1;
	}

	private void set(int index) {
		BigDecimal number = this.numeric.toBigDecimal();
		BigInteger unscaled = this.digits.unscaled(number);
		if (unscaled == null) {
			throw UnreadableValueException.ofDigits(number, this.digits);
		}
		if (this.narrow != null) {
			this.narrow.setBigEndianSafe(index, unscaled.toByteArray());
		}
		else if (this.wide != null) {
			this.wide.setBigEndianSafe(index, unscaled.toByteArray());
		}
	}

}
