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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.flightspring.ipc.Columns;
import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.ipc.IpcEncoder;
import io.github.flightspring.ipc.IpcSource;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;
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
 * Dense unions whose children Arrow's own reader has cut to the number of the union's
 * rows, while the rows use later values.
 */
class CutUnionTests {

	private static final Field INT = Columns.field("n", new ArrowType.Int(32, true));

	private final BufferAllocator allocator = new RootAllocator();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	static Stream<Field> types() {
		return Columns.all().values().stream();
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenRowsUseTheLastValuesOfAnyTypeThenTheyAreWritten(Field type) throws Exception {
		Field field = Columns.field("u", dense(), new Field("a", type.getFieldType(), type.getChildren()), INT);
		assertReadAndWritten(field, (DenseUnionVector) field.createVector(this.allocator));
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenUnionsAreNestedThenTheirValuesAreWritten(Field type) throws Exception {
		Field inner = Columns.field("a", dense(), new Field("b", type.getFieldType(), type.getChildren()), INT);
		Field struct = Columns.field("s", new ArrowType.Struct(), inner);
		Field list = Columns.field("l", new ArrowType.FixedSizeList(2), struct);
		Field field = Columns.field("u", dense(), list, INT);
		assertReadAndWritten(field, (DenseUnionVector) field.createVector(this.allocator));
	}

	@Test
	void whenAValueIsNotThereThenTheColumnIsNamed() {
		Field field = Columns.field("u", dense(), Columns.field("a", new ArrowType.Utf8()), INT);
		DenseUnionVector union = (DenseUnionVector) field.createVector(this.allocator);
		try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(union))) {
			VarCharVector text = (VarCharVector) union.getVectorByType((byte) 2);
			text.setSafe(0, "x".getBytes());
			union.setTypeId(0, (byte) 2);
			union.setOffset(0, 1_000_000);
			root.setRowCount(1);
			for (long limit : new long[] { 1, Integer.MAX_VALUE }) {
				assertThatIllegalStateException().isThrownBy(() -> write(root, limit))
					.withMessage("Column 'u.a' has 1 values, but a row of its union uses value 1000000: "
							+ "give the union offsets of values that its children have");
			}
		}
	}

	private static ArrowType dense() {
		return new ArrowType.Union(UnionMode.Dense, new int[] { 2, 5 });
	}

	// rows use the last two values of seven
	private void assertReadAndWritten(Field field, DenseUnionVector union) throws Exception {
		byte[] sent;
		List<String> expected;
		try (VectorSchemaRoot root = Texts.root(field, union)) {
			for (int i = 0; i < 3; i++) {
				union.setTypeId(i, (byte) ((i == 1) ? 5 : 2));
				union.setOffset(i, 6 - i);
			}
			root.setRowCount(3);
			Columns.fill(field.getChildren().get(0), (FieldVector) union.getVectorByType((byte) 2), 7, new Random(3));
			IntVector numbers = (IntVector) union.getVectorByType((byte) 5);
			for (int i = 0; i < 7; i++) {
				numbers.setSafe(i, i);
			}
			numbers.setValueCount(7);
			expected = Texts.values(field, union, null);
			sent = write(root, Integer.MAX_VALUE);
		}
		try (FlightDataReader reader = reader(sent)) {
			assertThat(reader.loadNextBatch()).isTrue();
			// as Arrow's readers do
			reader.getVectorSchemaRoot().setRowCount(3);
			FieldVector read = reader.getVectorSchemaRoot().getVector(0);
			assertThat(((DenseUnionVector) read).getVectorByType((byte) 5).getValueCount()).isEqualTo(1);
			List<Object> before = Texts.parts(read);
			assertThat(Texts.values(field, read, null)).isEqualTo(expected);
			for (long limit : new long[] { 1, Integer.MAX_VALUE }) {
				try (FlightDataReader again = reader(write(reader.getVectorSchemaRoot(), limit))) {
					int row = 0;
					while (again.loadNextBatch()) {
						List<String> values = Texts.values(field, again.getVectorSchemaRoot().getVector(0), null);
						assertThat(values).isEqualTo(expected.subList(row, row + values.size()));
						row += values.size();
					}
					assertThat(row).isEqualTo(3);
				}
			}
			assertThat(Texts.parts(read)).usingRecursiveComparison().isEqualTo(before);
		}
	}

	private byte[] write(VectorSchemaRoot root, long limit) throws Exception {
		ByteArrayOutputStream ipc = new ByteArrayOutputStream();
		try (IpcEncoder encoder = IpcEncoder.stream(this.allocator,
				new FlightDataOptions(limit, FlightDataOptions.Compression.NONE), ipc)) {
			encoder.start(root, null);
			encoder.write(root);
			encoder.finish();
		}
		return ipc.toByteArray();
	}

	private FlightDataReader reader(byte[] ipc) {
		return new FlightDataReader(this.allocator, IpcSource.trusted(new ByteArrayInputStream(ipc), this.allocator));
	}

}
