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

package io.github.flightspring.arrow.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a column whose values are made from bytes.
 */
public abstract class BytesReader extends ColumnReader {

	final Bytes bytes;

	private final @Nullable RowBudget budget;

	BytesReader(ReadSource source) {
		super(source);
		this.bytes = Bytes.of(source.vector());
		ReadContext context = source.context();
		boolean shared = context.shared()
				|| (context.repeated() && source.vector() instanceof BaseVariableWidthViewVector);
		this.budget = shared ? context.budget() : null;
	}

	/**
	 * Copy a value to the start of the scratch array and return its length.
	 */
	final int load(int row) {
		int length = this.bytes.load(row);
		if (this.budget != null) {
			this.budget.take(this.path, length, 1);
		}
		return length;
	}

	@Override
	final long size() {
		return 48;
	}

	@Override
	final boolean isNull(int row) {
		return this.bytes.isNull(row);
	}

	/**
	 * Reads byte arrays.
	 */
	public static final class OfBinary extends BytesReader {

		private OfBinary(ReadSource source) {
			super(source);
		}

		/**
		 * Create a reader of byte arrays.
		 * @param source the column
		 * @return the reader
		 */
		public static OfBinary of(ReadSource source) {
			ArrowType type = source.type();
			if (!(type instanceof ArrowType.Binary || type instanceof ArrowType.LargeBinary
					|| type instanceof ArrowType.BinaryView || type instanceof ArrowType.FixedSizeBinary)) {
				throw source.refuse("a binary type");
			}
			return new OfBinary(source);
		}

		@Override
		Object get(int row) {
			int length = load(row);
			return Arrays.copyOf(this.bytes.scratch(), length);
		}

	}

	/**
	 * Reads UUIDs.
	 */
	public static final class OfUuid extends BytesReader {

		private OfUuid(ReadSource source) {
			super(source);
		}

		/**
		 * Create a reader of UUIDs.
		 * @param source the column
		 * @return the reader
		 */
		public static OfUuid of(ReadSource source) {
			if (!(source.type() instanceof ArrowType.FixedSizeBinary type) || type.getByteWidth() != 16) {
				throw source.refuse("a fixed-size binary of 16 bytes");
			}
			return new OfUuid(source);
		}

		@Override
		Object get(int row) {
			load(row);
			ByteBuffer value = ByteBuffer.wrap(this.bytes.scratch());
			return new UUID(value.getLong(), value.getLong());
		}

	}

	/**
	 * Reads text, which must be UTF-8.
	 */
	public static final class OfText extends BytesReader {

		private OfText(ReadSource source) {
			super(source);
		}

		/**
		 * Create a reader of text.
		 * @param source the column
		 * @return the reader
		 */
		public static OfText of(ReadSource source) {
			ArrowType type = source.type();
			if (!(type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8
					|| type instanceof ArrowType.Utf8View)) {
				throw source.refuse("a UTF-8 type");
			}
			return new OfText(source);
		}

		@Override
		Object get(int row) {
			return text(row);
		}

		private String text(int row) {
			int length = load(row);
			String text = new String(this.bytes.scratch(), 0, length, StandardCharsets.UTF_8);
			// if the decoder has replaced malformed bytes, there is a replacement
			// character
			if (text.indexOf('\uFFFD') >= 0) {
				requireUtf8(length);
			}
			return text;
		}

		private void requireUtf8(int length) {
			try {
				StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes.scratch(), 0, length));
			}
			catch (CharacterCodingException ex) {
				throw failure("the value is not UTF-8", ex);
			}
		}

	}

	/**
	 * Reads enum constants by their names.
	 */
	public static final class OfEnum extends ColumnReader {

		private final OfText names;

		private final Map<String, Enum<?>> constants;

		public OfEnum(ReadSource source, Map<String, Enum<?>> constants) {
			super(source);
			this.names = OfText.of(source);
			this.constants = constants;
		}

		@Override
		long size() {
			return 0;
		}

		@Override
		Object get(int row) {
			String name = this.names.text(row);
			Enum<?> constant = this.constants.get(name);
			if (constant == null) {
				throw failure("the value '" + ((name.length() > 64) ? name.substring(0, 64) + "…" : name)
						+ "' is none of " + this.constants.keySet(), null);
			}
			return constant;
		}

	}

}
