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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;
import org.apache.arrow.vector.compare.RangeEqualsVisitor;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Dictionaries: sent before they are needed, again when they change, and read as the
 * format allows them to come.
 */
class DictionaryTests {

	private static final DictionaryEncoding WORDS = new DictionaryEncoding(1, false, new ArrowType.Int(32, true));

	private static final DictionaryEncoding LISTS = new DictionaryEncoding(2, true, new ArrowType.Int(32, true));

	private static final Field ENCODED = new Field("d", new FieldType(true, new ArrowType.Utf8(), WORDS), null);

	/**
	 * Types to which Arrow's {@code VectorAppender} cannot append.
	 */
	private static final Set<ArrowTypeID> NO_DELTAS = Set.of(ArrowTypeID.LargeList, ArrowTypeID.ListView,
			ArrowTypeID.LargeListView);

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@Test
	void whenADictionaryChangesInPlaceThenItIsSentAgainAndOtherwiseNot() throws IOException {
		Wire wire = new Wire();
		try (VarCharVector words = words("a", "b");
				IntVector indices = indices(WORDS, 0, 1);
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, wire)) {
			VectorSchemaRoot root = VectorSchemaRoot.of(indices);
			encoder.start(null, root, new DictionaryProvider.MapDictionaryProvider(new Dictionary(words, WORDS)));
			encoder.write(root, null);
			encoder.write(root, null);
			words.setSafe(1, "c".getBytes());
			encoder.write(root, null);
			words.setSafe(2, "d".getBytes());
			words.setValueCount(3);
			indices.set(0, 2);
			encoder.write(root, null);
		}
		assertThat(kinds(wire.messages)).containsExactly(Kind.SCHEMA, Kind.DICTIONARY_BATCH, Kind.RECORD_BATCH,
				Kind.RECORD_BATCH, Kind.DICTIONARY_BATCH, Kind.RECORD_BATCH, Kind.DICTIONARY_BATCH, Kind.RECORD_BATCH);
		assertThat(read(wire.messages)).containsExactly("a b", "a b", "a c", "d c");
	}

	@Test
	void whenADictionaryUsesAnotherThenTheInnerGoesFirst() throws IOException {
		Wire wire = new Wire();
		Field item = new Field("item", new FieldType(true, new ArrowType.Int(32, true), WORDS), null);
		Field lists = new Field("lists", FieldType.nullable(new ArrowType.List()), List.of(item));
		try (VarCharVector words = words("a", "b", "c");
				ListVector values = (ListVector) lists.createVector(this.allocator);
				IntVector indices = indices(LISTS, 1, 0, 1);
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.ZSTD, wire)) {
			IntVector items = (IntVector) values.getDataVector();
			values.allocateNew();
			items.allocateNew(3);
			values.startNewValue(0);
			values.endValue(0, 1);
			values.startNewValue(1);
			values.endValue(1, 2);
			for (int i = 0; i < 3; i++) {
				items.set(i, 2 - i);
			}
			items.setValueCount(3);
			values.setValueCount(2);
			VectorSchemaRoot root = VectorSchemaRoot.of(indices);
			encoder.start(null, root, new DictionaryProvider.MapDictionaryProvider(new Dictionary(words, WORDS),
					new Dictionary(values, LISTS)));
			encoder.write(root, null);
		}
		assertThat(kinds(wire.messages)).containsExactly(Kind.SCHEMA, Kind.DICTIONARY_BATCH, Kind.DICTIONARY_BATCH,
				Kind.RECORD_BATCH);
		try (FlightDataReader reader = Wire.reader(wire.messages, this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			Dictionary outer = reader.lookup(2);
			Dictionary inner = reader.lookup(1);
			assertThat(inner.getVector().getObject(2)).hasToString("c");
			assertThat(outer.getVector().getObject(1)).hasToString("[1,0]");
			assertThat(reader.getVectorSchemaRoot().getVector(0).getObject(0)).isEqualTo(1);
			assertThat(reader.getVectorSchemaRoot().getSchema().getFields().get(0).getDictionary()).isEqualTo(LISTS);
		}
		// the inner dictionary alone is replaced by a smaller one
		List<byte[]> messages = new ArrayList<>(wire.messages);
		messages.add(dictionary(false, "only"));
		messages.add(wire.messages.get(3));
		try (FlightDataReader reader = Wire.reader(messages, this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class, reader::loadNextBatch);
			assertThat(ex).hasMessageContaining("has index 2, but dictionary 1 has 1 values");
		}
	}

	@Test
	void whenADictionaryIsOfADictionaryThenItsIndicesAreNotSentAsValues() {
		try (VarCharVector words = words("a", "b");
				IntVector inner = indices(WORDS, 1, 0);
				IntVector indices = indices(LISTS, 0);
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, new Wire())) {
			DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(new Dictionary(words, WORDS),
					new Dictionary(inner, LISTS));
			VectorSchemaRoot root = VectorSchemaRoot.of(indices);
			assertThatIllegalStateException().isThrownBy(() -> encoder.start(null, root, provider))
				.withMessageContaining("values of dictionary 2 are encoded with dictionary 1");
		}
	}

	@Test
	void whenADeltaComesThenTheDictionaryGrows() throws IOException {
		List<byte[]> messages = List.of(Crafted.schema(ENCODED), dictionary(true, "a"), batch(0, 0), dictionary(true),
				dictionary(true, "b", "c"), batch(1, 2), dictionary(false, "x"), batch(0, 0));
		assertThat(read(messages)).containsExactly("a a", "b c", "x x");
	}

	@Test
	void whenAReplacementIsSmallerThenOldIndicesAreRefused() throws IOException {
		List<byte[]> messages = List.of(Crafted.schema(ENCODED), dictionary(false, "a", "b"), batch(1, 1),
				dictionary(false, "a"), batch(0, 1));
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class, () -> read(messages));
		assertThat(ex).hasMessageContaining("value 1 of column 'd' has index 1, but dictionary 1 has 1 values");
	}

	@Test
	void whenAnIndexUnderNullIsOutOfRangeThenAccepted() throws IOException {
		byte[] batch = Crafted.rows(2).node(2, 1).bytes((byte) 1).ints(0, 99).batch();
		assertThat(read(List.of(Crafted.schema(ENCODED), dictionary(false, "a"), batch))).containsExactly("a null");
	}

	@BeforeAll
	static void registerExtension() {
		OpaqueType.ensureRegistered();
	}

	static Stream<Field> types() {
		// a sparse union's field has other type ids than its values
		return Columns.all().values().stream().filter((field) -> !field.getName().equals("sparse_union"));
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenEveryTypeIsADictionaryThenItIsReadAndReplacedAndGrown(Field field) throws IOException {
		DictionaryEncoding encoding = new DictionaryEncoding(5, false, null);
		Field encoded = new Field("d", new FieldType(true, new ArrowType.Int(32, true), encoding), null);
		Wire wire = new Wire();
		try (VectorSchemaRoot values = Columns.root(List.of(field), 20, 3, this.allocator);
				IntVector indices = (IntVector) encoded.createVector(this.allocator);
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, wire)) {
			indices.allocateNew(1);
			indices.set(0, 19);
			indices.setValueCount(1);
			VectorSchemaRoot root = VectorSchemaRoot.of(indices);
			encoder.start(null, root,
					new DictionaryProvider.MapDictionaryProvider(new Dictionary(values.getVector(0), encoding)));
			encoder.write(root, null);
			byte[] dictionary = wire.messages.get(1);
			byte[] batch = wire.messages.get(2);
			wire.messages.addAll(List.of(dictionary, batch, delta(dictionary), batch));
			try (FlightDataReader reader = Wire.reader(wire.messages, this.allocator)) {
				for (int i = 0; i < 2; i++) {
					assertThat(reader.loadNextBatch()).isTrue();
					assertEqual(values.getVector(0), reader.lookup(5).getVector(), 0);
				}
				if (NO_DELTAS.contains(field.getType().getTypeID()) || field.getName().contains("union")) {
					FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
							reader::loadNextBatch);
					assertThat(ex.status().code()).isEqualTo(FlightStatusCode.UNIMPLEMENTED);
					assertThat(ex).hasMessageContaining("send the whole dictionary");
					return;
				}
				assertThat(reader.loadNextBatch()).isTrue();
				assertThat(reader.lookup(5).getVector().getValueCount()).isEqualTo(40);
				assertEqual(values.getVector(0), reader.lookup(5).getVector(), 0);
				assertEqual(values.getVector(0), reader.lookup(5).getVector(), 20);
			}
		}
	}

	private static void assertEqual(FieldVector expected, FieldVector actual, int start) {
		if (expected instanceof ExtensionTypeVector<?>) {
			for (int i = 0; i < 20; i++) {
				assertThat(actual.getObject(start + i)).isEqualTo(expected.getObject(i));
			}
			return;
		}
		assertThat(new RangeEqualsVisitor(expected, actual, null).rangeEquals(new Range(0, start, 20)))
			.as("%s at %d", expected.getField(), start)
			.isTrue();
	}

	private static byte[] delta(byte[] dictionary) throws IOException {
		FlightData data = FlightData.parseFrom(dictionary);
		byte[] header = data.getDataHeader().toByteArray();
		DictionaryBatch batch = (DictionaryBatch) Message.getRootAsMessage(ByteBuffer.wrap(header))
			.header(new DictionaryBatch());
		RecordBatch old = batch.data();
		Crafted crafted = Crafted.rows(old.length());
		for (int i = 0; i < old.nodesLength(); i++) {
			crafted.node(old.nodes(i).length(), old.nodes(i).nullCount());
		}
		byte[] body = data.getDataBody().toByteArray();
		for (int i = 0; i < old.buffersLength(); i++) {
			int offset = (int) old.buffers(i).offset();
			crafted.bytes(Arrays.copyOfRange(body, offset, offset + (int) old.buffers(i).length()));
		}
		long[] views = new long[old.variadicBufferCountsLength()];
		Arrays.setAll(views, old::variadicBufferCounts);
		return crafted.views(views).dictionary(batch.id(), true);
	}

	private List<String> read(List<byte[]> messages) throws IOException {
		List<String> result = new ArrayList<>();
		try (FlightDataReader reader = Wire.reader(messages, this.allocator)) {
			while (reader.loadNextBatch()) {
				IntVector indices = (IntVector) reader.getVectorSchemaRoot().getVector(0);
				VarCharVector words = (VarCharVector) reader.lookup(1).getVector();
				List<String> row = new ArrayList<>();
				for (int i = 0; i < indices.getValueCount(); i++) {
					row.add(indices.isNull(i) ? "null" : words.getObject(indices.get(i)).toString());
				}
				result.add(String.join(" ", row));
			}
		}
		return result;
	}

	private List<Kind> kinds(List<byte[]> messages) {
		List<Kind> kinds = new ArrayList<>();
		for (byte[] message : messages) {
			try (FlightDataFrame frame = Wire.message(message).decode(this.allocator, FlightDataLimits.defaults())) {
				kinds.add(frame.kind());
			}
		}
		return kinds;
	}

	private static byte[] batch(int... indices) {
		return Crafted.rows(indices.length).node(indices.length, 0).none().ints(indices).batch();
	}

	private static byte[] dictionary(boolean delta, String... words) {
		int[] offsets = new int[words.length + 1];
		for (int i = 0; i < words.length; i++) {
			offsets[i + 1] = offsets[i] + words[i].length();
		}
		return Crafted.rows(words.length)
			.node(words.length, 0)
			.none()
			.ints(offsets)
			.bytes(String.join("", words).getBytes())
			.dictionary(1, delta);
	}

	private VarCharVector words(String... values) {
		VarCharVector words = new VarCharVector("words", this.allocator);
		words.allocateNew();
		for (int i = 0; i < values.length; i++) {
			words.setSafe(i, values[i].getBytes());
		}
		words.setValueCount(values.length);
		return words;
	}

	private IntVector indices(DictionaryEncoding encoding, int... values) {
		Field field = new Field("d", new FieldType(true, new ArrowType.Int(32, true), encoding), null);
		IntVector indices = (IntVector) field.createVector(this.allocator);
		indices.allocateNew(values.length);
		for (int i = 0; i < values.length; i++) {
			indices.set(i, values[i]);
		}
		indices.setValueCount(values.length);
		return indices;
	}

}
