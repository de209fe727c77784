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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Unions whose type ids do not ascend, or leave some out. Arrow's dense union sorts the
 * children of its own field by type id, and its sparse union has other ids there.
 */
class UnionTypeIdTests {

	private static final Field TEXT = Columns.field("s", new ArrowType.Utf8());

	private static final Field NUMBER = Columns.field("n", new ArrowType.Int(32, true));

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "0, 1", "127, 5", "3, 100", "126, 127" })
	void whenADenseUnionIsReadAndWrittenThenItsRowsAreThose(int text, int number) throws IOException {
		List<byte[]> messages = List.of(Crafted.schema(union(UnionMode.Dense, text, number)),
				dense(text, number).batch());
		assertRows(messages, "[a, 7, ccc, 7]");
		assertRows(written(messages, 1 << 20, true), "[a, 7, ccc, 7]");
		assertRows(written(messages, 1 << 20, false), "[a, 7, ccc, 7]");
		assertRows(written(messages, 1, true), "[a, 7, ccc, 7]");
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "0, 1", "127, 5", "3, 100", "126, 127" })
	void whenASparseUnionIsReadAndWrittenThenItsRowsAreThose(int text, int number) throws IOException {
		Crafted batch = Crafted.rows(3)
			.node(3, 0)
			.bytes((byte) text, (byte) number, (byte) text)
			.node(3, 0)
			.none()
			.ints(0, 1, 2, 5)
			.bytes("abccc".getBytes())
			.node(3, 0)
			.none()
			.ints(6, 7, 8);
		List<byte[]> messages = List.of(Crafted.schema(union(UnionMode.Sparse, text, number)), batch.batch());
		assertRows(messages, "[a, 7, ccc]");
		assertRows(written(messages, 1 << 20, true), "[a, 7, ccc]");
		assertRows(written(messages, 1, true), "[a, 7, ccc]");
	}

	@Test
	void whenTheUnionIsInAStructOrIsADictionaryThenItsRowsAreThose() throws IOException {
		Field struct = Columns.field("x", new ArrowType.Struct(), union(UnionMode.Dense, 1, 0));
		Crafted batch = Crafted.rows(4).node(4, 0).none();
		List<byte[]> messages = List.of(Crafted.schema(struct), dense(batch, 1, 0).batch());
		for (List<byte[]> each : List.of(messages, written(messages, 1 << 20, true), written(messages, 1, true))) {
			List<String> rows = new ArrayList<>();
			try (FlightDataReader reader = Wire.reader(each, this.allocator)) {
				while (reader.loadNextBatch()) {
					VectorSchemaRoot root = reader.getVectorSchemaRoot();
					IntStream.range(0, root.getRowCount())
						.forEach((i) -> rows.add(String.valueOf(root.getVector(0).getObject(i))));
				}
			}
			assertThat(rows).containsExactly("{\"u\":\"a\"}", "{\"u\":7}", "{\"u\":\"ccc\"}", "{\"u\":7}");
		}
	}

	@Test
	void whenAUnionHasAllTypeIdsThenItIsReadAndWritten() throws IOException {
		int[] ids = IntStream.rangeClosed(0, 127).map((i) -> 127 - i).toArray();
		Field[] children = IntStream.range(0, 128)
			.mapToObj((i) -> Columns.field("c" + i, new ArrowType.Int(32, true)))
			.toArray(Field[]::new);
		Field union = Columns.field("u", new ArrowType.Union(UnionMode.Dense, ids), children);
		Crafted batch = Crafted.rows(2).node(2, 0).bytes((byte) 0, (byte) 127).ints(0, 0);
		for (int i = 0; i < 128; i++) {
			batch.node(1, 0).none().ints(i);
		}
		List<byte[]> messages = List.of(Crafted.schema(union), batch.batch());
		assertRows(messages, "[127, 0]");
		assertRows(written(messages, 1 << 20, true), "[127, 0]");
		assertRows(written(messages, 1, true), "[127, 0]");
	}

	@Test
	void whenATypeIdIsNegativeThenRefused() {
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
				() -> assertRows(List.of(Crafted.schema(union(UnionMode.Dense, -1, 0))), ""));
		assertThat(ex)
			.hasMessageContaining("field 'u' is a union with type id -1, which is out of range or used twice");
	}

	private static Crafted dense(int text, int number) {
		return dense(Crafted.rows(4), text, number);
	}

	// the text in the middle and the last number are not used
	private static Crafted dense(Crafted batch, int text, int number) {
		return batch.node(4, 0)
			.bytes((byte) text, (byte) number, (byte) text, (byte) number)
			.ints(0, 0, 2, 0)
			.node(3, 0)
			.none()
			.ints(0, 1, 2, 5)
			.bytes("abccc".getBytes())
			.node(2, 0)
			.none()
			.ints(7, 8);
	}

	private static Field union(UnionMode mode, int text, int number) {
		return Columns.field("u", new ArrowType.Union(mode, new int[] { text, number }), TEXT, NUMBER);
	}

	/**
	 * Write the rows that were read.
	 * @param declared whether the root has the schema that was sent, or the one that
	 * Arrow's vectors say
	 */
	private List<byte[]> written(List<byte[]> messages, long maxBatchBytes, boolean declared) throws IOException {
		Wire wire = new Wire();
		FlightDataOptions options = new FlightDataOptions(maxBatchBytes, FlightDataOptions.Compression.NONE);
		try (FlightDataReader reader = Wire.reader(messages, this.allocator);
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, options, wire)) {
			while (reader.loadNextBatch()) {
				VectorSchemaRoot root = reader.getVectorSchemaRoot();
				List<Field> fields = root.getFieldVectors().stream().map(FieldVector::getField).toList();
				encoder.write(
						declared ? root : new VectorSchemaRoot(fields, root.getFieldVectors(), root.getRowCount()),
						null);
			}
		}
		return wire.messages;
	}

	private void assertRows(List<byte[]> messages, String expected) throws IOException {
		List<Object> rows = new ArrayList<>();
		try (FlightDataReader reader = Wire.reader(messages, this.allocator)) {
			while (reader.loadNextBatch()) {
				VectorSchemaRoot root = reader.getVectorSchemaRoot();
				for (int i = 0; i < root.getRowCount(); i++) {
					rows.add(value(root, i));
				}
			}
		}
		assertThat(rows).hasToString(expected);
	}

	private static Object value(VectorSchemaRoot root, int row) {
		if (root.getVector(0) instanceof DenseUnionVector dense) {
			return dense.getObject(row);
		}
		UnionVector sparse = (UnionVector) root.getVector(0);
		int[] ids = ((ArrowType.Union) root.getSchema().getFields().get(0).getType()).getTypeIds();
		int child = (sparse.getTypeValue(row) == ids[0]) ? 0 : 1;
		return sparse.getChildrenFromFields().get(child).getObject(row);
	}

}
