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

package io.github.flightspring.http.representation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.ipc.Columns;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of every layout, structs and maps as text: their parts are written as they are
 * alone.
 */
class NestedTextTests {

	private static final int ROWS = 12;

	private static final Map<String, ArrowType> LISTS = Map.of("list", new ArrowType.List(), "large_list",
			new ArrowType.LargeList(), "list_view", new ArrowType.ListView(), "large_list_view",
			new ArrowType.LargeListView(), "fixed_list", new ArrowType.FixedSizeList(2));

	private final BufferAllocator allocator = new RootAllocator();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	static Stream<Arguments> listsOfAnyType() {
		return LISTS.values()
			.stream()
			.flatMap((list) -> Columns.all().values().stream().map((type) -> Arguments.of(list, type)))
			// which Arrow's fixed-size lists cannot be made of
			.filter((arguments) -> !(arguments.get()[0] instanceof ArrowType.FixedSizeList
					&& ((Field) arguments.get()[1]).getType() instanceof ArrowType.Union));
	}

	static Stream<ArrowType> lists() {
		return LISTS.values().stream();
	}

	@ParameterizedTest
	@MethodSource("lists")
	void whenListsHaveTextsThenTheyAreArrays(ArrowType type) throws Exception {
		Field field = Columns.field("list", type, Columns.field("item", new ArrowType.Utf8()));
		try (FieldVector list = field.createVector(this.allocator)) {
			setTwo(list);
			VarCharVector texts = (VarCharVector) list.getChildrenFromFields().get(0);
			texts.setSafe(0, "a".getBytes(StandardCharsets.UTF_8));
			texts.setNull(1);
			list.setValueCount(2);
			texts.setValueCount(4);
			assertThat(Texts.values(field, list, null)).containsExactly("[\"a\",null]", "null");
			assertThat(Texts.fields(field, list, null)).containsExactly("\"[\"\"a\"\",null]\"", "");
		}
	}

	@ParameterizedTest
	@MethodSource("lists")
	void whenListsHaveTimesThenTheyAreThoseOfTheStandard(ArrowType type) throws Exception {
		Field field = Columns.field("list", type,
				Columns.field("item", new ArrowType.Timestamp(TimeUnit.SECOND, null)));
		try (FieldVector list = field.createVector(this.allocator)) {
			setTwo(list);
			TimeStampSecVector times = (TimeStampSecVector) list.getChildrenFromFields().get(0);
			times.setSafe(0, 86399);
			times.setNull(1);
			list.setValueCount(2);
			times.setValueCount(4);
			assertThat(Texts.values(field, list, null)).containsExactly("[\"1970-01-01T23:59:59\",null]", "null");
			assertThat(Texts.fields(field, list, null)).containsExactly("\"[\"\"1970-01-01T23:59:59\"\",null]\"", "");
		}
	}

	@ParameterizedTest
	@MethodSource("listsOfAnyType")
	void whenAnyTypeIsInAListThenItsTextIsAsAlone(ArrowType type, Field element) throws Exception {
		assertParts(Columns.field("c", type, element), (list, row, parts) -> {
			int[] range = range(list, row);
			return "[" + String.join(",", parts.get(0).subList(range[0], range[1])) + "]";
		});
	}

	@ParameterizedTest
	@MethodSource("io.github.flightspring.http.representation.UnionTextTests#types")
	void whenAnyTypeIsInAStructThenItsTextIsAsAlone(Field element) throws Exception {
		String name = element.getName();
		assertParts(Columns.field("c", new ArrowType.Struct(), element, Columns.field("n", new ArrowType.Bool())),
				(struct, row, parts) -> "{\"" + name + "\":" + parts.get(0).get(row) + ",\"n\":" + parts.get(1).get(row)
						+ "}");
	}

	@ParameterizedTest
	@MethodSource("io.github.flightspring.http.representation.UnionTextTests#types")
	void whenAnyTypeIsInAMapThenItsTextIsAsAlone(Field element) throws Exception {
		Field key = new Field("key", FieldType.notNullable(new ArrowType.Int(16, true)), null);
		Field entries = new Field("entries", FieldType.notNullable(new ArrowType.Struct()), List.of(key, element));
		Field field = Columns.field("c", new ArrowType.Map(false), entries);
		try (MapVector map = (MapVector) field.createVector(this.allocator)) {
			Columns.fill(field, map, ROWS, new Random(11));
			List<FieldVector> parts = map.getDataVector().getChildrenFromFields();
			List<String> keys = Texts.values(key, parts.get(0), null);
			List<String> values = Texts.values(element, parts.get(1), null);
			List<String> expected = IntStream.range(0, ROWS)
				.mapToObj((row) -> map.isNull(row) ? "null"
						: "[" + String.join(",",
								IntStream.range(map.getElementStartIndex(row), map.getElementEndIndex(row))
									.mapToObj((i) -> "{\"key\":" + keys.get(i) + ",\"value\":" + values.get(i) + "}")
									.toList())
								+ "]")
				.toList();
			assertThat(Texts.values(field, map, null)).isEqualTo(expected);
		}
	}

	@Test
	void whenAListIsLargeAndEmptyThenItIsAnEmptyArray() throws Exception {
		Field field = Columns.field("list", new ArrowType.LargeList(),
				Columns.field("item", new ArrowType.LargeList(), Columns.field("item", new ArrowType.Int(32, true))));
		try (LargeListVector list = (LargeListVector) field.createVector(this.allocator)) {
			list.startNewValue(0);
			list.endValue(0, 0);
			list.startNewValue(1);
			list.endValue(1, 2);
			LargeListVector inner = (LargeListVector) list.getDataVector();
			inner.startNewValue(0);
			inner.endValue(0, 1);
			inner.setNull(1);
			((IntVector) inner.getDataVector()).setSafe(0, 5);
			list.setValueCount(2);
			assertThat(Texts.values(field, list, null)).containsExactly("[]", "[[5],null]");
		}
	}

	private void assertParts(Field field, Expected expected) throws IOException {
		try (FieldVector vector = field.createVector(this.allocator)) {
			Columns.fill(field, vector, ROWS, new Random(11));
			List<List<String>> parts = new ArrayList<>();
			for (int i = 0; i < field.getChildren().size(); i++) {
				parts.add(Texts.values(field.getChildren().get(i), vector.getChildrenFromFields().get(i), null));
			}
			List<Object> before = Texts.parts(vector);
			List<String> rows = IntStream.range(0, ROWS)
				.mapToObj((row) -> vector.isNull(row) ? "null" : expected.of(vector, row, parts))
				.toList();
			assertThat(Texts.values(field, vector, null)).isEqualTo(rows);
			assertThat(Texts.fields(field, vector, null))
				.isEqualTo(rows.stream().map(NestedTextTests::quoted).toList());
			assertThat(Texts.parts(vector)).usingRecursiveComparison().isEqualTo(before);
		}
	}

	private static String quoted(String json) {
		return json.equals("null") ? ""
				: (json.contains(",") || json.contains("\"")) ? "\"" + json.replace("\"", "\"\"") + "\"" : json;
	}

	private static int[] range(FieldVector vector, int row) {
		if (vector instanceof LargeListVector list) {
			return new int[] { (int) list.getElementStartIndex(row), (int) list.getElementEndIndex(row) };
		}
		if (vector instanceof LargeListViewVector list) {
			return new int[] { (int) list.getOffsetBuffer().getLong(8L * row),
					(int) (list.getOffsetBuffer().getLong(8L * row) + list.getSizeBuffer().getLong(8L * row)) };
		}
		if (vector instanceof ListViewVector list) {
			return new int[] { list.getElementStartIndex(row), list.getElementEndIndex(row) };
		}
		if (vector instanceof FixedSizeListVector list) {
			return new int[] { list.getElementStartIndex(row), list.getElementEndIndex(row) };
		}
		ListVector list = (ListVector) vector;
		return new int[] { list.getElementStartIndex(row), list.getElementEndIndex(row) };
	}

	/**
	 * A list of two elements, and a null.
	 */
	private static void setTwo(FieldVector vector) {
		if (vector instanceof LargeListVector list) {
			list.startNewValue(0);
			list.endValue(0, 2);
			list.setNull(1);
		}
		else if (vector instanceof LargeListViewVector list) {
			list.startNewValue(0);
			list.endValue(0, 2);
			list.setNull(1);
		}
		else if (vector instanceof ListViewVector list) {
			list.startNewValue(0);
			list.endValue(0, 2);
			list.setNull(1);
		}
		else if (vector instanceof FixedSizeListVector list) {
			list.setNotNull(0);
			list.setNull(1);
		}
		else if (vector instanceof ListVector list) {
			list.startNewValue(0);
			list.endValue(0, 2);
			list.setNull(1);
		}
	}

	private interface Expected {

		String of(FieldVector vector, int row, List<List<String>> parts);

	}

}
