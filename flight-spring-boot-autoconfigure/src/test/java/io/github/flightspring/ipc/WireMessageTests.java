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

import java.util.List;

import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages about the data of a client, with the names of its columns.
 */
class WireMessageTests {

	private static final ArrowType INT = new ArrowType.Int(32, true);

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@ParameterizedTest
	@EnumSource
	void whenArrowHasNoVectorThenTheFieldAndItsTypeAreNamed(UnionMode mode) throws Exception {
		Field union = Columns.field("item", new ArrowType.Union(mode, new int[] { 0 }), Columns.field("a", INT));
		Field list = Columns.field("list", new ArrowType.FixedSizeList(2), union);
		Field field = Columns.field("s", new ArrowType.Struct(), list);
		assertRefused(List.of(Crafted.schema(field)),
				"Flight data: Arrow Java has no vector for field 's.list' of type fixed_size_list[2] of "
						+ ((mode == UnionMode.Sparse) ? "sparse_union" : "dense_union"));
	}

	@Test
	void whenTheSchemaIsDamagedThenTheMessageIsOurOwn() throws Exception {
		byte[] schema = Crafted.schema(Columns.field("a", INT));
		String message = null;
		for (int i = 0; i < schema.length; i++) {
			byte[] damaged = schema.clone();
			damaged[i] ^= 0x40;
			String refusal = refusal(List.of(damaged));
			assertThat(refusal).doesNotContain("java", "Exception", "buffer length=", "Index ");
			message = (refusal.contains("its message is damaged")) ? refusal : message;
		}
		assertThat(message).isEqualTo("Flight data: the schema cannot be read: its message is damaged");
	}

	@Test
	void whenADictionaryDoesNotFitThenItsColumnIsNamed() throws Exception {
		Field encoded = new Field("word",
				new FieldType(true, new ArrowType.Utf8(), new DictionaryEncoding(7, false, null)), List.of());
		Field field = Columns.field("s", new ArrowType.Struct(), encoded);
		byte[] indices = Crafted.rows(1).node(1, 0).none().ints(0).dictionary(7, false);
		assertRefused(List.of(Crafted.schema(field), indices),
				"Flight data: the batch of dictionary 7 of column 's.word' has 2 buffers, but its schema needs 3");
		byte[] text = Crafted.rows(1).node(1, 0).none().ints(0, 9).bytes("abc".getBytes()).dictionary(7, false);
		assertRefused(List.of(Crafted.schema(field), text),
				"Flight data: the data buffer of column 's.word (dictionary 7)' has 3 bytes, but its values need 9");
		assertRefused(List.of(Crafted.schema(field), Crafted.rows(0).dictionary(8, false)),
				"Flight data: dictionary 8 is not one of the schema, which has [7]");
	}

	@Test
	void whenANameForgesALineThenItIsCleanedAndCut() throws Exception {
		Field field = Columns.field("a\r\nERROR " + "x".repeat(5000), new ArrowType.FixedSizeBinary(2));
		byte[] batch = Crafted.rows(1).node(1, 0).none().bytes((byte) 1).batch();
		assertRefused(List.of(Crafted.schema(field), batch), "Flight data: the data buffer of column 'a??ERROR "
				+ "x".repeat(191) + "…' has 1 bytes, but its values need 2");
	}

	private void assertRefused(List<byte[]> messages, String expected) {
		assertThat(refusal(messages)).isEqualTo(expected);
	}

	private String refusal(List<byte[]> messages) {
		try (FlightDataReader reader = Wire.reader(messages, this.allocator)) {
			reader.getVectorSchemaRoot();
			while (reader.next()) {
				assertThat(reader.hasBatch()).isTrue();
			}
			return "";
		}
		catch (FlightRuntimeException ex) {
			return ex.status().description();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
