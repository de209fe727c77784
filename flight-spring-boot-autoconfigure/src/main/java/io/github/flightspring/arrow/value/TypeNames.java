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

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The names of types in messages, such as {@code int64} or {@code timestamp[ms, UTC]}.
 * They are the names of the Arrow format, which clients in other languages use as well.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#data-types">Arrow
 * Columnar Format</a>
 */
public final class TypeNames {

	private static final int LONGEST = 60;

	private TypeNames() {
	}

	/**
	 * Return the name of a type, with its parameters and without its children.
	 * @param type the type
	 * @return the name
	 */
	public static String of(ArrowType type) {
		return switch (type.getTypeID()) {
			case Null -> "null";
			case Bool -> "bool";
			case Utf8 -> "utf8";
			case LargeUtf8 -> "large_utf8";
			case Utf8View -> "utf8_view";
			case Binary -> "binary";
			case LargeBinary -> "large_binary";
			case BinaryView -> "binary_view";
			case List -> "list";
			case LargeList -> "large_list";
			case ListView -> "list_view";
			case LargeListView -> "large_list_view";
			case Struct -> "struct";
			case Map -> "map";
			case RunEndEncoded -> "run_end_encoded";
			default -> withParameters(type);
		};
	}

	private static String withParameters(ArrowType type) {
		if (type instanceof ArrowType.ExtensionType extension) {
			return "extension<" + shown(extension.extensionName()) + ">";
		}
		if (type instanceof ArrowType.Int integer) {
			return (integer.getIsSigned() ? "int" : "uint") + integer.getBitWidth();
		}
		if (type instanceof ArrowType.FloatingPoint number) {
			return "float" + bits(number.getPrecision());
		}
		if (type instanceof ArrowType.Decimal decimal) {
			return "decimal" + decimal.getBitWidth() + "(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
		}
		if (type instanceof ArrowType.FixedSizeBinary bytes) {
			return "fixed_size_binary[" + bytes.getByteWidth() + "]";
		}
		if (type instanceof ArrowType.FixedSizeList list) {
			return "fixed_size_list[" + list.getListSize() + "]";
		}
		if (type instanceof ArrowType.Union union) {
			return (union.getMode() == UnionMode.Sparse) ? "sparse_union" : "dense_union";
		}
		return ofTime(type);
	}

	private static String ofTime(ArrowType type) {
		if (type instanceof ArrowType.Date date) {
			return (date.getUnit() == DateUnit.DAY) ? "date32" : "date64";
		}
		if (type instanceof ArrowType.Time time) {
			return "time" + time.getBitWidth() + "[" + symbol(time.getUnit()) + "]";
		}
		if (type instanceof ArrowType.Timestamp timestamp) {
			String zone = timestamp.getTimezone();
			return "timestamp[" + symbol(timestamp.getUnit()) + ((zone != null) ? ", " + shown(zone) : "") + "]";
		}
		if (type instanceof ArrowType.Duration duration) {
			return "duration[" + symbol(duration.getUnit()) + "]";
		}
		if (type instanceof ArrowType.Interval interval) {
			return "interval[" + name(interval.getUnit()) + "]";
		}
		return "unknown";
	}

	private static int bits(FloatingPointPrecision precision) {
		return switch (precision) {
			case HALF -> 16;
			case SINGLE -> 32;
			case DOUBLE -> 64;
		};
	}

	private static String symbol(TimeUnit unit) {
		return switch (unit) {
			case SECOND -> "s";
			case MILLISECOND -> "ms";
			case MICROSECOND -> "us";
			case NANOSECOND -> "ns";
		};
	}

	private static String name(IntervalUnit unit) {
		return switch (unit) {
			case YEAR_MONTH -> "year_month";
			case DAY_TIME -> "day_time";
			case MONTH_DAY_NANO -> "month_day_nano";
		};
	}

	private static String shown(String text) {
		return ShownText.of(text, LONGEST);
	}

}
