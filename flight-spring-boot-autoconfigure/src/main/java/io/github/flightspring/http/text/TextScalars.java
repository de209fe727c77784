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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

import io.github.flightspring.arrow.value.DecimalDigits;
import io.github.flightspring.http.text.TextColumn.Cells;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Columns of numbers, truth, text and bytes.
 */
final class TextScalars {

	private static final int LONGEST_NUMBER = 1000;

	private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

	private static final int UUID_BYTES = 16;

	private TextScalars() {
	}

	static Cells of(FieldVector vector, String path) {
		if (vector instanceof VarCharVector text) {
			return (index, value) -> {
				if (!value.isString()) {
					throw TextValueException.of(path, value, "a text");
				}
				text.setSafe(index, value.stringValue().getBytes(StandardCharsets.UTF_8));
			};
		}
		if (vector instanceof BitVector bits) {
			return (index, value) -> bits.setSafe(index, truth(path, value) ? 1 : 0);
		}
		if (vector instanceof Float8Vector doubles) {
			return (index, value) -> doubles.setSafe(index, floating(path, value));
		}
		if (vector instanceof Float4Vector floats) {
			return (index, value) -> floats.setSafe(index, single(path, value));
		}
		if (vector instanceof DecimalVector decimal) {
			DecimalDigits digits = new DecimalDigits(decimal.getPrecision(), decimal.getScale());
			return (index, value) -> decimal.setSafe(index, decimal(path, value, digits));
		}
		if (vector instanceof Decimal256Vector decimal) {
			DecimalDigits digits = new DecimalDigits(decimal.getPrecision(), decimal.getScale());
			return (index, value) -> decimal.setSafe(index, decimal(path, value, digits));
		}
		Cells integers = integers(vector, path);
		return (integers != null) ? integers : binary(vector, path);
	}

	private static @Nullable Cells integers(FieldVector vector, String path) {
		if (vector instanceof BigIntVector longs) {
			return (index, value) -> longs.setSafe(index, integer(path, value, Long.MIN_VALUE, Long.MAX_VALUE));
		}
		if (vector instanceof IntVector ints) {
			return (index, value) -> ints.setSafe(index,
					(int) integer(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
		}
		if (vector instanceof SmallIntVector shorts) {
			return (index, value) -> shorts.setSafe(index,
					(int) integer(path, value, Short.MIN_VALUE, Short.MAX_VALUE));
		}
		if (vector instanceof TinyIntVector bytes) {
			return (index, value) -> bytes.setSafe(index, (int) integer(path, value, Byte.MIN_VALUE, Byte.MAX_VALUE));
		}
		if (vector instanceof UInt2Vector characters) {
			return (index, value) -> characters.setSafe(index, (int) integer(path, value, 0, Character.MAX_VALUE));
		}
		return null;
	}

	private static Cells binary(FieldVector vector, String path) {
		if (vector instanceof VarBinaryVector bytes) {
			return (index, value) -> bytes.setSafe(index, bytes(path, value));
		}
		if (vector instanceof FixedSizeBinaryVector bytes) {
			int width = bytes.getByteWidth();
			return (index, value) -> {
				byte[] content = (width == UUID_BYTES) ? uuid(path, value) : bytes(path, value);
				if (content.length != width) {
					throw TextValueException.of(path, value, "Base64 of %d bytes".formatted(width));
				}
				bytes.setSafe(index, content);
			};
		}
		throw new TextValueException(path, "is of the type %s, which text cannot fill"
			.formatted((vector instanceof UnionVector) ? "Union(Sparse)" : vector.getField().getType()));
	}

	private static boolean truth(String path, JsonNode value) {
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		String text = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
		if (!text.equals("true") && !text.equals("false")) {
			throw TextValueException.of(path, value, "true or false");
		}
		return text.equals("true");
	}

	static long integer(String path, JsonNode value, long least, long most) {
		long number;
		try {
			number = value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : exact(value);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw integer(path, value, least + " to " + most);
		}
		if (number < least || number > most) {
			throw integer(path, value, least + " to " + most);
		}
		return number;
	}

	private static TextValueException integer(String path, JsonNode value, String range) {
		return TextValueException.of(path, value, "a whole number from " + range);
	}

	private static long exact(JsonNode value) {
		BigDecimal number = number(value);
		if (number.abs().compareTo(MOST) > 0 && number.compareTo(MOST.negate().subtract(BigDecimal.ONE)) != 0) {
			// before it is made an integer, which with an exponent like 1E+999999999 is
			// slow
			throw new ArithmeticException("too large");
		}
		return number.longValueExact();
	}

	private static BigDecimal number(JsonNode value) {
		if (value.isNumber()) {
			return value.decimalValue();
		}
		String text = value.isString() ? value.stringValue() : "";
		if (text.length() > LONGEST_NUMBER) {
			throw new NumberFormatException("too long");
		}
		return new BigDecimal(text);
	}

	private static double floating(String path, JsonNode value) {
		Double special = special(value);
		try {
			double number = (special != null) ? special : number(value).doubleValue();
			if (special != null || Double.isFinite(number)) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// as any other wrong number
		}
		throw TextValueException.of(path, value, "a number");
	}

	private static float single(String path, JsonNode value) {
		Double special = special(value);
		try {
			float number = (special != null) ? special.floatValue() : number(value).floatValue();
			if (special != null || Float.isFinite(number)) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// as any other wrong number
		}
		throw TextValueException.of(path, value, "a number");
	}

	/**
	 * What is written in as many ways as there are tools.
	 */
	private static @Nullable Double special(JsonNode value) {
		if (!value.isString()) {
			return null;
		}
		return switch (value.stringValue().toLowerCase(Locale.ROOT)) {
			case "nan" -> Double.NaN;
			case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
			case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
			default -> null;
		};
	}

	private static BigDecimal decimal(String path, JsonNode value, DecimalDigits digits) {
		BigInteger unscaled = null;
		try {
			unscaled = digits.unscaled(number(value));
		}
		catch (NumberFormatException ex) {
			// as any other wrong number
		}
		if (unscaled == null) {
			throw TextValueException.of(path, value, "a number of at most %d digits, %d of them after the point"
				.formatted(digits.precision(), digits.scale()));
		}
		return new BigDecimal(unscaled, digits.scale());
	}

	private static byte[] bytes(String path, JsonNode value) {
		try {
			if (value.isString()) {
				return Base64.getDecoder().decode(value.stringValue());
			}
		}
		catch (IllegalArgumentException ex) {
			// as any other wrong text
		}
		throw TextValueException.of(path, value, "Base64");
	}

	private static byte[] uuid(String path, JsonNode value) {
		String text = value.isString() ? value.stringValue() : "";
		if (text.indexOf('-') < 0) {
			return bytes(path, value);
		}
		try {
			UUID id = UUID.fromString(text);
			return ByteBuffer.allocate(UUID_BYTES)
				.putLong(id.getMostSignificantBits())
				.putLong(id.getLeastSignificantBits())
				.array();
		}
		catch (IllegalArgumentException ex) {
			throw TextValueException.of(path, value, "a UUID");
		}
	}

}
