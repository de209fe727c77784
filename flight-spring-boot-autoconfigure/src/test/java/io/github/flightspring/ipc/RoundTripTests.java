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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;
import org.apache.arrow.vector.compare.RangeEqualsVisitor;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.TransferPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reading of written values, for every type.
 */
class RoundTripTests {

	private final RootAllocator allocator = new RootAllocator();

	@BeforeAll
	static void registerExtension() {
		OpaqueType.ensureRegistered();
	}

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	static Stream<Field> types() {
		return Columns.all().values().stream();
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenWholeThenEqual(Field field) throws Exception {
		try (VectorSchemaRoot root = Columns.root(List.of(field), 1000, 1, this.allocator)) {
			assertEqualAfter(root, Wire.PLAIN);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenCompressedThenEqual(Field field) throws Exception {
		try (VectorSchemaRoot root = Columns.root(List.of(field), 300, 2, this.allocator)) {
			assertEqualAfter(root, Wire.ZSTD);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenEmptyThenEmpty(Field field) throws Exception {
		try (VectorSchemaRoot root = Columns.root(List.of(field), 0, 3, this.allocator)) {
			assertEqualAfter(root, Wire.PLAIN);
			assertEqualAfter(root, Wire.ZSTD);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenNeverAllocatedThenEmpty(Field field) throws Exception {
		try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(field),
				List.of(field.createVector(this.allocator)))) {
			assertEqualAfter(root, Wire.PLAIN);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenSmallLimitThenSlicesAreEqual(Field field) throws Exception {
		for (long limit : new long[] { 1, 100, 777, 5000 }) {
			try (VectorSchemaRoot root = Columns.root(List.of(field), 203, limit, this.allocator)) {
				assertEqualAfter(root, new FlightDataOptions(limit, FlightDataOptions.Compression.NONE));
			}
		}
	}

	static Stream<Field> typesThatArrowCanSlice() {
		return types().filter((field) -> !field.getName().contains("union"));
	}

	@ParameterizedTest
	@MethodSource("typesThatArrowCanSlice")
	void whenVectorIsSliceThenEqual(Field field) throws Exception {
		try (VectorSchemaRoot source = Columns.root(List.of(field), 101, 4, this.allocator)) {
			FieldVector vector = source.getVector(0);
			TransferPair pair = vector.getTransferPair(this.allocator);
			pair.splitAndTransfer(13, 50);
			try (VectorSchemaRoot root = VectorSchemaRoot.of((FieldVector) pair.getTo())) {
				assertEqualAfter(root, Wire.PLAIN);
			}
		}
	}

	@Test
	void whenAllTypesAtOnceThenEqual() throws Exception {
		try (VectorSchemaRoot root = Columns.root(new ArrayList<>(Columns.all().values()), 500, 5, this.allocator)) {
			assertEqualAfter(root, Wire.PLAIN);
			assertEqualAfter(root, Wire.ZSTD);
			assertEqualAfter(root, new FlightDataOptions(4096, FlightDataOptions.Compression.NONE));
		}
	}

	@Test
	void whenNoColumnsThenRowCountIsKept() throws Exception {
		try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(), List.of(), 42);
				ArrowReader reader = Wire.reader(Wire.write(root, null, Wire.PLAIN, this.allocator), this.allocator)) {
			assertThat(reader.loadNextBatch()).isTrue();
			assertThat(reader.getVectorSchemaRoot().getRowCount()).isEqualTo(42);
			assertThat(reader.loadNextBatch()).isFalse();
		}
	}

	private void assertEqualAfter(VectorSchemaRoot root, FlightDataOptions options) throws Exception {
		List<byte[]> messages = Wire.write(root, null, options, this.allocator);
		try (BufferAllocator readerAllocator = this.allocator.newChildAllocator("reader", 0, Long.MAX_VALUE);
				ArrowReader reader = Wire.reader(messages, readerAllocator)) {
			assertThat(reader.getVectorSchemaRoot().getSchema()).isEqualTo(root.getSchema());
			int start = 0;
			int nulls = 0;
			while (reader.loadNextBatch()) {
				VectorSchemaRoot read = reader.getVectorSchemaRoot();
				for (int i = 0; i < root.getFieldVectors().size(); i++) {
					FieldVector expected = root.getVector(i);
					nulls += read.getVector(i).getNullCount() - ((start == 0) ? expected.getNullCount() : 0);
					assertThat(new RangeEqualsVisitor(expected, read.getVector(i))
						.rangeEquals(new Range(start, 0, read.getRowCount())))
						.as("%s from %d: %s", expected.getField(), start, read.getRowCount())
						.isTrue();
				}
				start += read.getRowCount();
			}
			assertThat(start).isEqualTo(root.getRowCount());
			assertThat(nulls).as("nulls more than there were").isZero();
			assertThat(reader.bytesRead()).isEqualTo(messages.stream().mapToLong((bytes) -> bytes.length).sum());
		}
	}

}
