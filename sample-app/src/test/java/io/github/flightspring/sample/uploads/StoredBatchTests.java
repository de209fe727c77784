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

package io.github.flightspring.sample.uploads;

import java.util.List;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StoredBatch}.
 */
class StoredBatchTests {

	private final BufferAllocator allocator = new RootAllocator();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	@Test
	void whenEachValueIsUsedOnceThenTheBatchIsStored() {
		try (DenseUnionVector union = union(new int[] { 0, 1, 0 }, new int[] { 0, 0, 1 }, 2, 1)) {
			StoredBatch.check("", List.of(union));
			assertThat(StoredBatch.size(List.of(union))).isGreaterThan(3 * 5 + 2 * 8);
		}
	}

	@Test
	void whenAValueIsUsedTwiceThenTheColumnIsRefusedByName() {
		try (DenseUnionVector union = union(new int[] { 0, 0, 1 }, new int[] { 0, 0, 0 }, 1, 1)) {
			assertThat(StoredBatch.size(List.of(union))).isPositive();
			refused(union);
		}
	}

	@Test
	void whenAValueIsNotUsedThenTheColumnIsRefusedByName() {
		try (DenseUnionVector union = union(new int[] { 0, 1 }, new int[] { 1, 0 }, 3, 3)) {
			refused(union);
		}
		try (DenseUnionVector union = union(new int[] { 0, 1 }, new int[] { 0, 0 }, 1, 3)) {
			refused(union);
		}
	}

	private static void refused(DenseUnionVector union) {
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> StoredBatch.check("outer.", List.of(union)))
			.withMessageContaining("Column 'outer.d'")
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT));
	}

	private DenseUnionVector union(int[] ids, int[] offsets, int numbers, int texts) {
		ArrowType type = new ArrowType.Union(UnionMode.Dense, new int[] { 0, 1 });
		DenseUnionVector union = new DenseUnionVector("d", this.allocator, FieldType.nullable(type), null);
		union.initializeChildrenFromFields(List.of(Field.nullable("n", new ArrowType.Int(64, true)),
				Field.nullable("t", ArrowType.Utf8.INSTANCE)));
		union.allocateNew();
		for (int i = 0; i < ids.length; i++) {
			union.setTypeId(i, (byte) ids[i]);
			union.setOffset(i, offsets[i]);
		}
		union.setValueCount(ids.length);
		BigIntVector number = (BigIntVector) union.getVectorByType((byte) 0);
		for (int i = 0; i < numbers; i++) {
			number.setSafe(i, i);
		}
		number.setValueCount(numbers);
		VarCharVector text = (VarCharVector) union.getVectorByType((byte) 1);
		for (int i = 0; i < texts; i++) {
			text.setSafe(i, new byte[] { 'a' });
		}
		text.setValueCount(texts);
		return union;
	}

}
