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

package io.github.flightspring.ipc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.extension.UuidType;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of every type that Arrow Java has, filled with reproducible values.
 */
public final class Columns {

	private static final String[] TEXTS = { "", "a", "Köln", "twelve bytes", "thirteen byte", "東京",
			"a text that is longer than a view holds", "🛫🛬" };

	private Columns() {
	}

	/**
	 * Every type by name.
	 */
	public static Map<String, Field> all() {
		Map<String, Field> fields = new LinkedHashMap<>();
		for (int width : new int[] { 8, 16, 32, 64 }) {
			add(fields, "int" + width, new ArrowType.Int(width, true));
			add(fields, "uint" + width, new ArrowType.Int(width, false));
		}
		for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
			add(fields, "float_" + precision, new ArrowType.FloatingPoint(precision));
		}
		add(fields, "bool", new ArrowType.Bool());
		add(fields, "utf8", new ArrowType.Utf8());
		add(fields, "large_utf8", new ArrowType.LargeUtf8());
		add(fields, "utf8_view", new ArrowType.Utf8View());
		add(fields, "binary", new ArrowType.Binary());
		add(fields, "large_binary", new ArrowType.LargeBinary());
		add(fields, "binary_view", new ArrowType.BinaryView());
		add(fields, "fixed_binary", new ArrowType.FixedSizeBinary(7));
		add(fields, "decimal128", new ArrowType.Decimal(38, 10, 128));
		add(fields, "decimal256", new ArrowType.Decimal(76, 10, 256));
		for (DateUnit unit : DateUnit.values()) {
			add(fields, "date_" + unit, new ArrowType.Date(unit));
		}
		for (TimeUnit unit : TimeUnit.values()) {
			boolean coarse = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
			add(fields, "time_" + unit, new ArrowType.Time(unit, coarse ? 32 : 64));
			add(fields, "timestamp_" + unit, new ArrowType.Timestamp(unit, null));
			add(fields, "timestamp_tz_" + unit, new ArrowType.Timestamp(unit, "Europe/Berlin"));
			add(fields, "duration_" + unit, new ArrowType.Duration(unit));
		}
		for (IntervalUnit unit : IntervalUnit.values()) {
			add(fields, "interval_" + unit, new ArrowType.Interval(unit));
		}
		add(fields, "null", new ArrowType.Null());
		addNested(fields);
		return fields;
	}

	private static void addNested(Map<String, Field> fields) {
		Field utf8 = field("item", new ArrowType.Utf8());
		Field bool = field("item", new ArrowType.Bool());
		Field view = field("item", new ArrowType.Utf8View());
		add(fields, "list", new ArrowType.List(), utf8);
		add(fields, "large_list", new ArrowType.LargeList(), bool);
		add(fields, "list_of_views", new ArrowType.List(), view);
		add(fields, "list_view", new ArrowType.ListView(), utf8);
		add(fields, "large_list_view", new ArrowType.LargeListView(), bool);
		add(fields, "fixed_list", new ArrowType.FixedSizeList(3), bool);
		add(fields, "list_of_lists", new ArrowType.List(), field("item", new ArrowType.List(), utf8));
		Field key = new Field("key", FieldType.notNullable(new ArrowType.Utf8()), null);
		Field entries = new Field("entries", FieldType.notNullable(new ArrowType.Struct()),
				List.of(key, field("value", new ArrowType.Int(32, true))));
		add(fields, "map", new ArrowType.Map(false), entries);
		add(fields, "struct", new ArrowType.Struct(), field("a", new ArrowType.Int(16, true)),
				field("b", new ArrowType.Utf8View()),
				field("c", new ArrowType.Struct(), field("d", new ArrowType.Bool())));
		add(fields, "sparse_union", new ArrowType.Union(UnionMode.Sparse, new int[] { 5, 9 }),
				field("i", new ArrowType.Int(32, true)), field("s", new ArrowType.Utf8()));
		add(fields, "dense_union", new ArrowType.Union(UnionMode.Dense, new int[] { 4, 120 }),
				field("i", new ArrowType.Int(32, true)), field("s", new ArrowType.Utf8()));
		for (int width : new int[] { 16, 32, 64 }) {
			Field ends = new Field("run_ends", FieldType.notNullable(new ArrowType.Int(width, true)), null);
			add(fields, "run_end" + width, new ArrowType.RunEndEncoded(), ends, field("values", new ArrowType.Utf8()));
		}
		add(fields, "list_of_unions", new ArrowType.List(),
				field("item", new ArrowType.Union(UnionMode.Dense, new int[] { 0, 1 }),
						field("i", new ArrowType.Int(32, true)), field("s", new ArrowType.Utf8())));
		add(fields, "uuid", UuidType.INSTANCE);
		add(fields, "opaque", new OpaqueType(new ArrowType.Utf8(), "name", "vendor"));
	}

	public static Field field(String name, ArrowType type, Field... children) {
		return new Field(name, FieldType.nullable(type), List.of(children));
	}

	private static void add(Map<String, Field> fields, String name, ArrowType type, Field... children) {
		fields.put(name,
				new Field(name, new FieldType(true, type, null, Map.of("note", "of " + name)), List.of(children)));
	}

	public static VectorSchemaRoot root(List<Field> fields, int rows, long seed, BufferAllocator allocator) {
		List<FieldVector> vectors = new ArrayList<>();
		Random random = new Random(seed);
		for (Field field : fields) {
			FieldVector vector = field.createVector(allocator);
			fill(field, vector, rows, random);
			vectors.add(vector);
		}
		return new VectorSchemaRoot(new Schema(fields, Map.of("made", "here")), vectors, rows);
	}

	public static void fill(Field field, FieldVector vector, int count, Random random) {
		if (vector instanceof ExtensionTypeVector<?> extension) {
			FieldVector storage = (FieldVector) extension.getUnderlyingVector();
			fill(storage.getField(), storage, count, random);
			return;
		}
		if (vector instanceof NullVector) {
			vector.setValueCount(count);
			return;
		}
		if (vector instanceof RunEndEncodedVector runs) {
			fillRuns(field, runs, count, random);
			return;
		}
		vector.setInitialCapacity(count);
		vector.allocateNew();
		// lists and structs grow by themselves
		while (isGrown(field) && vector.getValueCapacity() < count) {
			vector.reAlloc();
		}
		if (vector instanceof BaseFixedWidthVector fixed) {
			for (long i = 0; i < fixed.getDataBuffer().capacity(); i++) {
				fixed.getDataBuffer().setByte(i, random.nextInt());
			}
			if (DayChecks.isIn(List.of(ColumnLayout.of(field)))) {
				fillDays(fixed);
			}
			validity(fixed, count, random);
		}
		else if (vector instanceof BaseVariableWidthVector text) {
			each(vector, count, random, (i) -> text.setSafe(i, text(random)));
		}
		else if (vector instanceof BaseLargeVariableWidthVector text) {
			each(vector, count, random, (i) -> text.setSafe(i, text(random)));
		}
		else if (vector instanceof BaseVariableWidthViewVector text) {
			// memory of the views of nulls is as it was found
			text.getDataBuffer().setZero(0, text.getDataBuffer().capacity());
			each(vector, count, random, (i) -> text.setSafe(i, text(random)));
		}
		else {
			fillNested(field, vector, count, random);
		}
		vector.setValueCount(count);
	}

	private static void fillDays(BaseFixedWidthVector times) {
		int width = times.getTypeWidth();
		for (long i = 0; i + width <= times.getDataBuffer().capacity(); i += width) {
			if (width == Integer.BYTES) {
				times.getDataBuffer().setInt(i, (times.getDataBuffer().getInt(i) & Integer.MAX_VALUE) % 86_400);
			}
			else {
				times.getDataBuffer().setLong(i, (times.getDataBuffer().getLong(i) & 0xFF) * 86_400_000L);
			}
		}
	}

	private static boolean isGrown(Field field) {
		return field.getChildren().isEmpty() || field.getType() instanceof ArrowType.Union;
	}

	private static void fillNested(Field field, FieldVector vector, int count, Random random) {
		if (vector instanceof ListVector list) {
			int[] total = new int[1];
			each(vector, count, random, (i) -> {
				list.startNewValue(i);
				int size = random.nextInt(4);
				list.endValue(i, size);
				total[0] += size;
			});
			fill(field.getChildren().get(0), list.getDataVector(), total[0], random);
		}
		else if (vector instanceof LargeListVector list) {
			int[] total = new int[1];
			each(vector, count, random, (i) -> {
				list.startNewValue(i);
				int size = random.nextInt(4);
				list.endValue(i, size);
				total[0] += size;
			});
			fill(field.getChildren().get(0), list.getDataVector(), total[0], random);
		}
		else if (vector instanceof ListViewVector list) {
			fill(field.getChildren().get(0), list.getDataVector(), 24, random);
			// out of order and shared, as views may be
			each(vector, count, random, (i) -> {
				list.setOffset(i, random.nextInt(20));
				list.setSize(i, random.nextInt(4));
				list.setValidity(i, 1);
			});
			fill(field.getChildren().get(0), list.getDataVector(), 24, random);
		}
		else if (vector instanceof LargeListViewVector list) {
			fill(field.getChildren().get(0), list.getDataVector(), 24, random);
			each(vector, count, random, (i) -> {
				list.setOffset(i, random.nextInt(20));
				list.setSize(i, random.nextInt(4));
				list.setValidity(i, 1);
			});
		}
		else if (vector instanceof FixedSizeListVector list) {
			each(vector, count, random, list::setNotNull);
			fill(field.getChildren().get(0), list.getDataVector(), count * list.getListSize(), random);
		}
		else if (vector instanceof StructVector struct) {
			each(vector, count, random, struct::setIndexDefined);
			for (int i = 0; i < field.getChildren().size(); i++) {
				fill(field.getChildren().get(i), struct.getChildrenFromFields().get(i), count, random);
			}
		}
		else {
			fillUnion(field, vector, count, random);
		}
	}

	// the field that Arrow's sparse union vector says it has other type ids than it was
	// made
	// with
	private static void fillUnion(Field field, FieldVector vector, int count, Random random) {
		int[] ids = ((ArrowType.Union) field.getType()).getTypeIds();
		int[] used = new int[ids.length];
		for (int i = 0; i < count; i++) {
			int child = random.nextInt(ids.length);
			if (vector instanceof UnionVector union) {
				union.getTypeBuffer().setByte(i, ids[child]);
			}
			else if (vector instanceof DenseUnionVector union) {
				union.setTypeId(i, (byte) ids[child]);
				union.getOffsetBuffer().setInt(4L * i, used[child]);
			}
			used[child]++;
		}
		for (int i = 0; i < ids.length; i++) {
			fill(field.getChildren().get(i), vector.getChildrenFromFields().get(i),
					(vector instanceof UnionVector) ? count : used[i], random);
		}
	}

	private static void fillRuns(Field field, RunEndEncodedVector vector, int count, Random random) {
		FieldVector ends = vector.getRunEndsVector();
		ends.allocateNew();
		int runs = 0;
		int end = 0;
		while (end < count) {
			end = Math.min(count, end + 1 + random.nextInt(5));
			while (ends.getValueCapacity() <= runs) {
				ends.reAlloc();
			}
			((BaseIntVector) ends).setWithPossibleTruncate(runs++, end);
		}
		ends.setValueCount(runs);
		fill(field.getChildren().get(1), vector.getValuesVector(), runs, random);
		vector.setValueCount(count);
	}

	private static void each(FieldVector vector, int count, Random random, IntConsumer set) {
		for (int i = 0; i < count; i++) {
			if (vector.getField().isNullable() && random.nextInt(4) == 0) {
				vector.setNull(i);
			}
			else {
				set.accept(i);
			}
		}
	}

	private static void validity(FieldVector vector, int count, Random random) {
		for (int i = 0; i < count; i++) {
			boolean valid = !vector.getField().isNullable() || random.nextInt(4) != 0;
			BitVectorHelper.setValidityBit(vector.getValidityBuffer(), i, valid ? 1 : 0);
		}
	}

	private static byte[] text(Random random) {
		return TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
	}

}
