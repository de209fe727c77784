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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows of few bytes that stand for many objects.
 */
class ExpandedRowTests extends ReceivedColumns {

	private static final int MANY = 1 << 23;

	private static final int SOME = 100_000;

	private static final DictionaryEncoding ENCODING = new DictionaryEncoding(9, false, new ArrowType.Int(8, true));

	private static final Field EMPTY = struct("item");

	private static final Field NULL = Field.nullable("item", ArrowType.Null.INSTANCE);

	private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();

	@Test
	void whenAListIsOfStructsWithoutValuesThenItIsLimited() {
		assertLimited(Bags.class, (length) -> list(EMPTY, length, (v) -> {
		}));
		Field lines = struct("item", Field.nullable("product", ArrowType.Null.INSTANCE),
				Field.nullable("quantity", ArrowType.Null.INSTANCE));
		assertLimited(Baskets.class, (length) -> list(lines, length, (v) -> {
		}));
	}

	@Test
	void whenAListIsOfNullsThenItIsLimited() {
		assertLimited(Texts.class, (length) -> list(NULL, length, (v) -> {
		}));
		assertLimited(Array.class, (length) -> list(NULL, length, (v) -> {
		}));
	}

	@Test
	void whenAListIsOfARunThenItIsLimited() {
		assertLimited(Texts.class, (length) -> list(runs("item"), length, (v) -> run(v, length)));
		assertLimited(Words.class, (length) -> list(runs("item"), length, (v) -> run(v, length)));
		assertLimited(Array.class, (length) -> list(runs("item"), length, (v) -> run(v, length)));
		Field lines = struct("item", runs("product"), Field.nullable("quantity", ArrowType.Null.INSTANCE));
		assertLimited(Baskets.class, (length) -> list(lines, length, (v) -> run(child(v, 0), length)));
	}

	@Test
	void whenAListIsOfARunOfNumbersThenItsArrayIsLimited() {
		Field numbers = new Field("item", FieldType.notNullable(ArrowType.RunEndEncoded.INSTANCE),
				List.of(Field.notNullable("run_ends", new ArrowType.Int(32, true)),
						Field.nullable("values", new ArrowType.Int(32, true))));
		assertLimited(Ints.class, (length) -> list(numbers, length, (v) -> {
			RunEndEncodedVector runs = (RunEndEncodedVector) v;
			ends(runs, length);
			((IntVector) runs.getValuesVector()).setSafe(0, 7);
			runs.getValuesVector().setValueCount(1);
		}));
	}

	@Test
	void whenAListHasAnotherLayoutThenItIsLimited() {
		assertLimited(Bags.class, this::large);
		assertLimited(Bags.class, this::fixed);
		assertLimited(Bags.class, this::view);
	}

	@Test
	void whenAMapIsOfARunThenItIsLimited() {
		FieldVector column = map(MANY);
		assertRefused(Counts.class, column);
	}

	@Test
	void whenListsOfAListShareTheirElementsThenTheyAreLimited() {
		FieldVector column = views(2000);
		assertRefused(Groups.class, column);
		assertThat(read(Groups.class, views(100)).get(0).v()).hasSize(100).allMatch((list) -> list.size() == 100);
	}

	@Test
	void whenAListRepeatsALargeTextOfARunThenItIsLimited() {
		Consumer<FieldVector> text = (v) -> {
			RunEndEncodedVector runs = (RunEndEncodedVector) v;
			ends(runs, 1000);
			((VarCharVector) runs.getValuesVector()).setSafe(0, bytes(1_000_000));
			runs.getValuesVector().setValueCount(1);
		};
		assertRefused(Texts.class, list(runs("item"), 1000, text));
		assertThat(read(Texts.class, list(runs("item"), 10, text)).get(0).v()).hasSize(10)
			.allMatch((value) -> value.length() == 1_000_000);
	}

	@Test
	void whenAListRepeatsALargeTextOfADictionaryThenItIsLimited() {
		VarCharVector texts = own(new VarCharVector("d", this.allocator), 1, (v) -> v.setSafe(0, bytes(1_000_000)));
		this.dictionaries.put(new Dictionary(texts, ENCODING));
		assertRefused(Texts.class, indices(1000));
		assertThat(read(Texts.class, indices(10)).get(0).v()).hasSize(10)
			.allMatch((value) -> value.length() == 1_000_000);
	}

	@Test
	void whenAListRepeatsLargeBytesOfADictionaryThenItIsLimited() {
		VarBinaryVector values = own(new VarBinaryVector("d", this.allocator), 1, (v) -> v.setSafe(0, bytes(1_000)));
		this.dictionaries.put(new Dictionary(values, ENCODING));
		assertRefused(Blobs.class, indices(1 << 20));
		assertThat(read(Blobs.class, indices(1000)).get(0).v()).hasSize(1000);
	}

	@Test
	void whenViewsShareALargeTextThenTheyAreLimited() {
		assertRefused(Texts.class, textViews(1000));
		assertThat(read(Texts.class, textViews(10)).get(0).v()).hasSize(10)
			.allMatch((value) -> value.length() == 1_000_000);
	}

	@Test
	void whenARowHasManyListsThenTheyAreLimitedTogether() {
		FieldVector first = list(NULL, 1 << 21, (v) -> {
		});
		FieldVector second = list("w", NULL, 1 << 21, (v) -> {
		});
		FieldVector third = list("x", NULL, 1 << 21, (v) -> {
		});
		assertThat(read(Texts.class, first)).hasSize(1);
		RecordReader<Three> reader = reader(Three.class, first, second, third);
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader.read(0))
			.withMessageContaining("row 0, column 'x'");
	}

	@Test
	void whenEachRowIsSmallThenThereIsNoLimitForAllOfThem() {
		ListVector column = list(NULL, SOME, (v) -> {
		});
		RecordReader<Texts> reader = reader(Texts.class, column);
		for (int i = 0; i < 1000; i++) {
			assertThat(reader.read(0).v()).hasSize(SOME);
		}
	}

	@Test
	void whenAListIsAsLargeAsItsDataThenItIsRead() {
		int length = 4_000_000;
		ListVector column = list(Field.nullable("item", new ArrowType.Int(32, true)), length, (v) -> {
			((IntVector) v).allocateNew(length);
			for (int i = 0; i < length; i++) {
				((IntVector) v).set(i, i);
			}
			v.setValueCount(length);
		});
		assertThat(read(Ints.class, column).get(0).v()).hasSize(length).endsWith(length - 1);
		assertThat(read(Numbers.class, column).get(0).v()).hasSize(length).endsWith(length - 1);
	}

	@Test
	void whenAListOfBooleansIsLargeThenItIsRead() {
		int length = 1_000_000;
		ListVector column = list(Field.nullable("item", ArrowType.Bool.INSTANCE), length, (v) -> {
			((BitVector) v).allocateNew(length);
			((BitVector) v).setRangeToOne(0, length);
			v.setValueCount(length);
		});
		assertThat(read(Flags.class, column).get(0).v()).hasSize(length).containsOnly(true);
	}

	@Test
	void whenFewBytesStandForVeryManyRowsThenTheyAreRefused() throws Exception {
		byte[] data = nulls(3, 1 << 19);
		try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(data), this.allocator)) {
			RecordIterator<Nested> rows = new RecordIterator<>(reader, RecordMapper.of(Nested.class));
			for (int i = 0; i < 1 << 20; i++) {
				assertThat(rows.next().a()).isEmpty();
			}
			assertThatExceptionOfType(RecordMappingException.class).isThrownBy(rows::hasNext)
				.withMessage("the batches have more than 1048576 rows, and more than 200 for each byte of data");
			assertThat(rows.hasNext()).isFalse();
		}
	}

	private byte[] nulls(int batches, int rows) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (VectorSchemaRoot root = VectorSchemaRoot.of(new NullVector("a", rows));
				ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
			root.setRowCount(rows);
			for (int i = 0; i < batches; i++) {
				writer.writeBatch();
			}
		}
		return out.toByteArray();
	}

	private void assertLimited(Class<?> type, Columns column) {
		assertRefused(type, column.of(MANY));
		assertThat(read(type, column.of(SOME))).hasSize(1);
	}

	private void assertRefused(Class<?> type, FieldVector column) {
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> read(type, column))
			.withMessageStartingWith("row 0, column 'v")
			.withMessageEndingWith(
					"the values of the row take more than 16 MiB of memory, and more than 16 times the size of its batch");
	}

	@Override
	<T> RecordReader<T> reader(Class<T> type, FieldVector... columns) {
		VectorSchemaRoot root = new VectorSchemaRoot(Arrays.asList(columns));
		root.setRowCount(1);
		return RecordMapper.of(type).reader(root, this.dictionaries);
	}

	private static byte[] bytes(int length) {
		return "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
	}

	private static FieldVector child(FieldVector vector, int index) {
		return vector.getChildrenFromFields().get(index);
	}

	private static Field struct(String name, Field... children) {
		return new Field(name, FieldType.nullable(new ArrowType.Struct()), List.of(children));
	}

	private static Field runs(String name) {
		return new Field(name, FieldType.notNullable(ArrowType.RunEndEncoded.INSTANCE),
				List.of(Field.notNullable("run_ends", new ArrowType.Int(32, true)),
						Field.nullable("values", new ArrowType.Utf8())));
	}

	private static void run(FieldVector vector, int length) {
		RunEndEncodedVector runs = (RunEndEncodedVector) vector;
		ends(runs, length);
		((VarCharVector) runs.getValuesVector()).setSafe(0, bytes(1));
		runs.getValuesVector().setValueCount(1);
	}

	private static void ends(RunEndEncodedVector runs, int length) {
		((IntVector) runs.getRunEndsVector()).setSafe(0, length);
		runs.getRunEndsVector().setValueCount(1);
	}

	private static void valid(FieldVector vector, int count) {
		if (vector instanceof StructVector struct) {
			for (int i = 0; i < count; i++) {
				BitVectorHelper.setBit(struct.getValidityBuffer(), i);
			}
		}
	}

	private ListVector list(Field element, int length, Consumer<FieldVector> content) {
		return list("v", element, length, content);
	}

	private ListVector list(String name, Field element, int length, Consumer<FieldVector> content) {
		Field field = new Field(name, FieldType.nullable(new ArrowType.List()), List.of(element));
		ListVector list = own((ListVector) field.createVector(this.allocator), 1, (v) -> {
			content.accept(v.getDataVector());
			v.setNotNull(0);
			v.getOffsetBuffer().setInt(4, length);
			v.setLastSet(0);
		});
		valid(list.getDataVector(), length);
		return list;
	}

	private FieldVector large(int length) {
		Field field = new Field("v", FieldType.nullable(new ArrowType.LargeList()), List.of(EMPTY));
		LargeListVector list = own((LargeListVector) field.createVector(this.allocator), 1, (v) -> {
			v.setNotNull(0);
			v.getOffsetBuffer().setLong(8, length);
			v.setLastSet(0);
		});
		valid(list.getDataVector(), length);
		return list;
	}

	private FieldVector fixed(int length) {
		Field field = new Field("v", FieldType.nullable(new ArrowType.FixedSizeList(length)), List.of(EMPTY));
		FixedSizeListVector list = own((FixedSizeListVector) field.createVector(this.allocator), 1,
				(v) -> v.setNotNull(0));
		valid(list.getDataVector(), length);
		return list;
	}

	private FieldVector view(int length) {
		Field field = new Field("v", FieldType.nullable(new ArrowType.ListView()), List.of(EMPTY));
		ListViewVector list = own((ListViewVector) field.createVector(this.allocator), 1, (v) -> {
			v.getDataVector().setValueCount(length);
			v.setOffset(0, 0);
			v.setSize(0, length);
			v.setValidity(0, 1);
		});
		valid(list.getDataVector(), length);
		return list;
	}

	private FieldVector map(int length) {
		Field entries = new Field("entries", FieldType.notNullable(new ArrowType.Struct()),
				List.of(runs("key"), Field.nullable("value", ArrowType.Null.INSTANCE)));
		Field field = new Field("v", FieldType.nullable(new ArrowType.Map(false)), List.of(entries));
		return own((MapVector) field.createVector(this.allocator), 1, (v) -> {
			run(child(v.getDataVector(), 0), length);
			v.setNotNull(0);
			v.getOffsetBuffer().setInt(4, length);
			v.setLastSet(0);
		});
	}

	/**
	 * Lists over the same texts, as many as there are texts.
	 */
	private FieldVector views(int count) {
		Field texts = new Field("item", FieldType.nullable(new ArrowType.ListView()),
				List.of(Field.nullable("item", new ArrowType.Utf8())));
		return list(texts, count, (v) -> {
			ListViewVector lists = (ListViewVector) v;
			VarCharVector values = (VarCharVector) lists.getDataVector();
			for (int i = 0; i < count; i++) {
				values.setSafe(i, bytes(1));
			}
			values.setValueCount(count);
			for (int i = 0; i < count; i++) {
				lists.setOffset(i, 0);
				lists.setSize(i, count);
				lists.setValidity(i, 1);
			}
			lists.setValueCount(count);
		});
	}

	private FieldVector textViews(int count) {
		return list(Field.nullable("item", new ArrowType.Utf8View()), count, (v) -> {
			ViewVarCharVector views = (ViewVarCharVector) v;
			views.setSafe(0, bytes(1_000_000));
			views.setValueCount(count);
			for (int i = 1; i < count; i++) {
				views.getDataBuffer().setBytes(i * 16L, views.getDataBuffer(), 0, 16);
				BitVectorHelper.setBit(views.getValidityBuffer(), i);
			}
			views.setLastSet(count - 1);
		});
	}

	private FieldVector indices(int length) {
		Field indices = new Field("item", new FieldType(true, new ArrowType.Int(8, true), ENCODING), null);
		return list(indices, length, (v) -> {
			((TinyIntVector) v).allocateNew(length);
			for (int i = 0; i < length; i++) {
				((TinyIntVector) v).set(i, 0);
			}
			v.setValueCount(length);
		});
	}

	/**
	 * Columns of one list of a given length.
	 */
	private interface Columns {

		FieldVector of(int length);

	}

	record Nested(Optional<String> a) {
	}

	record Bags(List<@Nullable Nested> v) {
	}

	record Line(@Nullable String product, @Nullable Integer quantity) {
	}

	record Baskets(List<@Nullable Line> v) {
	}

	record Texts(List<@Nullable String> v) {
	}

	record Words(Set<String> v) {
	}

	record Array(@Nullable String[] v) {
	}

	record Ints(int[] v) {
	}

	record Numbers(List<Integer> v) {
	}

	record Flags(List<Boolean> v) {
	}

	record Blobs(List<byte[]> v) {
	}

	record Counts(Map<String, @Nullable Integer> v) {
	}

	record Groups(List<List<String>> v) {
	}

	record Three(List<@Nullable String> v, List<@Nullable String> w, List<@Nullable String> x) {
	}

}
