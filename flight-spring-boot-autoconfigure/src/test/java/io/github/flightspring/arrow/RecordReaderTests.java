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

package io.github.flightspring.arrow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.github.flightspring.annotation.ArrowField;
import io.github.flightspring.annotation.ArrowField.Nullability;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Data that others made: when it is taken, and when it is refused with which words.
 */
class RecordReaderTests extends ReceivedColumns {

	@Test
	void whenColumnIsMissingThenComponentsThatSaySoDoWithout() {
		assertThat(read(Sparse.class, ints("id", 1))).containsExactly(new Sparse(1, null, Optional.empty(),
				OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), null));
	}

	@Test
	void whenColumnIsMissingThenItsNameAndThoseThereAreAreNamed() {
		assertRefused(OfText.class, ints("V", 1), "column 'v': is missing; there are ['V']");
		assertRefused(OfBox.class, ints("w", 1), "column 'v': is missing; there are ['w']");
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> read(Sparse.class, ints("ID", 1), ints("x", 2)))
			.withMessage("column 'id': is missing; there are ['ID', 'x']");
		assertRefused(OfRequired.class, ints("other", 1), "column 'v': is missing; there are ['other']");
	}

	@Test
	void whenColumnWithinAColumnIsMissingThenItIsRefusedAlike() {
		assertThat(read(OfStruct.class, struct("name", 1)))
			.containsExactly(new OfStruct(Optional.of(new Inner(null, Optional.empty()))));
		assertRefused(OfStruct.class, struct("Name", 1), "column 'v.name': is missing; there are ['Name']");
	}

	private StructVector struct(String child, int count) {
		return own(StructVector.empty("v", this.allocator), count, (v) -> {
			v.addOrGet(child, FieldType.nullable(new ArrowType.Utf8()), VarCharVector.class);
			v.setIndexDefined(0);
		});
	}

	@Test
	void whenColumnsAreManyThenTheRestIsCounted() {
		FieldVector[] columns = new FieldVector[40];
		for (int i = 0; i < columns.length; i++) {
			columns[i] = ints("c" + i, 1);
		}
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader(OfInt.class, columns))
			.withMessageStartingWith("column 'v': is missing; there are ['c0', 'c1',")
			.withMessageEndingWith("'c31'] and 8 more");
	}

	@Test
	void whenColumnIsThereTwiceThenItIsRefused() {
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> read(OfInt.class, ints("v", 1), ints("v", 2)))
			.withMessage("column 'v': is there more than once");
	}

	@Test
	void whenNullIsNotAllowedThenRowIsRefused() {
		assertRefused(OfInt.class, ints("v", 1, null), "row 1, column 'v': is null, but the component cannot be");
		assertRefused(OfRequired.class, own(new VarCharVector("v", this.allocator), 1, (v) -> v.setNull(0)),
				"row 0, column 'v': is null, but the component cannot be");
		assertRefused(OfInt.class, own(new NullVector("v"), 1, (v) -> {
		}), "row 0, column 'v': is null, but the component cannot be");
		assertThat(read(OfText.class, own(new NullVector("v"), 1, (v) -> {
		}))).containsExactly(new OfText(null));
	}

	@Test
	void whenConstructorRefusesThenRowAndReasonAreNamed() {
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(Picky.class, ints("v", 1, -1)))
			.withMessage("row 1: Picky refuses its values: v is negative")
			.satisfies((ex) -> {
				assertThat(ex.row()).isEqualTo(1);
				assertThat(ex.path()).isEmpty();
			});
		assertRefused(PickyText.class, own(new VarCharVector("v", this.allocator), 1, (v) -> v.setNull(0)),
				"row 0: PickyText refuses its values");
	}

	@Test
	void whenOffsetsLieThenRowIsRefused() {
		VarCharVector column = text("v", "abc", "def");
		for (int[] offsets : new int[][] { { 0, Integer.MAX_VALUE, 6 }, { -1, 3, 6 }, { 0, -5, 6 }, { 5, 3, 6 } }) {
			for (int i = 0; i < offsets.length; i++) {
				column.getOffsetBuffer().setInt(i * 4L, offsets[i]);
			}
			assertRefused(OfText.class, column, "row 0: offsets or sizes point outside the data");
		}
	}

	@Test
	void whenListsLieThenNothingIsAllocatedForThem() {
		ListVector list = own(ListVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Null()));
			v.startNewValue(0);
			v.endValue(0, 0);
		});
		list.getDataVector().setValueCount(Integer.MAX_VALUE);
		for (int end : new int[] { Integer.MIN_VALUE, -1 }) {
			list.getOffsetBuffer().setInt(4, end);
			assertRefused(OfList.class, list, "row 0: offsets or sizes point outside the data");
		}
		list.getOffsetBuffer().setInt(4, Integer.MAX_VALUE);
		assertRefused(OfList.class, list, "row 0, column 'v': the values of the row take more than 16 MiB of memory, "
				+ "and more than 16 times the size of its batch");
		list.getOffsetBuffer().setInt(4, 2);
		assertThat(read(OfList.class, list)).containsExactly(new OfList(Arrays.asList(null, null)));
		list.getDataVector().setValueCount(0);
	}

	@Test
	void whenMapHasAKeyTwiceThenRowIsRefused() {
		MapVector map = MapVector.empty("v", this.allocator, false);
		own(map, 1, (v) -> {
			StructVector entries = (StructVector) v.addOrGetVector(FieldType.notNullable(new ArrowType.Struct()))
				.getVector();
			VarCharVector keys = entries.addOrGet("key", FieldType.notNullable(new ArrowType.Utf8()),
					VarCharVector.class);
			IntVector values = entries.addOrGet("value", FieldType.nullable(new ArrowType.Int(32, true)),
					IntVector.class);
			v.allocateNew();
			for (int i = 0; i < 2; i++) {
				keys.setSafe(i, new byte[] { 'k' });
				values.setSafe(i, i);
				entries.setIndexDefined(i);
			}
			entries.setValueCount(2);
			v.startNewValue(0);
			v.endValue(0, 2);
		});
		assertRefused(OfMap.class, map, "row 0, column 'v': the map has a key more than once");
	}

	@Test
	void whenVectorsAreLoadedAnewThenTheReaderSeesTheNewRows() {
		IntVector column = ints("v", 1, 2);
		VectorSchemaRoot root = new VectorSchemaRoot(List.of(column));
		root.setRowCount(2);
		RecordReader<OfInt> reader = RecordMapper.of(OfInt.class).reader(root, null);
		assertThat(reader.read(1)).isEqualTo(new OfInt(2));
		root.clear();
		column.allocateNew(1000);
		column.set(0, 3);
		root.setRowCount(1);
		assertThat(reader.read(0)).isEqualTo(new OfInt(3));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.read(1));
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> reader.read(-1));
	}

	record OfInt(int v) {
	}

	record OfBox(@Nullable Long v) {
	}

	record OfText(@Nullable String v) {
	}

	record OfRequired(@ArrowField(nullable = Nullability.NOT_NULL) String v) {
	}

	record OfList(List<@Nullable Long> v) {
	}

	record OfMap(Map<String, Integer> v) {
	}

	record Sparse(int id, @ArrowField(nullable = Nullability.NULLABLE) @Nullable String text, Optional<String> optional,
			OptionalInt number, OptionalLong large, OptionalDouble share,
			@ArrowField(nullable = Nullability.NULLABLE) @Nullable OfInt struct) {
	}

	record OfStruct(Optional<Inner> v) {
	}

	record Inner(@Nullable String name, Optional<String> other) {
	}

	record Picky(int v) {

		Picky {
			if (v < 0) {
				throw new IllegalArgumentException("v is negative");
			}
		}

	}

	record PickyText(@Nullable String v) {

		PickyText {
			v.length();
		}

	}

}
