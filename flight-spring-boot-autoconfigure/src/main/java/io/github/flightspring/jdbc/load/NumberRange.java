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
import java.sql.Types;
import java.util.Locale;

import io.github.flightspring.jdbc.read.Driver;
import org.jspecify.annotations.Nullable;

/**
 * The range of the numbers that a column holds, as far as its type tells it.
 *
 * @param bits the number of bits of an integer with a sign, or 0 for any
 * @param end the first decimal behind the range, or {@code null} for any
 * @param single whether the numbers are floating-point numbers of 32 bits
 */
record NumberRange(int bits, @Nullable BigDecimal end, boolean single) {

	static NumberRange of(TargetColumn column, Driver driver) {
		String name = column.typeName().toLowerCase(Locale.ROOT);
		// the types of other databases may be without a sign, or have other widths
		boolean known = driver != Driver.OTHER && !name.contains("unsigned") && !name.startsWith("u");
		return switch (column.type()) {
			case Types.TINYINT -> integers(known, 8);
			case Types.SMALLINT -> integers(known, 16);
			case Types.INTEGER -> integers(known, 32);
			case Types.BIGINT -> integers(known, 64);
			case Types.REAL -> new NumberRange(0, null, true);
			case Types.FLOAT -> new NumberRange(0, null, driver == Driver.DUCKDB);
			case Types.DECIMAL, Types.NUMERIC -> decimals(column);
			default -> new NumberRange(0, null, false);
		};
	}

	private static NumberRange integers(boolean known, int bits) {
		return new NumberRange(known ? bits : 0, null, false);
	}

	private static NumberRange decimals(TargetColumn column) {
		int scale = DecimalScale.of(column).scale();
		boolean fixed = scale >= 0 && scale <= column.size();
		return new NumberRange(0, fixed ? BigDecimal.ONE.scaleByPowerOfTen(column.size() - scale) : null, false);
	}

	/**
	 * Return the range of integers of a width.
	 */
	static NumberRange ofBits(int bits) {
		return new NumberRange(bits, null, false);
	}

	void check(long value) {
		boolean inside = this.bits == 0 || this.bits == 64 || value >> (this.bits - 1) == value >> 63;
		if (!inside || this.end != null && BigDecimal.valueOf(value).abs().compareTo(this.end) >= 0) {
			throw outside(value);
		}
	}

	void check(BigDecimal value) {
		boolean inside = this.bits == 0 || isWithin(value, this.bits);
		if (!inside || this.end != null && value.abs().compareTo(this.end) >= 0) {
			throw outside(value.toPlainString());
		}
	}

	private static boolean isWithin(BigDecimal value, int bits) {
		BigDecimal end = new BigDecimal(BigInteger.ONE.shiftLeft(bits - 1));
		return value.compareTo(end.negate()) >= 0 && value.compareTo(end) < 0;
	}

	void check(double value) {
		if (this.single && Double.isFinite(value) && Float.isInfinite((float) value)) {
			throw outside(value);
		}
	}

	private static UnstorableValueException outside(Object value) {
		return new UnstorableValueException("the value %s is out of the range of the table's column".formatted(value));
	}

}
