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

package io.github.flightspring.jdbc.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

import io.github.flightspring.jdbc.copy.CopyFormat;

/**
 * Decimals in the binary form of numeric, as the function numeric_recv reads it: digits
 * of base 10,000, of which the first has the weight of a power of 10,000, the sign, and
 * the number of decimal digits after the point.
 */
final class CopyNumeric {

	private static final BigInteger BIG_BASE = BigInteger.valueOf(CopyFormat.BASE);

	private static final int[] POWERS = { 1, 10, 100, 1000 };

	private CopyNumeric() {
	}

	static void write(CopyBuffer out, BigDecimal value) {
		BigDecimal plain = (value.scale() < 0) ? value.setScale(0) : value;
		BigInteger unscaled = plain.unscaledValue();
		if (unscaled.bitLength() < Long.SIZE) {
			write(out, unscaled.longValue(), plain.scale());
			return;
		}
		BigInteger aligned = unscaled.abs().multiply(BigInteger.valueOf(padding(plain.scale())));
		write(out, digits(aligned), unscaled.signum(), plain.scale());
	}

	static void write(CopyBuffer out, long unscaled, int scale) {
		int padding = padding(scale);
		if (unscaled == Long.MIN_VALUE || Math.abs(unscaled) > Long.MAX_VALUE / padding) {
			BigInteger aligned = BigInteger.valueOf(unscaled).abs().multiply(BigInteger.valueOf(padding));
			write(out, digits(aligned), Long.signum(unscaled), scale);
			return;
		}
		write(out, digits(Math.abs(unscaled) * padding), Long.signum(unscaled), scale);
	}

	/**
	 * The factor with which the digits after the point are a multiple of four.
	 */
	private static int padding(int scale) {
		return POWERS[-scale & 3];
	}

	/**
	 * Return the digits, the last one first.
	 */
	private static short[] digits(long value) {
		int count = 0;
		for (long rest = value; rest > 0; rest /= CopyFormat.BASE) {
			count++;
		}
		short[] digits = new short[count];
		long rest = value;
		for (int i = 0; i < count; i++) {
			digits[i] = (short) (rest % CopyFormat.BASE);
			rest /= CopyFormat.BASE;
		}
		return digits;
	}

	private static short[] digits(BigInteger value) {
		// a digit has more than 13 bits
		short[] digits = new short[value.bitLength() / 13 + 1];
		int count = 0;
		BigInteger rest = value;
		while (rest.signum() > 0) {
			BigInteger[] parts = rest.divideAndRemainder(BIG_BASE);
			digits[count++] = parts[1].shortValue();
			rest = parts[0];
		}
		return Arrays.copyOf(digits, count);
	}

	private static void write(CopyBuffer out, short[] digits, int sign, int scale) {
		out.putInt(8 + 2 * digits.length);
		out.putShort(digits.length);
		out.putShort(digits.length - 1 - (scale + 3) / 4);
		out.putShort((sign < 0) ? CopyFormat.NEGATIVE : 0);
		out.putShort(scale);
		for (int i = digits.length - 1; i >= 0; i--) {
			out.putShort(digits[i]);
		}
	}

}
