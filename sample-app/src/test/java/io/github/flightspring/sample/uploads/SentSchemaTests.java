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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.ipc.IpcSource;
import io.github.flightspring.ipc.MessageSchema;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads of what Arrow's own stream writer and reader change or cannot write: what comes
 * back has the schema that was sent.
 */
class SentSchemaTests extends UploadStoreFixture {

	private static final ArrowType INT = new ArrowType.Int(32, true);

	private static final DictionaryEncoding ENCODING = new DictionaryEncoding(7, false, null);

	private static final byte[] END = { -1, -1, -1, -1, 0, 0, 0, 0 };

	static Stream<Field> values() {
		Field item = Field.nullable("item", INT);
		Field ends = Field.notNullable("run_ends", INT);
		Field sparse = field(new ArrowType.Union(UnionMode.Sparse, new int[] { 3 }), item);
		return Stream.of(sparse, field(new ArrowType.Union(UnionMode.Dense, new int[] { 3 }), item),
				field(new ArrowType.Union(UnionMode.Dense, new int[] { 1, 0 }), item, ends),
				field(new ArrowType.RunEndEncoded(), ends, item), field(new ArrowType.ListView(), item),
				field(new ArrowType.LargeListView(), item), field(ArrowType.List.INSTANCE, item),
				field(ArrowType.LargeList.INSTANCE, item), field(new ArrowType.FixedSizeList(2), item),
				field(ArrowType.Null.INSTANCE), field(ArrowType.Struct.INSTANCE, sparse));
	}

	@ParameterizedTest
	@MethodSource
	void values(Field values) throws Exception {
		Field encoded = new Field("d", new FieldType(true, values.getType(), ENCODING), values.getChildren());
		Field nested = new Field("s", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(encoded));
		for (Field field : List.of(encoded, nested)) {
			Schema sent = new Schema(List.of(field));
			ByteArrayOutputStream ipc = new ByteArrayOutputStream();
			MessageSerializer.serialize(new WriteChannel(Channels.newChannel(ipc)), sent);
			assertComesBack(ipc, sent, List.of());
		}
	}

	@Test
	void whenValuesAreListsThenTheirChildKeepsItsName() throws Exception {
		Field element = Field.notNullable("element", ArrowType.Utf8.INSTANCE);
		Field values = field(ArrowType.List.INSTANCE, element);
		Schema sent = new Schema(
				List.of(new Field("d", new FieldType(true, values.getType(), ENCODING), values.getChildren())));
		ByteArrayOutputStream ipc = new ByteArrayOutputStream();
		WriteChannel channel = new WriteChannel(Channels.newChannel(ipc));
		MessageSerializer.serialize(channel, sent);
		try (ListVector lists = (ListVector) values.createVector(this.call.allocator());
				IntVector indices = new IntVector("d", this.call.allocator())) {
			VarCharVector texts = (VarCharVector) lists.getDataVector();
			for (int i = 0; i < 2; i++) {
				texts.setSafe(lists.startNewValue(i), ("text " + i).getBytes());
				lists.endValue(i, 1);
				indices.setSafe(i, 1 - i);
			}
			lists.setValueCount(2);
			indices.setValueCount(2);
			try (ArrowDictionaryBatch dictionary = new ArrowDictionaryBatch(ENCODING.getId(), batch(lists), false);
					ArrowRecordBatch batch = batch(indices)) {
				MessageSerializer.serialize(channel, dictionary);
				MessageSerializer.serialize(channel, batch);
			}
		}
		assertComesBack(ipc, sent, List.of("1", "0"));
	}

	@Test
	void whenADenseUnionDoesNotUseEachValueOnceThenItsRowsComeBack() throws Exception {
		Schema sent = new Schema(List.of(field(new ArrowType.Union(UnionMode.Dense, new int[] { 0, 1 }),
				Field.nullable("n", INT), Field.nullable("m", INT))));
		ByteArrayOutputStream ipc = new ByteArrayOutputStream();
		WriteChannel channel = new WriteChannel(Channels.newChannel(ipc));
		MessageSerializer.serialize(channel, sent);
		try (DenseUnionVector union = (DenseUnionVector) sent.getFields().get(0).createVector(this.call.allocator())) {
			int[] ids = { 0, 1, 0, 0 };
			int[] offsets = { 4, 3, 1, 4 };
			for (int i = 0; i < ids.length; i++) {
				union.setTypeId(i, (byte) ids[i]);
				union.setOffset(i, offsets[i]);
			}
			union.setValueCount(ids.length);
			for (byte id = 0; id < 2; id++) {
				IntVector child = (IntVector) union.getVectorByType(id);
				for (int i = 0; i < 5; i++) {
					child.setSafe(i, 10 * id + i);
				}
				child.setValueCount(5);
			}
			try (ArrowRecordBatch batch = batch(union)) {
				MessageSerializer.serialize(channel, batch);
			}
		}
		assertComesBack(ipc, sent, List.of("4", "13", "1", "4"));
	}

	private static Field field(ArrowType type, Field... children) {
		return new Field("d", FieldType.nullable(type), List.of(children));
	}

	private static ArrowRecordBatch batch(FieldVector vector) {
		return new VectorUnloader(
				new VectorSchemaRoot(List.of(vector.getField()), List.of(vector), vector.getValueCount()))
			.getRecordBatch();
	}

	private void assertComesBack(ByteArrayOutputStream ipc, Schema sent, List<String> rows) throws Exception {
		ipc.write(END);
		UploadName name = new UploadName("sent");
		IpcSource source = new IpcSource(new ByteArrayInputStream(ipc.toByteArray()), this.call.allocator(),
				FlightDataLimits.defaults(), FlightDescriptor.path("uploads", "sent"));
		try (ArrowReader upload = new FlightDataReader(this.call.allocator(), source)) {
			assertThat(store(name, upload)).isEqualTo(rows.size());
		}
		assertThat(store.get(name).schema()).isEqualTo(sent);
		try (ArrowReader download = store.open(name, this.call)) {
			VectorSchemaRoot root = download.getVectorSchemaRoot();
			assertThat(MessageSchema.of(root.getSchema(), download)).isEqualTo(sent);
			if (!rows.isEmpty()) {
				assertThat(download.loadNextBatch()).isTrue();
				assertThat(Stream.iterate(0, (i) -> i + 1)
					.limit(root.getRowCount())
					.map((i) -> root.getVector(0).getObject(i).toString())).isEqualTo(rows);
			}
			assertThat(download.loadNextBatch()).isFalse();
		}
	}

}
