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

import io.github.flightspring.jdbc.copy.CopyType;
import io.github.flightspring.jdbc.read.Driver;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.jspecify.annotations.Nullable;

/**
 * The writers of numbers.
 */
final class CopyNumbers {

	private static final NumberRange SMALL = NumberRange.ofBits(16);

	private static final NumberRange MEDIUM = NumberRange.ofBits(32);

	private static final NumberRange LARGE = NumberRange.ofBits(64);

	private CopyNumbers() {
	}

	static @Nullable CopyWriter of(FieldVector vector, CopyColumn column, CopyType type) {
		return switch (vector.getMinorType()) {
			case TINYINT, SMALLINT, INT, BIGINT, UINT1, UINT2, UINT4 -> integer((BaseIntVector) vector, column, type);
			case UINT8 -> unsigned((UInt8Vector) vector, column, type);
			case FLOAT2, FLOAT4 -> single(vector, type);
			case FLOAT8 -> twofold((Float8Vector) vector, type);
			case DECIMAL, DECIMAL256 -> decimal(vector, column);
			default -> null;
		};
	}

	private static @Nullable CopyWriter integer(BaseIntVector vector, CopyColumn column, CopyType type) {
		return switch (type) {
			case INT2 -> (out, row) -> {
				long value = vector.getValueAsLong(row);
				SMALL.check(value);
				out.putInt(2);
				out.putShort((short) value);
			};
			case INT4 -> (out, row) -> {
				long value = vector.getValueAsLong(row);
				MEDIUM.check(value);
				out.putInt(4);
				out.putInt((int) value);
			};
			case INT8 -> (out, row) -> {
				out.putInt(8);
				out.putLong(vector.getValueAsLong(row));
			};
			case NUMERIC -> {
				NumberRange range = NumberRange.of(column.column(), Driver.POSTGRESQL);
				yield (out, row) -> {
					range.check(vector.getValueAsLong(row));
					CopyNumeric.write(out, vector.getValueAsLong(row), 0);
				};
			}
			default -> null;
		};
	}

	private static @Nullable CopyWriter unsigned(UInt8Vector vector, CopyColumn column, CopyType type) {
		return switch (type) {
			case INT8 -> (out, row) -> {
				LARGE.check(new BigDecimal(vector.getObjectNoOverflow(row)));
				out.putInt(8);
				out.putLong(vector.get(row));
			};
			case NUMERIC -> {
				NumberRange range = NumberRange.of(column.column(), Driver.POSTGRESQL);
				yield (out, row) -> {
					BigDecimal value = new BigDecimal(vector.getObjectNoOverflow(row));
					range.check(value);
					CopyNumeric.write(out, value);
				};
			}
			default -> null;
		};
	}

	private static @Nullable CopyWriter single(FieldVector vector, CopyType type) {
		return switch (type) {
			case FLOAT4 -> (out, row) -> {
				out.putInt(4);
				out.putInt(Float.floatToIntBits(single(vector, row)));
			};
			case FLOAT8 -> (out, row) -> {
				out.putInt(8);
				out.putLong(Double.doubleToLongBits(single(vector, row)));
			};
			default -> null;
		};
	}

	private static float single(FieldVector vector, int row) {
		return (vector instanceof Float4Vector floats) ? floats.get(row) : ((Float2Vector) vector).getValueAsFloat(row);
	}

	private static @Nullable CopyWriter twofold(Float8Vector vector, CopyType type) {
		return (type == CopyType.FLOAT8) ? (out, row) -> {
			out.putInt(8);
			out.putLong(Double.doubleToLongBits(vector.get(row)));
		} : null;
	}

	private static @Nullable CopyWriter decimal(FieldVector vector, CopyColumn column) {
		if (column.type() != CopyType.NUMERIC) {
			return null;
		}
		DecimalScale check = DecimalScale.of(column.column());
		NumberRange range = NumberRange.of(column.column(), Driver.POSTGRESQL);
		return (out, row) -> {
			BigDecimal value = (BigDecimal) vector.getObject(row);
			check.check(value);
			range.check(value);
			CopyNumeric.write(out, value);
		};
	}

}
