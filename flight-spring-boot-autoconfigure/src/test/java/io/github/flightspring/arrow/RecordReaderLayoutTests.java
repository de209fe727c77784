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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UuidVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns in other layouts and encodings than a writer makes.
 */
class RecordReaderLayoutTests extends ReceivedColumns {

	@Test
	void whenTextHasAnyLayoutThenItIsRead() {
		byte[] value = "é a text of more than twelve bytes".getBytes(StandardCharsets.UTF_8);
		String expected = new String(value, StandardCharsets.UTF_8);
		assertThat(read(OfText.class, own(new LargeVarCharVector("v", this.allocator), 1, (v) -> v.setSafe(0, value))))
			.containsExactly(new OfText(expected));
		assertThat(read(OfText.class, own(new ViewVarCharVector("v", this.allocator), 2, (v) -> {
			v.setSafe(0, value);
			v.setSafe(1, "short".getBytes(StandardCharsets.UTF_8));
		}))).containsExactly(new OfText(expected), new OfText("short"));
	}

	@Test
	void whenBinaryHasAnyLayoutThenItIsRead() {
		byte[] value = { 1, 2, 3 };
		assertThat(
				read(OfBytes.class, own(new LargeVarBinaryVector("v", this.allocator), 1, (v) -> v.setSafe(0, value)))
					.get(0)
					.v())
			.containsExactly(value);
		assertThat(read(OfBytes.class, own(new ViewVarBinaryVector("v", this.allocator), 1, (v) -> v.setSafe(0, value)))
			.get(0)
			.v()).containsExactly(value);
		assertThat(read(OfBytes.class,
				own(new FixedSizeBinaryVector("v", this.allocator, 3), 1, (v) -> v.setSafe(0, value)))
			.get(0)
			.v()).containsExactly(value);
	}

	@Test
	void whenTextIsNotUtf8ThenRowIsRefused() {
		VarCharVector column = own(new VarCharVector("v", this.allocator), 2, (v) -> {
			v.setSafe(0, "\uFFFD".getBytes(StandardCharsets.UTF_8));
			v.setSafe(1, new byte[] { 'a', (byte) 0xC3, '(' });
		});
		assertThat(reader(OfText.class, column).read(0)).isEqualTo(new OfText("\uFFFD"));
		assertRefused(OfText.class, column, "row 1, column 'v': the value is not UTF-8");
	}

	@Test
	void whenUuidIsAnExtensionVectorThenItIsRead() {
		UuidVector column = new UuidVector("v", this.allocator, new FixedSizeBinaryVector("v", this.allocator, 16));
		own(column, 1, (v) -> v.setSafe(0, new UUID(1, 2)));
		assertThat(read(OfUuid.class, column)).containsExactly(new OfUuid(new UUID(1, 2)));
	}

	@Test
	void whenListHasAnyLayoutThenItIsRead() {
		ListVector list = own(ListVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.startNewValue(0);
			v.endValue(0, 2);
		});
		LargeListVector large = own(LargeListVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.startNewValue(0);
			v.endValue(0, 2);
		});
		FixedSizeListVector fixed = own(FixedSizeListVector.empty("v", 2, this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.setNotNull(0);
		});
		ListViewVector view = own(ListViewVector.empty("v", this.allocator), 1, (v) -> {
			v.addOrGetVector(FieldType.nullable(new ArrowType.Int(32, true)));
			v.allocateNew();
			fill((IntVector) v.getDataVector());
			v.setOffset(0, 0);
			v.setSize(0, 2);
			v.setValidity(0, 1);
		});
		for (FieldVector column : List.of(list, large, fixed, view)) {
			assertThat(read(OfList.class, column)).containsExactly(new OfList(Arrays.asList(5L, null)));
			assertThat(read(OfSet.class, column).get(0).v()).containsExactlyInAnyOrder(5, null);
			assertRefused(OfInts.class, column, "row 0, column 'v[]': is null, but the component cannot be");
		}
	}

	private void fill(IntVector elements) {
		elements.setSafe(0, 5);
		elements.setNull(1);
		elements.setValueCount(2);
	}

	@Test
	void whenDictionaryEncodedThenValuesAreDecoded() {
		DictionaryEncoding encoding = new DictionaryEncoding(9, false, new ArrowType.Int(8, true));
		FieldType type = new FieldType(true, new ArrowType.Int(8, true), encoding);
		TinyIntVector indices = own((TinyIntVector) new Field("v", type, null).createVector(this.allocator), 4, (v) -> {
			v.set(0, 1);
			v.set(1, 0);
			v.setNull(2);
			v.set(3, 2);
		});
		VectorSchemaRoot root = new VectorSchemaRoot(List.of(indices));
		MapDictionaryProvider texts = new MapDictionaryProvider(new Dictionary(text("d", "BLUE", "RED"), encoding));
		RecordReader<OfText> reader = RecordMapper.of(OfText.class).reader(root, texts);
		assertThat(List.of(reader.read(0), reader.read(1), reader.read(2))).containsExactly(new OfText("RED"),
				new OfText("BLUE"), new OfText(null));
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader.read(3))
			.withMessage("row 3, column 'v': index '2' is outside its dictionary of 2");
		MapDictionaryProvider numbers = new MapDictionaryProvider(new Dictionary(ints("d", 10, 20), encoding));
		assertThat(RecordMapper.of(OfLong.class).reader(root, numbers).read(0)).isEqualTo(new OfLong(20));
		assertThat(RecordMapper.of(OfDouble.class).reader(root, numbers).read(1)).isEqualTo(new OfDouble(10));
		assertThatExceptionOfType(RecordMappingException.class)
			.isThrownBy(() -> RecordMapper.of(OfLong.class).reader(root, null))
			.withMessage("column 'v': its dictionary 9 is missing");
	}

	@Test
	void whenRunEndEncodedThenValuesAreRead() {
		RunEndEncodedVector runs = new RunEndEncodedVector(
				new Field("v", FieldType.notNullable(ArrowType.RunEndEncoded.INSTANCE),
						List.of(Field.notNullable("run_ends", new ArrowType.Int(32, true)),
								Field.nullable("values", new ArrowType.Int(32, true)))),
				this.allocator, null);
		own(runs, 5, (v) -> {
			((IntVector) v.getRunEndsVector()).setSafe(0, 2);
			((IntVector) v.getRunEndsVector()).setSafe(1, 4);
			v.getRunEndsVector().setValueCount(2);
			((IntVector) v.getValuesVector()).setSafe(0, 7);
			((IntVector) v.getValuesVector()).setNull(1);
			v.getValuesVector().setValueCount(2);
		});
		RecordReader<OfBox> reader = reader(OfBox.class, runs);
		assertThat(List.of(reader.read(0), reader.read(1), reader.read(2), reader.read(3)))
			.containsExactly(new OfBox(7L), new OfBox(7L), new OfBox(null), new OfBox(null));
		assertThatExceptionOfType(RecordMappingException.class).isThrownBy(() -> reader.read(4))
			.withMessage("row 4, column 'v': its runs end before this row");
	}

	record OfLong(long v) {
	}

	record OfBox(@Nullable Long v) {
	}

	record OfDouble(double v) {
	}

	record OfText(@Nullable String v) {
	}

	record OfBytes(byte[] v) {
	}

	record OfUuid(UUID v) {
	}

	record OfList(List<@Nullable Long> v) {
	}

	record OfSet(Set<@Nullable Integer> v) {
	}

	record OfInts(int[] v) {
	}

}
