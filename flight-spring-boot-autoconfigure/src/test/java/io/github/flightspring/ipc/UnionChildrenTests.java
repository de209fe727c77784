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
import java.util.List;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dense unions that use the last value of a child of three and no other, as a slice does.
 */
class UnionChildrenTests {

	private static final Field TEXT = Columns.field("text", new ArrowType.Utf8());

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@Test
	void whenAChildOfTextIsPartlyUsedThenItKeepsItsValues() throws IOException {
		assertLast(TEXT, union().node(3, 0).none().ints(0, 1, 2, 5).bytes("abccc".getBytes()), "ccc");
	}

	@Test
	void whenAChildOfLargeTextIsPartlyUsedThenItKeepsItsValues() throws IOException {
		assertLast(Columns.field("text", new ArrowType.LargeUtf8()),
				union().node(3, 0).none().longs(0, 1, 2, 5).bytes("abccc".getBytes()), "ccc");
	}

	@Test
	void whenAChildOfListsIsPartlyUsedThenItKeepsItsValues() throws IOException {
		Crafted batch = union().node(3, 0)
			.node(3, 0)
			.none()
			.ints(0, 1, 2, 3)
			.none()
			.ints(0, 1, 2, 5)
			.bytes("abccc".getBytes());
		assertLast(Columns.field("list", new ArrowType.List(), TEXT), batch, "[\"ccc\"]");
	}

	@Test
	void whenAChildOfStructsIsPartlyUsedThenItKeepsItsValues() throws IOException {
		Crafted batch = union().node(3, 0).node(3, 0).none().none().ints(0, 1, 2, 5).bytes("abccc".getBytes());
		assertLast(Columns.field("struct", new ArrowType.Struct(), TEXT), batch, "{\"text\":\"ccc\"}");
	}

	@Test
	void whenAChildOfAnExtensionOfTextIsPartlyUsedThenItKeepsItsValues() throws IOException {
		OpaqueType.ensureRegistered();
		assertLast(Columns.field("opaque", new OpaqueType(new ArrowType.Utf8(), "type", "vendor")),
				union().node(3, 0).none().ints(0, 1, 2, 5).bytes("abccc".getBytes()), "ccc");
	}

	@Test
	void whenAUnionInAUnionIsPartlyUsedThenItKeepsItsValues() throws IOException {
		Crafted batch = union().node(3, 0)
			.node(3, 0)
			.bytes((byte) 3, (byte) 3, (byte) 3)
			.ints(2, 2, 2)
			.none()
			.ints(0, 1, 2, 5)
			.bytes("abccc".getBytes());
		assertLast(Columns.field("inner", dense(), TEXT), batch, "ccc");
	}

	private static ArrowType dense() {
		return new ArrowType.Union(UnionMode.Dense, new int[] { 3 });
	}

	private static Crafted union() {
		return Crafted.rows(1).node(1, 0).bytes((byte) 3).ints(2);
	}

	private void assertLast(Field child, Crafted batch, String expected) throws IOException {
		Field union = Columns.field("u", dense(), child);
		try (FlightDataReader reader = Wire.reader(List.of(Crafted.schema(union), batch.batch()), this.allocator)) {
			assertThat(reader.next()).isTrue();
			DenseUnionVector vector = (DenseUnionVector) reader.getVectorSchemaRoot().getVector(0);
			assertThat(vector.getVectorByType((byte) 3).getValueCount()).isEqualTo(3);
			assertThat(vector.getObject(0)).hasToString(expected);
		}
	}

}
