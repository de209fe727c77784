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

import java.util.Collections;
import java.util.List;

import io.github.flightspring.ipc.Columns;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Columns of one name: members of an object in JSON have different ones.
 */
class MemberNamesTests {

	private static final Field NUMBER = Columns.field("n", new ArrowType.Int(32, true));

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "a b c|a b c", "a a|a a_2", "a a a b a|a a_2 a_3 b a_4", "a a a_2|a a_3 a_2",
			"a_2 a a|a_2 a a_3", "a a a_2 a_2|a a_3 a_2 a_2_2", "a A|a A" })
	void whenNamesAreEqualThenTheLaterOnesGetANumber(String columns, String members) {
		assertThat(MemberNames.of(List.of(columns.split(" ")))).containsExactly(members.split(" "));
	}

	@Test
	void whenNamesAreEmptyThenTheyDifferToo() {
		assertThat(MemberNames.of(List.of("", "", ""))).containsExactly("", "_2", "_3");
	}

	@Test
	void whenThereAreManyThenNamingThemTakesNoTime() {
		List<String> names = MemberNames.of(Collections.nCopies(200_000, "a"));
		assertThat(names).hasSize(200_000).doesNotHaveDuplicates().endsWith("a_200000");
	}

	@Test
	void whenColumnsHaveOneNameThenEachIsWritten() throws Exception {
		try (BufferAllocator allocator = new RootAllocator();
				FieldVector first = numbers(allocator, 1, 2);
				FieldVector second = numbers(allocator, 3, 4)) {
			VectorSchemaRoot root = new VectorSchemaRoot(List.of(NUMBER, NUMBER), List.of(first, second), 2);
			assertThat(Texts.lines(root, null)).containsExactly("{\"n\":1,\"n_2\":3}", "{\"n\":2,\"n_2\":4}");
			assertThat(Texts.csv(root, null)).containsExactly("n,n", "1,3", "2,4");
		}
	}

	@Test
	void whenFieldsOfAStructHaveOneNameThenEachIsWritten() throws Exception {
		try (BufferAllocator allocator = new RootAllocator();
				StructVector struct = StructVector.emptyWithDuplicates("s", allocator)) {
			struct.initializeChildrenFromFields(List.of(NUMBER, NUMBER, NUMBER));
			for (int i = 0; i < 3; i++) {
				((IntVector) struct.getVectorById(i)).setSafe(0, i + 1);
			}
			struct.setIndexDefined(0);
			struct.setValueCount(1);
			assertThat(struct.size()).isEqualTo(3);
			assertThat(Texts.values(struct.getField(), struct, null)).containsExactly("{\"n\":1,\"n_2\":2,\"n_3\":3}");
		}
	}

	private static IntVector numbers(BufferAllocator allocator, int... values) {
		IntVector vector = (IntVector) NUMBER.createVector(allocator);
		for (int i = 0; i < values.length; i++) {
			vector.setSafe(i, values[i]);
		}
		vector.setValueCount(values.length);
		return vector;
	}

}
