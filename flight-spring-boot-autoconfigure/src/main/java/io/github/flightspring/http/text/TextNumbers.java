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

package io.github.flightspring.http.text;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.github.flightspring.arrow.value.DecimalDigits;
import io.github.flightspring.arrow.value.NumberLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Conversions of text to numbers.
 */
final class TextNumbers {

	private TextNumbers() {
	}

	/**
	 * Read an integer, in any notation, such as {@code 12.0} and {@code 1.2e1}.
	 */
	static long integer(String path, TextValue value, long least, long most) {
		NumberLiteral literal = number(value);
		Long number = (literal != null) ? literal.toLong() : null;
		if (number == null || number < least || number > most) {
			throw TextValueException.of(path, value, "a whole number from " + least + " to " + most);
		}
		return number;
	}

	static BigDecimal decimal(String path, TextValue value, DecimalDigits digits) {
		NumberLiteral literal = number(value);
		BigDecimal number = (literal != null) ? literal.toDecimal() : null;
		BigInteger unscaled = (number != null) ? digits.unscaled(number) : null;
		if (unscaled == null) {
			throw TextValueException.of(path, value, "a number of at most %d digits, %d of them after the point"
				.formatted(digits.precision(), digits.scale()));
		}
		return new BigDecimal(unscaled, digits.scale());
	}

	/**
	 * Read the double that is nearest to a number. A number beyond the largest double, or
	 * one that is not zero but too small for a double, does not fit.
	 */
	static double floating(String path, TextValue value) {
		NumberLiteral literal = number(value);
		Double number = (literal != null) ? literal.toDouble() : null;
		if (number != null) {
			return number;
		}
		Double special = special(value);
		if (special == null) {
			throw TextValueException.of(path, value, "a floating-point number of 64 bits");
		}
		return special;
	}

	/**
	 * Read the float that is nearest to a number.
	 */
	static float single(String path, TextValue value) {
		NumberLiteral literal = number(value);
		Float number = (literal != null) ? literal.toFloat() : null;
		if (number != null) {
			return number;
		}
		Double special = special(value);
		if (special == null) {
			throw TextValueException.of(path, value, "a floating-point number of 32 bits");
		}
		return special.floatValue();
	}

	/**
	 * A value such as infinity, by the name that downloads write for it.
	 */
	private static @Nullable Double special(TextValue value) {
		return (value instanceof TextValue.Text text && NumberLiteral.isSpecial(text.text()))
				? Double.valueOf(text.text()) : null;
	}

	private static @Nullable NumberLiteral number(TextValue value) {
		return NumberLiteral.of((value instanceof TextValue.Number number) ? number.literal()
				: (value instanceof TextValue.Text text) ? text.text() : "");
	}

}
