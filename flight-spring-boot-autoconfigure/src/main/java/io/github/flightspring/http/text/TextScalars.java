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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.flightspring.arrow.value.DecimalDigits;
import io.github.flightspring.arrow.value.TypeNames;
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
import org.jspecify.annotations.Nullable;

/**
 * Columns of numbers, booleans, text and bytes.
 */
final class TextScalars {

	private static final int UUID_BYTES = 16;

	private static final Pattern UUID_FORM = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	private TextScalars() {
	}

	static Cells of(FieldVector vector, String path) {
		if (vector instanceof VarCharVector text) {
			return (index, value) -> text.setSafe(index, utf8(path, value));
		}
		if (vector instanceof BitVector bits) {
			return (index, value) -> bits.setSafe(index, truth(path, value) ? 1 : 0);
		}
		if (vector instanceof Float8Vector doubles) {
			return (index, value) -> doubles.setSafe(index, TextNumbers.floating(path, value));
		}
		if (vector instanceof Float4Vector floats) {
			return (index, value) -> floats.setSafe(index, TextNumbers.single(path, value));
		}
		if (vector instanceof DecimalVector decimal) {
			DecimalDigits digits = new DecimalDigits(decimal.getPrecision(), decimal.getScale());
			return (index, value) -> decimal.setSafe(index, TextNumbers.decimal(path, value, digits));
		}
		if (vector instanceof Decimal256Vector decimal) {
			DecimalDigits digits = new DecimalDigits(decimal.getPrecision(), decimal.getScale());
			return (index, value) -> decimal.setSafe(index, TextNumbers.decimal(path, value, digits));
		}
		Cells integers = integers(vector, path);
		return (integers != null) ? integers : binary(vector, path);
	}

	private static @Nullable Cells integers(FieldVector vector, String path) {
		if (vector instanceof BigIntVector longs) {
			return (index, value) -> longs.setSafe(index,
					TextNumbers.integer(path, value, Long.MIN_VALUE, Long.MAX_VALUE));
		}
		if (vector instanceof IntVector ints) {
			return (index, value) -> ints.setSafe(index,
					(int) TextNumbers.integer(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
		}
		if (vector instanceof SmallIntVector shorts) {
			return (index, value) -> shorts.setSafe(index,
					(int) TextNumbers.integer(path, value, Short.MIN_VALUE, Short.MAX_VALUE));
		}
		if (vector instanceof TinyIntVector bytes) {
			return (index, value) -> bytes.setSafe(index,
					(int) TextNumbers.integer(path, value, Byte.MIN_VALUE, Byte.MAX_VALUE));
		}
		if (vector instanceof UInt2Vector characters) {
			return (index, value) -> characters.setSafe(index,
					(int) TextNumbers.integer(path, value, 0, Character.MAX_VALUE));
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
		throw new TextValueException(path,
				"is of the type %s, which text cannot fill".formatted(TypeNames.of(vector.getField().getType())));
	}

	private static byte[] utf8(String path, TextValue value) {
		if (!(value instanceof TextValue.Text text)) {
			throw TextValueException.of(path, value, "a text");
		}
		String content = text.text();
		for (int i = 0; i < content.length(); i++) {
			char c = content.charAt(i);
			if (Character.isSurrogate(c)) {
				if (Character.isLowSurrogate(c) || i + 1 == content.length()
						|| !Character.isLowSurrogate(content.charAt(i + 1))) {
					// only a JSON escape can produce such a character
					throw TextValueException.of(path, value, "a text that UTF-8 has a form for");
				}
				i++;
			}
		}
		return content.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean truth(String path, TextValue value) {
		if (value instanceof TextValue.Truth truth) {
			return truth.truth();
		}
		String text = (value instanceof TextValue.Text content) ? content.text().toLowerCase(Locale.ROOT) : "";
		if (!text.equals("true") && !text.equals("false")) {
			throw TextValueException.of(path, value, "true or false");
		}
		return text.equals("true");
	}

	private static byte[] bytes(String path, TextValue value) {
		try {
			if (value instanceof TextValue.Text text && isCanonical(text.text())) {
				return Base64.getDecoder().decode(text.text());
			}
		}
		catch (IllegalArgumentException ex) {
			// like any other invalid text
		}
		throw TextValueException.of(path, value, "Base64");
	}

	/**
	 * Whether the unused bits of the last character are zero. Base64 without padding is
	 * accepted too.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648,
	 * Canonical Encoding</a>
	 */
	private static boolean isCanonical(String text) {
		int padding = text.indexOf('=');
		int length = (padding < 0) ? text.length() : padding;
		return switch (length % 4) {
			case 2 -> "AQgw".indexOf(text.charAt(length - 1)) >= 0;
			case 3 -> "AEIMQUYcgkosw048".indexOf(text.charAt(length - 1)) >= 0;
			default -> true;
		};
	}

	private static byte[] uuid(String path, TextValue value) {
		String text = (value instanceof TextValue.Text content) ? content.text() : "";
		if (text.indexOf('-') < 0) {
			return bytes(path, value);
		}
		if (!UUID_FORM.matcher(text).matches()) {
			throw TextValueException.of(path, value, "a UUID");
		}
		UUID id = UUID.fromString(text);
		return ByteBuffer.allocate(UUID_BYTES)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

}
