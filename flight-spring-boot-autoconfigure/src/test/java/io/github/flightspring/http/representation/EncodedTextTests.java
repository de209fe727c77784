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

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.flightspring.ipc.Columns;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Dictionaries and runs as text: the values, whatever is encoded by what.
 */
class EncodedTextTests {

	private static final DictionaryEncoding WORDS = new DictionaryEncoding(1, false, new ArrowType.Int(8, false));

	private static final DictionaryEncoding OUTER = new DictionaryEncoding(2, false, new ArrowType.Int(32, true));

	private static final Field TEXT = Columns.field("text", new ArrowType.Utf8());

	private final BufferAllocator allocator = new RootAllocator();

	private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();

	@AfterEach
	void close() {
		this.dictionaries.close();
		this.allocator.close();
	}

	@Test
	void whenRunsAreOfADictionaryThenTheValuesAreWritten() throws Exception {
		words("a", null, "c");
		Field field = runs("runs", encoded("values", WORDS));
		try (RunEndEncodedVector runs = (RunEndEncodedVector) field.createVector(this.allocator)) {
			set(runs, 2, 3, 5, 6);
			indices(runs.getValuesVector(), 2, 1, 0, null);
			assertText(field, runs, "\"c\"", "\"c\"", "null", "\"a\"", "\"a\"", "null");
		}
	}

	@Test
	void whenADictionaryIsOfRunsThenTheValuesAreWritten() throws Exception {
		Field values = runs("values", TEXT);
		RunEndEncodedVector runs = (RunEndEncodedVector) values.createVector(this.allocator);
		set(runs, 2, 3);
		texts(runs.getValuesVector(), "a", null);
		this.dictionaries.put(new Dictionary(runs, OUTER));
		Field field = encoded("column", OUTER);
		try (FieldVector column = field.createVector(this.allocator)) {
			indices(column, 1, 0, 2, null);
			assertText(field, column, "\"a\"", "\"a\"", "null", "null");
		}
	}

	@Test
	void whenADictionaryIsOfADictionaryThenTheValuesAreWritten() throws Exception {
		words("a", null, "c");
		FieldVector inner = encoded("inner", WORDS).createVector(this.allocator);
		indices(inner, 2, null, 0, 1);
		this.dictionaries.put(new Dictionary(inner, OUTER));
		Field field = encoded("column", OUTER);
		try (FieldVector column = field.createVector(this.allocator)) {
			indices(column, 3, 2, 1, 0, null);
			assertText(field, column, "null", "\"a\"", "null", "\"c\"", "null");
		}
	}

	@Test
	void whenRunsAreOfRunsOfADictionaryInAStructThenTheValuesAreWritten() throws Exception {
		words("a", "b");
		Field field = Columns.field("s", new ArrowType.Struct(),
				runs("runs", runs("values", encoded("values", WORDS))));
		try (StructVector struct = (StructVector) field.createVector(this.allocator)) {
			struct.setIndexDefined(0);
			struct.setIndexDefined(1);
			struct.setIndexDefined(2);
			RunEndEncodedVector outer = (RunEndEncodedVector) struct.getChildrenFromFields().get(0);
			set(outer, 1, 3);
			RunEndEncodedVector inner = (RunEndEncodedVector) outer.getValuesVector();
			set(inner, 1, 2);
			indices(inner.getValuesVector(), 1, 0);
			struct.setValueCount(3);
			set(outer, 1, 3);
			assertThat(Texts.values(field, struct, this.dictionaries)).containsExactly("{\"runs\":\"b\"}",
					"{\"runs\":\"a\"}", "{\"runs\":\"a\"}");
		}
	}

	@Test
	void whenADictionaryHasListsOfWordsAndTimesThenBothAreWritten() throws Exception {
		words("a", "b");
		Field entry = Columns.field("entry", new ArrowType.Struct(), encoded("word", WORDS),
				Columns.field("at", new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC")));
		Field list = Columns.field("list", new ArrowType.LargeList(), entry);
		LargeListVector lists = (LargeListVector) list.createVector(this.allocator);
		lists.startNewValue(0);
		lists.endValue(0, 2);
		lists.setNull(1);
		StructVector entries = (StructVector) lists.getDataVector();
		entries.setIndexDefined(0);
		entries.setNull(1);
		indices(entries.getChildrenFromFields().get(0), 1, null);
		((TimeStampVector) entries.getChildrenFromFields().get(1)).setSafe(0, 1500);
		lists.setValueCount(2);
		this.dictionaries.put(new Dictionary(lists, OUTER));
		Field field = encoded("column", OUTER);
		try (FieldVector column = field.createVector(this.allocator)) {
			indices(column, 1, 0, null);
			assertThat(Texts.values(field, column, this.dictionaries)).containsExactly("null",
					"[{\"word\":\"b\",\"at\":\"1970-01-01T00:00:01.500Z\"},null]", "null");
			assertThat(Texts.fields(field, column, this.dictionaries)).containsExactly("",
					"\"[{\"\"word\"\":\"\"b\"\",\"\"at\"\":\"\"1970-01-01T00:00:01.500Z\"\"},null]\"", "");
		}
	}

	@Test
	void whenTheFieldOfADictionaryNamesItselfThenItsValuesArePlain() throws Exception {
		VarCharVector words = new VarCharVector("words", new FieldType(true, new ArrowType.Utf8(), WORDS),
				this.allocator);
		texts(words, "a", "b");
		this.dictionaries.put(new Dictionary(words, WORDS));
		Field field = encoded("column", WORDS);
		try (FieldVector column = field.createVector(this.allocator)) {
			indices(column, 1, 0);
			assertText(field, column, "\"b\"", "\"a\"");
		}
	}

	@Test
	void whenADictionaryIsMissingThenIndicesAreNotTakenForValues() {
		Field field = encoded("column", WORDS);
		try (FieldVector column = field.createVector(this.allocator)) {
			indices(column, 0);
			assertThatIllegalStateException().isThrownBy(() -> Texts.values(field, column, this.dictionaries))
				.withMessageContaining("Field 'column' uses dictionary 1");
			assertThatIllegalStateException().isThrownBy(() -> Texts.fields(field, column, null))
				.withMessageContaining("Field 'column' uses dictionary 1");
		}
	}

	@Test
	void whenAnIndexIsOutsideOfItsDictionaryThenBothAreNamed() {
		words("a");
		Field field = encoded("column", WORDS);
		try (FieldVector column = field.createVector(this.allocator)) {
			indices(column, 255);
			assertThatIllegalStateException().isThrownBy(() -> Texts.values(field, column, this.dictionaries))
				.withMessageContaining("'column' is index 255 of a dictionary of 1 values");
		}
	}

	@Test
	void whenADictionaryUsesItselfThenItIsNamed() {
		Field list = Columns.field("list", new ArrowType.LargeList(), encoded("element", OUTER));
		this.dictionaries.put(new Dictionary(list.createVector(this.allocator), OUTER));
		Field field = encoded("column", OUTER);
		try (FieldVector column = field.createVector(this.allocator)) {
			assertThatIllegalStateException().isThrownBy(() -> Texts.values(field, column, this.dictionaries))
				.withMessageContaining("Dictionary 2 of field '$data$' uses itself");
		}
	}

	@Test
	void whenRunsEndTooEarlyThenTheColumnIsNamed() throws Exception {
		Field field = runs("runs", TEXT);
		try (RunEndEncodedVector runs = (RunEndEncodedVector) field.createVector(this.allocator)) {
			set(runs, 1);
			texts(runs.getValuesVector(), "a");
			runs.setValueCount(2);
			assertThatIllegalStateException().isThrownBy(() -> Texts.values(field, runs, null))
				.withMessageContaining("runs of column 'runs' end before value 1");
		}
	}

	private void assertText(Field field, FieldVector vector, String... values) throws Exception {
		assertThat(Texts.values(field, vector, this.dictionaries)).containsExactly(values);
		List<String> fields = List.of(values)
			.stream()
			.map((value) -> value.equals("null") ? "" : value.substring(1, value.length() - 1))
			.toList();
		assertThat(Texts.fields(field, vector, this.dictionaries)).isEqualTo(fields);
	}

	private void words(String... words) {
		FieldVector vector = TEXT.createVector(this.allocator);
		texts(vector, words);
		this.dictionaries.put(new Dictionary(vector, WORDS));
	}

	private static void texts(FieldVector vector, String... texts) {
		for (int i = 0; i < texts.length; i++) {
			if (texts[i] != null) {
				((VarCharVector) vector).setSafe(i, texts[i].getBytes(StandardCharsets.UTF_8));
			}
		}
		vector.setValueCount(texts.length);
	}

	private static void indices(FieldVector vector, Integer... indices) {
		vector.setInitialCapacity(indices.length);
		vector.allocateNew();
		for (int i = 0; i < indices.length; i++) {
			if (indices[i] == null) {
				vector.setNull(i);
			}
			else {
				((BaseIntVector) vector).setWithPossibleTruncate(i, indices[i]);
			}
		}
		vector.setValueCount(indices.length);
	}

	private static void set(RunEndEncodedVector runs, Integer... ends) {
		indices(runs.getRunEndsVector(), ends);
		runs.setValueCount(ends[ends.length - 1]);
	}

	private static Field encoded(String name, DictionaryEncoding encoding) {
		return new Field(name, new FieldType(true, encoding.getIndexType(), encoding), null);
	}

	private static Field runs(String name, Field values) {
		Field ends = new Field("run_ends", FieldType.notNullable(new ArrowType.Int(32, true)), null);
		return Columns.field(name, new ArrowType.RunEndEncoded(), ends, values);
	}

}
