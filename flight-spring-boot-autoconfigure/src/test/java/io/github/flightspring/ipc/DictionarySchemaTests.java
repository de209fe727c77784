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
import java.util.Map;
import java.util.stream.Stream;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schemas of the values of a dictionary, which come back as they were sent, with parts
 * that Arrow's vectors do not know: names of children, their nullability and metadata,
 * and the order and ids of unions.
 */
class DictionarySchemaTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@BeforeAll
	static void registerExtension() {
		OpaqueType.ensureRegistered();
	}

	static Stream<Field> values() {
		Field element = new Field("element", new FieldType(false, new ArrowType.Utf8(), null, Map.of("k", "v")), null);
		Field number = Columns.field("n", new ArrowType.Int(32, true));
		Field list = Columns.field("d", new ArrowType.List(), element);
		Field key = new Field("k", FieldType.notNullable(new ArrowType.Utf8()), null);
		Field entries = new Field("e", FieldType.notNullable(new ArrowType.Struct()), List.of(key, number));
		Field inner = new Field("word", new FieldType(false, new ArrowType.Utf8(),
				new DictionaryEncoding(8, true, new ArrowType.Int(8, true)), Map.of("a", "b")), null);
		return Stream.concat(Columns.all().values().stream(), Stream.of(list,
				Columns.field("d", new ArrowType.LargeList(), element),
				Columns.field("d", new ArrowType.ListView(), element),
				Columns.field("d", new ArrowType.LargeListView(), element),
				Columns.field("d", new ArrowType.FixedSizeList(2), element),
				Columns.field("d", new ArrowType.Map(false), entries),
				Columns.field("d", new ArrowType.Struct(), list, number),
				Columns.field("d", new ArrowType.List(), Columns.field("x", new ArrowType.Struct(), list)),
				Columns.field("d", new ArrowType.List(), Columns.field("x", new ArrowType.List(), element)),
				Columns.field("d", new ArrowType.Union(UnionMode.Dense, new int[] { 4, 1 }), list, number),
				Columns.field("d", new ArrowType.Union(UnionMode.Sparse, new int[] { 4, 1 }), list, number),
				Columns.field("d", new ArrowType.List(), inner),
				Columns.field("d", new ArrowType.Struct(), inner, Columns.field("l", new ArrowType.List(), inner))));
	}

	@ParameterizedTest
	@MethodSource("values")
	void whenASchemaIsReadAndWrittenThenItIsTheSame(Field values) throws IOException {
		Field encoded = encoded(values);
		assertSame(encoded);
		assertSame(Columns.field("s", new ArrowType.Struct(), encoded));
		assertSame(Columns.field("s", new ArrowType.List(), Columns.field("e", new ArrowType.Struct(), encoded)));
	}

	private static Field encoded(Field values) {
		FieldType type = new FieldType(false, values.getType(), new DictionaryEncoding(3, false, null),
				values.getMetadata());
		return new Field("d", type, values.getChildren());
	}

	private void assertSame(Field field) throws IOException {
		Schema sent = new Schema(List.of(field), Map.of("schema", "metadata"));
		List<byte[]> messages = List.of(Crafted.schema(sent));
		try (FlightDataReader reader = Wire.reader(messages, this.allocator)) {
			Schema read = reader.getVectorSchemaRoot().getSchema();
			assertThat(MessageSchema.of(read, reader)).isEqualTo(sent);
			assertThat(written(reader.getVectorSchemaRoot(), reader)).isEqualTo(sent);
			try (MapDictionaryProvider kept = new MapDictionaryProvider();
					VectorSchemaRoot copy = VectorSchemaRoot.create(read, this.allocator)) {
				for (Dictionary dictionary : reader.getDictionaryVectors().values()) {
					FieldVector vector = dictionary.getVector().getField().createVector(this.allocator);
					kept.put(new Dictionary(vector, dictionary.getEncoding()));
				}
				assertThat(written(copy, kept)).isEqualTo(sent);
			}
		}
	}

	private Schema written(VectorSchemaRoot root, DictionaryProvider provider) {
		List<Schema> schemas = new ArrayList<>();
		try (FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, (message) -> {
			Wire wire = new Wire();
			wire.accept(message);
			try (FlightDataFrame frame = Wire.message(wire.messages.get(0))
				.decode(this.allocator, FlightDataLimits.defaults())) {
				schemas.add(SchemaDecoder.decode(frame.message(), FlightDataLimits.defaults()));
			}
		})) {
			encoder.start(null, root, provider);
		}
		return schemas.get(0);
	}

}
