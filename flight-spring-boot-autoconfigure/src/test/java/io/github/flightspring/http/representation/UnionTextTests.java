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
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.ipc.Columns;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Unions as text: the type id of a value names its child.
 */
class UnionTextTests {

	private static final ArrowType INT = new ArrowType.Int(32, true);

	private static final int ROWS = 50;

	private final BufferAllocator allocator = new RootAllocator();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	static Stream<Field> types() {
		return Columns.all().values().stream();
	}

	@Test
	void whenTwoChildrenHaveOneTypeThenTheTypeIdNamesTheChild() throws Exception {
		Field field = sparse(new int[] { 0, 1 }, Columns.field("0", INT), Columns.field("1", INT));
		try (UnionVector union = (UnionVector) field.createVector(this.allocator)) {
			numbers(union.getChildrenFromFields().get(0), 1, 2, 3, 4);
			numbers(union.getChildrenFromFields().get(1), 10, 20, 30, 40);
			types(union, 0, 1, 1, 0);
			assertThat(Texts.values(field, union, null)).containsExactly("1", "20", "30", "4");
			assertThat(Texts.fields(field, union, null)).containsExactly("1", "20", "30", "4");
		}
	}

	@Test
	void whenAChildIsAStructThenItIsNotNull() throws Exception {
		Field field = sparse(new int[] { 7, 3 },
				Columns.field("point", new ArrowType.Struct(), Columns.field("x", INT)),
				Columns.field("text", new ArrowType.Utf8()));
		try (UnionVector union = (UnionVector) field.createVector(this.allocator)) {
			StructVector point = (StructVector) union.getChildrenFromFields().get(0);
			numbers(point.getChildrenFromFields().get(0), 5, 6);
			point.setIndexDefined(0);
			point.setIndexDefined(1);
			VarCharVector text = (VarCharVector) union.getChildrenFromFields().get(1);
			text.setSafe(1, "a,\"b\"".getBytes(StandardCharsets.UTF_8));
			types(union, 7, 3);
			assertThat(Texts.values(field, union, null)).containsExactly("{\"x\":5}", "\"a,\\\"b\\\"\"");
			assertThat(Texts.fields(field, union, null)).containsExactly("\"{\"\"x\"\":5}\"", "\"a,\"\"b\"\"\"");
			assertThat(union.getChildrenFromFields()).hasSize(2);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenAnyTypeIsInASparseUnionThenItsTextIsAsAlone(Field type) throws Exception {
		Field field = sparse(new int[] { 9, 5, 2 }, named("a", type), named("b", type), Columns.field("n", INT));
		try (UnionVector union = (UnionVector) field.createVector(this.allocator)) {
			List<FieldVector> children = fill(field, union.getChildrenFromFields(), ROWS);
			int[] ids = IntStream.range(0, ROWS).map((i) -> List.of(9, 5, 2).get((i / 2) % 3)).toArray();
			types(union, ids);
			List<Object> before = Texts.parts(union);
			for (boolean csv : new boolean[] { false, true }) {
				List<List<String>> alone = texts(field, children, csv);
				List<String> expected = IntStream.range(0, ROWS)
					.mapToObj((i) -> alone.get((i / 2) % 3).get(i))
					.toList();
				assertThat(text(field, union, csv)).isEqualTo(expected);
			}
			assertThat(Texts.parts(union)).usingRecursiveComparison().isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenAnyTypeIsInADenseUnionThenItsTextIsAsAlone(Field type) throws Exception {
		Field field = Columns.field("u", new ArrowType.Union(UnionMode.Dense, new int[] { 2, 5, 9 }), named("a", type),
				named("b", type), Columns.field("n", INT));
		try (DenseUnionVector union = (DenseUnionVector) field.createVector(this.allocator)) {
			for (int i = 0; i < ROWS; i++) {
				union.setTypeId(i, List.of((byte) 2, (byte) 5, (byte) 9).get(i % 3));
				union.setOffset(i, (ROWS - i) / 5);
			}
			union.setValueCount(ROWS);
			List<FieldVector> children = fill(field, union.getChildrenFromFields(), 11);
			List<Object> before = Texts.parts(union);
			for (boolean csv : new boolean[] { false, true }) {
				List<List<String>> alone = texts(field, children, csv);
				List<String> expected = IntStream.range(0, ROWS)
					.mapToObj((i) -> alone.get(i % 3).get((ROWS - i) / 5))
					.toList();
				assertThat(text(field, union, csv)).isEqualTo(expected);
			}
			assertThat(Texts.parts(union)).usingRecursiveComparison().isEqualTo(before);
		}
	}

	@Test
	void whenUnionsAreNestedThenEachHasItsOwnTypeIds() throws Exception {
		Field inner = named("inner", sparse(new int[] { 3, 1 }, Columns.field("i", INT), Columns.field("j", INT)));
		Field outer = sparse(new int[] { 1, 3 }, Columns.field("s", new ArrowType.Struct(), inner), named("u", inner));
		Field field = Columns.field("list", new ArrowType.List(), outer);
		try (ListVector list = (ListVector) field.createVector(this.allocator)) {
			list.startNewValue(0);
			list.endValue(0, 2);
			UnionVector union = (UnionVector) list.getChildrenFromFields().get(0);
			StructVector struct = (StructVector) union.getChildrenFromFields().get(0);
			struct.setIndexDefined(0);
			for (FieldVector each : List.of(struct.getChildrenFromFields().get(0),
					union.getChildrenFromFields().get(1))) {
				numbers(each.getChildrenFromFields().get(0), 1, 2);
				numbers(each.getChildrenFromFields().get(1), 10, 20);
				types((UnionVector) each, 1, 3);
			}
			types(union, 1, 3);
			list.setValueCount(1);
			assertThat(Texts.values(field, list, null)).containsExactly("[{\"inner\":10},2]");
			assertThat(Texts.fields(field, list, null)).containsExactly("\"[{\"\"inner\"\":10},2]\"");
		}
	}

	@Test
	void whenATypeIdHasNoChildThenTheColumnIsNamed() {
		Field field = sparse(new int[] { 4, 6 }, Columns.field("0", INT), Columns.field("1", INT));
		try (UnionVector union = (UnionVector) field.createVector(this.allocator)) {
			numbers(union.getChildrenFromFields().get(0), 1);
			types(union, 5);
			assertThatIllegalStateException().isThrownBy(() -> Texts.values(field, union, null))
				.withMessageContaining("'u'")
				.withMessageContaining("type id 5");
		}
	}

	private static Field sparse(int[] ids, Field... children) {
		return Columns.field("u", new ArrowType.Union(UnionMode.Sparse, ids), children);
	}

	private static Field named(String name, Field field) {
		return new Field(name, field.getFieldType(), field.getChildren());
	}

	private static List<FieldVector> fill(Field union, List<FieldVector> children, int count) {
		Random random = new Random(5);
		for (int i = 0; i < children.size(); i++) {
			Columns.fill(union.getChildren().get(i), children.get(i), count, random);
		}
		return children;
	}

	private static List<List<String>> texts(Field union, List<FieldVector> children, boolean csv) throws IOException {
		List<List<String>> texts = new ArrayList<>();
		for (int i = 0; i < children.size(); i++) {
			texts.add(text(union.getChildren().get(i), children.get(i), csv));
		}
		return texts;
	}

	private static List<String> text(Field field, FieldVector vector, boolean csv) throws IOException {
		return csv ? Texts.fields(field, vector, null) : Texts.values(field, vector, null);
	}

	private static void numbers(FieldVector vector, int... values) {
		for (int i = 0; i < values.length; i++) {
			((IntVector) vector).setSafe(i, values[i]);
		}
		vector.setValueCount(values.length);
	}

	private static void types(UnionVector union, int... ids) {
		union.setValueCount(ids.length);
		for (int i = 0; i < ids.length; i++) {
			union.getTypeBuffer().setByte(i, ids[i]);
		}
	}

}
