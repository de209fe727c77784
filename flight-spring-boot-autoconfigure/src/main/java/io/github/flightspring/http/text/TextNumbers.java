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
import java.util.Locale;

import io.github.flightspring.arrow.value.DecimalDigits;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of texts: decimal digits of ASCII with a sign, a point and an exponent. What
 * they cost does not grow with their exponents.
 */
final class TextNumbers {

	private static final int LONGEST = 1000;

	private static final DecimalDigits LONG = new DecimalDigits(19, 0);

	private TextNumbers() {
	}

	/**
	 * Read an integer, in any form that is one: {@code 12.0} is, and so is {@code 1.2e1}.
	 */
	static long integer(String path, TextValue value, long least, long most) {
		BigDecimal number = number(value);
		BigInteger unscaled = (number != null) ? LONG.unscaled(number) : null;
		if (unscaled == null || unscaled.bitLength() >= Long.SIZE || unscaled.longValue() < least
				|| unscaled.longValue() > most) {
			throw TextValueException.of(path, value, "a whole number from " + least + " to " + most);
		}
		return unscaled.longValue();
	}

	static BigDecimal decimal(String path, TextValue value, DecimalDigits digits) {
		BigDecimal number = number(value);
		BigInteger unscaled = (number != null) ? digits.unscaled(number) : null;
		if (unscaled == null) {
			throw TextValueException.of(path, value, "a number of at most %d digits, %d of them after the point"
				.formatted(digits.precision(), digits.scale()));
		}
		return new BigDecimal(unscaled, digits.scale());
	}

	/**
	 * Read the double that is nearest to a number. One beyond the largest, or so small
	 * that nothing of it is left, does not fit.
	 */
	static double floating(String path, TextValue value) {
		String literal = literal(value);
		if (literal != null) {
			double number = Double.parseDouble(literal);
			if (Double.isFinite(number) && (number != 0 || isZero(literal))) {
				return number;
			}
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
		String literal = literal(value);
		if (literal != null) {
			float number = Float.parseFloat(literal);
			if (Float.isFinite(number) && (number != 0 || isZero(literal))) {
				return number;
			}
		}
		Double special = special(value);
		if (special == null) {
			throw TextValueException.of(path, value, "a floating-point number of 32 bits");
		}
		return special.floatValue();
	}

	/**
	 * What is written in as many ways as there are tools.
	 */
	private static @Nullable Double special(TextValue value) {
		if (!(value instanceof TextValue.Text text)) {
			return null;
		}
		return switch (text.text().toLowerCase(Locale.ROOT)) {
			case "nan" -> Double.NaN;
			case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
			case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
			default -> null;
		};
	}

	private static @Nullable BigDecimal number(TextValue value) {
		String literal = literal(value);
		try {
			return (literal != null) ? new BigDecimal(literal) : null;
		}
		catch (NumberFormatException ex) {
			// the exponent has more than 32 bits
			return null;
		}
	}

	/**
	 * The letters of a number, or {@code null} if a value is none. Java's own methods
	 * take digits of other scripts, hexadecimal ones, and more.
	 */
	private static @Nullable String literal(TextValue value) {
		String literal = (value instanceof TextValue.Number number) ? number.literal()
				: (value instanceof TextValue.Text text) ? text.text() : "";
		return (literal.length() <= LONGEST && isNumber(literal)) ? literal : null;
	}

	private static boolean isNumber(String text) {
		int start = sign(text, 0);
		int point = digits(text, start);
		int end = point;
		int count = point - start;
		if (point < text.length() && text.charAt(point) == '.') {
			end = digits(text, point + 1);
			count += end - point - 1;
		}
		if (count == 0 || end == text.length()) {
			return count > 0;
		}
		if (text.charAt(end) != 'e' && text.charAt(end) != 'E') {
			return false;
		}
		int exponent = sign(text, end + 1);
		return exponent < text.length() && digits(text, exponent) == text.length();
	}

	private static int sign(String text, int at) {
		return (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) ? at + 1 : at;
	}

	private static int digits(String text, int start) {
		int at = start;
		while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
			at++;
		}
		return at;
	}

	private static boolean isZero(String literal) {
		for (int i = 0; i < literal.length(); i++) {
			char c = literal.charAt(i);
			if (c >= '1' && c <= '9') {
				return false;
			}
			if (c == 'e' || c == 'E') {
				break;
			}
		}
		return true;
	}

}
