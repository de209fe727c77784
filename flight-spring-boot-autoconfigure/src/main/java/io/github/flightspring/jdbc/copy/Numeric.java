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

import io.github.flightspring.jdbc.read.UnreadableValueException;
import org.jspecify.annotations.Nullable;

/**
 * A decimal in the binary form of numeric, as the function numeric_send writes it: digits
 * of base 10,000, of which the first has the weight of a power of 10,000, the sign, and
 * the number of decimal digits after the point.
 */
final class Numeric {

	private static final int NAN = 0xc000;

	private static final int POSITIVE_INFINITY = 0xd000;

	private static final int NEGATIVE_INFINITY = 0xf000;

	private static final int HEADER = 8;

	private static final BigInteger BIG_BASE = BigInteger.valueOf(CopyFormat.BASE);

	private CopyRow value = new CopyRow();

	private int count;

	private int weight;

	private int sign;

	private int places;

	/**
	 * Take the value of a row.
	 */
	void take(CopyRow row) {
		this.value = row;
		this.count = (row.length() >= HEADER) ? row.getShort(0) & 0xffff : 0;
		row.checkLength(HEADER + 2 * this.count);
		this.weight = row.getShort(2);
		this.sign = row.getShort(4) & 0xffff;
		this.places = row.getShort(6);
		boolean known = this.sign == 0 || this.sign == CopyFormat.NEGATIVE || special() != null;
		for (int i = 0; i < this.count; i++) {
			known &= digit(i) >= 0 && digit(i) < CopyFormat.BASE;
		}
		if (!known || this.places < 0) {
			throw new UnreadableValueException("the value has an unknown form of numeric");
		}
	}

	/**
	 * The name of a value that is no number.
	 * @return the name, or {@code null} for a number
	 */
	@Nullable String special() {
		return switch (this.sign) {
			case NAN -> "NaN";
			case POSITIVE_INFINITY -> "Infinity";
			case NEGATIVE_INFINITY -> "-Infinity";
			default -> null;
		};
	}

	boolean negative() {
		return this.sign == CopyFormat.NEGATIVE;
	}

	/**
	 * The number of digits.
	 */
	int count() {
		return this.count;
	}

	/**
	 * The power of 10,000 of the first digit.
	 */
	int weight() {
		return this.weight;
	}

	/**
	 * The number of decimal digits after the point.
	 */
	int places() {
		return this.places;
	}

	/**
	 * Return a digit of base 10,000.
	 * @param index the index, from the first one
	 */
	int digit(int index) {
		return this.value.getShort(HEADER + 2 * index);
	}

	/**
	 * The power of 10 of the last digit.
	 */
	int exponent() {
		return 4 * (this.weight - this.count + 1);
	}

	/**
	 * Return the number.
	 */
	BigDecimal toBigDecimal() {
		BigInteger digits = BigInteger.ZERO;
		for (int i = 0; i < this.count; i++) {
			digits = digits.multiply(BIG_BASE).add(BigInteger.valueOf(digit(i)));
		}
		return new BigDecimal(negative() ? digits.negate() : digits, -exponent());
	}

}
