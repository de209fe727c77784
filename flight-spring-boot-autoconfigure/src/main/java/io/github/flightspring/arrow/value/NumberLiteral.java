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
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A number as text: decimal digits of ASCII with a sign, a point and an exponent. Java's
 * own methods also accept digits of other scripts, hexadecimal digits, suffixes and white
 * space, and turn numbers out of range into infinity or zero. The cost of a number does
 * not grow with its exponent.
 *
 * @param text the characters of the number
 */
public record NumberLiteral(String text) {

	private static final int LONGEST = 1000;

	private static final DecimalDigits LONG = new DecimalDigits(19, 0);

	/**
	 * Return the number that a text represents.
	 * @param text the text
	 * @return the number, or {@code null} if the text is not a number or is longer than
	 * 1000 characters
	 */
	public static @Nullable NumberLiteral of(String text) {
		return (text.length() <= LONGEST && isNumber(text)) ? new NumberLiteral(text) : null;
	}

	/**
	 * Return whether {@link #fits} checks the numbers of a type. It does for the boxed
	 * types of primitives, {@code BigInteger}, {@code BigDecimal} and {@code Number}.
	 * @param type the type
	 * @return whether the type is one of these
	 */
	public static boolean isNumberType(Class<?> type) {
		return Type.of(type) != null;
	}

	/**
	 * Return whether a text is a number that a type can represent. A whole number must be
	 * in range and have neither a point nor an exponent. A floating-point type represents
	 * the nearest value, and also {@code NaN} and {@code Infinity}. A {@code BigDecimal}
	 * has the range of a double.
	 * @param text the text
	 * @param type a {@linkplain #isNumberType type of numbers}
	 * @return whether the text fits
	 */
	public static boolean fits(String text, Class<?> type) {
		NumberLiteral number = of(text);
		if (number == null) {
			return (type == Double.class || type == Float.class) && isSpecial(text);
		}
		Type target = Type.of(type);
		return target != null && number.fits(target);
	}

	private boolean fits(Type type) {
		return switch (type) {
			case BYTE -> isInteger(Byte.MIN_VALUE, Byte.MAX_VALUE);
			case SHORT -> isInteger(Short.MIN_VALUE, Short.MAX_VALUE);
			case INTEGER -> isInteger(Integer.MIN_VALUE, Integer.MAX_VALUE);
			case LONG -> isInteger(Long.MIN_VALUE, Long.MAX_VALUE);
			case BIG_INTEGER -> isWhole();
			case FLOAT -> toFloat() != null;
			case DOUBLE, BIG_DECIMAL, NUMBER -> toDouble() != null;
		};
	}

	/**
	 * Return whether a text is the name of a special floating-point value: {@code NaN},
	 * or {@code Infinity} with or without a sign.
	 * @param text the text
	 * @return whether the text is such a name
	 */
	public static boolean isSpecial(String text) {
		return text.equals("NaN") || text.substring(sign(text, 0)).equals("Infinity");
	}

	/**
	 * Return the value as a long. A number with a point or an exponent has such a value
	 * if it is whole, like {@code 12.0} and {@code 1.2e1}.
	 * @return the value, or {@code null} if it is not whole or out of range
	 */
	public @Nullable Long toLong() {
		BigDecimal number = toDecimal();
		BigInteger unscaled = (number != null) ? LONG.unscaled(number) : null;
		return (unscaled != null && unscaled.bitLength() < Long.SIZE) ? unscaled.longValue() : null;
	}

	/**
	 * Return the nearest double.
	 * @return the value, or {@code null} for a number beyond the largest double, or so
	 * small that it would become zero
	 */
	public @Nullable Double toDouble() {
		double number = Double.parseDouble(this.text);
		return (Double.isFinite(number) && (number != 0 || isZero())) ? number : null;
	}

	/**
	 * Return the nearest float.
	 * @return the value, or {@code null} for a number beyond the largest float, or so
	 * small that it would become zero
	 */
	public @Nullable Float toFloat() {
		float number = Float.parseFloat(this.text);
		return (Float.isFinite(number) && (number != 0 || isZero())) ? number : null;
	}

	/**
	 * Return the value as a decimal. Zero may have any exponent. The exponent of another
	 * number has at most 32 bits.
	 * @return the value, or {@code null} if the exponent has more bits
	 */
	public @Nullable BigDecimal toDecimal() {
		try {
			return new BigDecimal(this.text);
		}
		catch (NumberFormatException ex) {
			return isZero() ? BigDecimal.ZERO : null;
		}
	}

	private boolean isZero() {
		for (int i = 0; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c >= '1' && c <= '9') {
				return false;
			}
			if (c == 'e' || c == 'E') {
				break;
			}
		}
		return true;
	}

	private boolean isWhole() {
		return digits(this.text, sign(this.text, 0)) == this.text.length();
	}

	private boolean isInteger(long least, long most) {
		Long value = isWhole() ? toLong() : null;
		return value != null && value >= least && value <= most;
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

	/**
	 * The types of numbers.
	 */
	private enum Type {

		BYTE(Byte.class), SHORT(Short.class), INTEGER(Integer.class), LONG(Long.class), BIG_INTEGER(BigInteger.class),
		FLOAT(Float.class), DOUBLE(Double.class), BIG_DECIMAL(BigDecimal.class), NUMBER(Number.class);

		private final Class<?> javaType;

		Type(Class<?> javaType) {
			this.javaType = javaType;
		}

		static @Nullable Type of(Class<?> javaType) {
			return Arrays.stream(values()).filter((type) -> type.javaType == javaType).findFirst().orElse(null);
		}

	}

}
