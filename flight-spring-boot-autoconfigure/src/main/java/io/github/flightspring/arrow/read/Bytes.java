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

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;

/**
 * The bytes of the values of a column of any layout.
 */
abstract class Bytes {

	private byte[] scratch = new byte[64];

	/**
	 * Copy a value to the start of {@link #scratch} and return its length.
	 */
	abstract int load(int row);

	abstract boolean isNull(int row);

	/**
	 * Return an array that begins with the bytes of the last loaded value. Other bytes
	 * follow.
	 */
	final byte[] scratch() {
		return this.scratch;
	}

	/**
	 * Copy a range of a buffer. The range is checked, because the offsets come from
	 * outside.
	 */
	final int load(ArrowBuf data, long start, long end) {
		if (start < 0 || end < start || end > data.capacity() || end - start > Integer.MAX_VALUE - 8) {
			throw new IndexOutOfBoundsException(
					"offsets " + start + " to " + end + " of " + data.capacity() + " bytes");
		}
		int length = (int) (end - start);
		if (this.scratch.length < length) {
			this.scratch = new byte[Math.max(length, Math.min(this.scratch.length * 2, 1 << 20))];
		}
		data.getBytes(start, this.scratch, 0, length);
		return length;
	}

	final int load(byte[] value) {
		this.scratch = value;
		return value.length;
	}

	static Bytes of(FieldVector vector) {
		if (vector instanceof BaseVariableWidthVector variable) {
			return new Bytes() {

				@Override
				boolean isNull(int row) {
					return variable.isNull(row);
				}

				@Override
				int load(int row) {
					ArrowBuf offsets = variable.getOffsetBuffer();
					return load(variable.getDataBuffer(), offsets.getInt(row * 4L), offsets.getInt(row * 4L + 4));
				}

			};
		}
		if (vector instanceof BaseLargeVariableWidthVector large) {
			return new Bytes() {

				@Override
				boolean isNull(int row) {
					return large.isNull(row);
				}

				@Override
				int load(int row) {
					ArrowBuf offsets = large.getOffsetBuffer();
					return load(large.getDataBuffer(), offsets.getLong(row * 8L), offsets.getLong(row * 8L + 8));
				}

			};
		}
		return withoutOffsets(vector);
	}

	private static Bytes withoutOffsets(FieldVector vector) {
		if (vector instanceof FixedSizeBinaryVector fixed) {
			return new Bytes() {

				@Override
				boolean isNull(int row) {
					return fixed.isNull(row);
				}

				@Override
				int load(int row) {
					long width = fixed.getByteWidth();
					return load(fixed.getDataBuffer(), row * width, (row + 1) * width);
				}

			};
		}
		if (vector instanceof ViewVarCharVector view) {
			return new Bytes() {

				@Override
				boolean isNull(int row) {
					return view.isNull(row);
				}

				@Override
				int load(int row) {
					return load(view.get(row));
				}

			};
		}
		ViewVarBinaryVector view = (ViewVarBinaryVector) vector;
		return new Bytes() {

			@Override
			boolean isNull(int row) {
				return view.isNull(row);
			}

			@Override
			int load(int row) {
				return load(view.get(row));
			}

		};
	}

}
