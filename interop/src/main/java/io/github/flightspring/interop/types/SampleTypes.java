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

package io.github.flightspring.interop.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * One column of every Arrow type that Arrow's Java library has, by the name that all
 * clients know it under. Fields are in memory format.
 */
public final class SampleTypes {

	static final long TEXT_DICTIONARY = 1;

	static final long STRUCT_DICTIONARY = 2;

	private static final ArrowType INT32 = new ArrowType.Int(32, true);

	private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

	static {
		addNumbers();
		addBytes();
		addTimes();
		addNested();
		addEncoded();
	}

	private SampleTypes() {
	}

	/**
	 * The names of the types.
	 * @return the names
	 */
	public static List<String> names() {
		return new ArrayList<>(FIELDS.keySet());
	}

	static Field field(String name) {
		Field field = FIELDS.get(name);
		if (field == null) {
			throw CallStatus.NOT_FOUND.withDescription("No type '%s', there are %s".formatted(name, FIELDS.keySet()))
				.toRuntimeException();
		}
		return field;
	}

	private static void addNumbers() {
		add("null", new ArrowType.Null());
		add("bool", new ArrowType.Bool());
		for (int bits = 8; bits <= 64; bits *= 2) {
			add("int" + bits, new ArrowType.Int(bits, true));
			add("uint" + bits, new ArrowType.Int(bits, false));
		}
		add("float16", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
		add("float32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
		add("float64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
		add("decimal128", new ArrowType.Decimal(38, 3, 128));
		add("decimal256", new ArrowType.Decimal(76, 5, 256));
	}

	private static void addBytes() {
		add("utf8", new ArrowType.Utf8());
		add("large_utf8", new ArrowType.LargeUtf8());
		add("utf8_view", new ArrowType.Utf8View());
		add("binary", new ArrowType.Binary());
		add("large_binary", new ArrowType.LargeBinary());
		add("binary_view", new ArrowType.BinaryView());
		add("fixed_size_binary", new ArrowType.FixedSizeBinary(3));
		FIELDS.put("uuid", extension("arrow.uuid", ""));
		FIELDS.put("extension", extension("interop.id", "v1"));
	}

	private static Field extension(String name, String metadata) {
		return new Field("v", new FieldType(true, new ArrowType.FixedSizeBinary(16), null,
				Map.of("ARROW:extension:name", name, "ARROW:extension:metadata", metadata)), null);
	}

	private static void addTimes() {
		add("date32", new ArrowType.Date(DateUnit.DAY));
		add("date64", new ArrowType.Date(DateUnit.MILLISECOND));
		add("time32_s", new ArrowType.Time(TimeUnit.SECOND, 32));
		add("time32_ms", new ArrowType.Time(TimeUnit.MILLISECOND, 32));
		add("time64_us", new ArrowType.Time(TimeUnit.MICROSECOND, 64));
		add("time64_ns", new ArrowType.Time(TimeUnit.NANOSECOND, 64));
		Map<String, TimeUnit> units = new LinkedHashMap<>();
		units.put("s", TimeUnit.SECOND);
		units.put("ms", TimeUnit.MILLISECOND);
		units.put("us", TimeUnit.MICROSECOND);
		units.put("ns", TimeUnit.NANOSECOND);
		units.forEach((name, unit) -> add("timestamp_" + name, new ArrowType.Timestamp(unit, null)));
		units.forEach((name, unit) -> add("timestamp_tz_" + name, new ArrowType.Timestamp(unit, "Europe/Vienna")));
		units.forEach((name, unit) -> add("duration_" + name, new ArrowType.Duration(unit)));
		add("interval_months", new ArrowType.Interval(IntervalUnit.YEAR_MONTH));
		add("interval_day_time", new ArrowType.Interval(IntervalUnit.DAY_TIME));
		add("interval_month_day_nano", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO));
	}

	private static void addNested() {
		Field item = nullable("item", INT32);
		add("list", new ArrowType.List(), item);
		add("large_list", new ArrowType.LargeList(), item);
		add("list_view", new ArrowType.ListView(), item);
		add("large_list_view", new ArrowType.LargeListView(), item);
		add("fixed_size_list", new ArrowType.FixedSizeList(2), item);
		add("struct", new ArrowType.Struct(), nullable("a", INT32), nullable("b", new ArrowType.Utf8()));
		add("map", new ArrowType.Map(false), required("entries", new ArrowType.Struct(),
				required("key", new ArrowType.Utf8()), nullable("value", INT32)));
		Field number = nullable("number", INT32);
		Field text = nullable("text", new ArrowType.Utf8());
		int[] ids = { 0, 1 };
		add("sparse_union", new ArrowType.Union(UnionMode.Sparse, ids), number, text);
		add("dense_union", new ArrowType.Union(UnionMode.Dense, ids), number, text);
	}

	private static void addEncoded() {
		add("run_end_encoded", new ArrowType.RunEndEncoded(), required("run_ends", INT32),
				nullable("values", new ArrowType.Utf8()));
		FIELDS.put("dictionary", textIndex("v"));
		add("list_of_dictionary", new ArrowType.List(), textIndex("item"));
		FIELDS.put("dictionary_of_dictionary", new Field("v",
				new FieldType(true, INT32, new DictionaryEncoding(STRUCT_DICTIONARY, false, null)), null));
	}

	static Field textIndex(String name) {
		ArrowType.Int index = new ArrowType.Int(8, true);
		return new Field(name, new FieldType(true, index, new DictionaryEncoding(TEXT_DICTIONARY, false, index)), null);
	}

	private static void add(String name, ArrowType type, Field... children) {
		FIELDS.put(name, nullable("v", type, children));
	}

	static Field nullable(String name, ArrowType type, Field... children) {
		return new Field(name, FieldType.nullable(type), List.of(children));
	}

	static Field required(String name, ArrowType type, Field... children) {
		return new Field(name, FieldType.notNullable(type), List.of(children));
	}

}
