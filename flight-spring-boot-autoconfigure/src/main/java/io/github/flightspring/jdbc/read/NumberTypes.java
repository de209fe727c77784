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

package io.github.flightspring.jdbc.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import io.github.flightspring.arrow.value.DecimalDigits;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and truth values. A driver returns zero for null, so that only a zero is asked
 * whether it is one.
 */
final class NumberTypes {

	private NumberTypes() {
	}

	static ColumnType bool(int column) {
		return ColumnType.of(new ArrowType.Bool(), 2, BitVector.class, (vector) -> (rows, index) -> {
			boolean value = rows.getBoolean(column);
			if (!value && rows.wasNull()) {
				vector.setNull(index);
			}
			else {
				vector.setSafe(index, value ? 1 : 0);
			}
			return 0;
		});
	}

	static ColumnType int8(int column) {
		return ColumnType.of(new ArrowType.Int(8, true), 9, TinyIntVector.class, (vector) -> (rows, index) -> {
			byte value = rows.getByte(column);
			if (value == 0 && rows.wasNull()) {
				vector.setNull(index);
			}
			else {
				vector.setSafe(index, value);
			}
			return 0;
		});
	}

	static ColumnType int16(int column) {
		return ColumnType.of(new ArrowType.Int(16, true), 17, SmallIntVector.class, (vector) -> (rows, index) -> {
			short value = rows.getShort(column);
			if (value == 0 && rows.wasNull()) {
				vector.setNull(index);
			}
			else {
				vector.setSafe(index, value);
			}
			return 0;
		});
	}

	static ColumnType int32(int column) {
		return ColumnType.of(new ArrowType.Int(32, true), 33, IntVector.class, (vector) -> (rows, index) -> {
			int value = rows.getInt(column);
			if (value == 0 && rows.wasNull()) {
				vector.setNull(index);
			}
			else {
				vector.setSafe(index, value);
			}
			return 0;
		});
	}

	static ColumnType int64(int column) {
		return ColumnType.of(new ArrowType.Int(64, true), 65, BigIntVector.class, (vector) -> (rows, index) -> {
			long value = rows.getLong(column);
			if (value == 0 && rows.wasNull()) {
				vector.setNull(index);
			}
			else {
				vector.setSafe(index, value);
			}
			return 0;
		});
	}

	static ColumnType float32(int column) {
		return ColumnType.of(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), 33, Float4Vector.class,
				(vector) -> (rows, index) -> {
					float value = rows.getFloat(column);
					if (value == 0 && rows.wasNull()) {
						vector.setNull(index);
					}
					else {
						vector.setSafe(index, value);
					}
					return 0;
				});
	}

	static ColumnType float64(int column) {
		return ColumnType.of(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), 65, Float8Vector.class,
				(vector) -> (rows, index) -> {
					double value = rows.getDouble(column);
					if (value == 0 && rows.wasNull()) {
						vector.setNull(index);
					}
					else {
						vector.setSafe(index, value);
					}
					return 0;
				});
	}

	/**
	 * Decimals of a fixed scale.
	 */
	static ColumnType decimal(int column, DecimalDigits digits) {
		ArrowType type = new ArrowType.Decimal(digits.precision(), digits.scale(), digits.width() * 8);
		if (digits.width() == 16) {
			return ColumnType.of(type, 129, DecimalVector.class, (vector) -> (rows, index) -> {
				BigInteger value = unscaled(rows.getBigDecimal(column), digits);
				if (value == null) {
					vector.setNull(index);
				}
				else if (value.bitLength() < Long.SIZE) {
					vector.setSafe(index, value.longValue());
				}
				else {
					vector.setBigEndianSafe(index, value.toByteArray());
				}
				return 0;
			});
		}
		return ColumnType.of(type, 257, Decimal256Vector.class, (vector) -> (rows, index) -> {
			BigInteger value = unscaled(rows.getBigDecimal(column), digits);
			if (value == null) {
				vector.setNull(index);
			}
			else {
				vector.setBigEndianSafe(index, value.toByteArray());
			}
			return 0;
		});
	}

	/**
	 * Integers of more than 64 bits, which DuckDB returns as {@link BigInteger}.
	 */
	static ColumnType bigInteger(int column, DecimalDigits digits) {
		ArrowType type = new ArrowType.Decimal(digits.precision(), digits.scale(), digits.width() * 8);
		boolean narrow = digits.width() == 16;
		return new ColumnType(type, Map.of(), List.of(), digits.width() * 8 + 1, (vector) -> (rows, index) -> {
			Object value = rows.getObject(column);
			if (value == null) {
				vector.setNull(index);
			}
			else if (narrow) {
				((DecimalVector) vector).setBigEndianSafe(index, new BigInteger(value.toString()).toByteArray());
			}
			else {
				((Decimal256Vector) vector).setBigEndianSafe(index, new BigInteger(value.toString()).toByteArray());
			}
			return 0;
		});
	}

	private static @Nullable BigInteger unscaled(@Nullable BigDecimal value, DecimalDigits digits) {
		if (value == null) {
			return null;
		}
		BigInteger unscaled = digits.unscaled(value);
		if (unscaled == null) {
			throw UnreadableValueException.ofDigits(value, digits);
		}
		return unscaled;
	}

}
