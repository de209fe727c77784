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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.extension.UuidType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of types in messages.
 */
class TypeNamesTests {

	@Test
	void whenATypeHasNoParametersThenItsNameIsThatOfTheFormat() {
		assertThat(names(new ArrowType.Null(), new ArrowType.Bool(), new ArrowType.Utf8(), new ArrowType.LargeUtf8(),
				new ArrowType.Utf8View(), new ArrowType.Binary(), new ArrowType.LargeBinary(),
				new ArrowType.BinaryView()))
			.containsExactly("null", "bool", "utf8", "large_utf8", "utf8_view", "binary", "large_binary",
					"binary_view");
		assertThat(names(new ArrowType.List(), new ArrowType.LargeList(), new ArrowType.ListView(),
				new ArrowType.LargeListView(), new ArrowType.Struct(), new ArrowType.Map(true),
				new ArrowType.RunEndEncoded()))
			.containsExactly("list", "large_list", "list_view", "large_list_view", "struct", "map", "run_end_encoded");
	}

	@Test
	void whenATypeHasParametersThenTheyAreInItsName() {
		assertThat(names(new ArrowType.Int(8, true), new ArrowType.Int(64, false), new ArrowType.Decimal(38, -2, 128),
				new ArrowType.Decimal(76, 2, 256), new ArrowType.FixedSizeBinary(16), new ArrowType.FixedSizeList(3)))
			.containsExactly("int8", "uint64", "decimal128(38, -2)", "decimal256(76, 2)", "fixed_size_binary[16]",
					"fixed_size_list[3]");
		assertThat(Arrays.stream(FloatingPointPrecision.values()).map(ArrowType.FloatingPoint::new).map(TypeNames::of))
			.containsExactly("float16", "float32", "float64");
	}

	@Test
	void whenATypeIsOfTimeThenItsUnitIsInItsName() {
		assertThat(names(new ArrowType.Date(DateUnit.DAY), new ArrowType.Date(DateUnit.MILLISECOND),
				new ArrowType.Time(TimeUnit.SECOND, 32), new ArrowType.Time(TimeUnit.NANOSECOND, 64),
				new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
				new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC"), new ArrowType.Duration(TimeUnit.SECOND)))
			.containsExactly("date32", "date64", "time32[s]", "time64[ns]", "timestamp[us]", "timestamp[ms, UTC]",
					"duration[s]");
		assertThat(Arrays.stream(IntervalUnit.values()).map(ArrowType.Interval::new).map(TypeNames::of))
			.containsExactly("interval[year_month]", "interval[day_time]", "interval[month_day_nano]");
	}

	@Test
	void whenATimeZoneIsForgedThenItsNameStaysOnOneLine() {
		String name = TypeNames.of(new ArrowType.Timestamp(TimeUnit.SECOND, "UTC\n" + "x".repeat(1000)));
		assertThat(name).startsWith("timestamp[s, UTC?xxx").hasSizeLessThan(100);
	}

	@Test
	void whenAUnionDoesNotKnowItsTypeIdsThenItIsNamed() {
		try (BufferAllocator allocator = new RootAllocator(); UnionVector union = UnionVector.empty("u", allocator)) {
			assertThat(TypeNames.of(union.getField().getType())).isEqualTo("sparse_union");
		}
		assertThat(TypeNames.of(new ArrowType.Union(UnionMode.Dense, null))).isEqualTo("dense_union");
		assertThat(TypeNames.of(UuidType.INSTANCE)).isEqualTo("extension<arrow.uuid>");
	}

	private static List<String> names(ArrowType... types) {
		return Stream.of(types).map(TypeNames::of).toList();
	}

}
