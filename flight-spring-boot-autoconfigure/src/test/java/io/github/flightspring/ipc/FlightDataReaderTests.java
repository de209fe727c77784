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

import com.google.protobuf.ByteString;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The order of messages in a stream.
 */
class FlightDataReaderTests {

	private static final Field NUMBER = Columns.field("n", new ArrowType.Int(32, true));

	private static final byte[] SCHEMA = Crafted.schema(NUMBER);

	private static final byte[] DESCRIPTOR = MessageWriter.prefix(FlightDescriptor.path("a"), null, null, -1);

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@Test
	void whenMetadataComesBeforeBetweenAndAfterBatchesThenItIsReadInOrder() throws IOException {
		byte[] both = with("both", batch(2));
		byte[] schema = with("schema", SCHEMA);
		List<String> read = new ArrayList<>();
		try (FlightDataReader reader = reader(DESCRIPTOR, metadata("early"), schema, metadata("before"), batch(1),
				metadata("between"), new byte[0], both, batch(3), metadata("after"))) {
			assertThat(reader.getDescriptor()).isEqualTo(FlightDescriptor.path("a"));
			assertThat(reader.hasSchema()).isTrue();
			assertThat(reader.getVectorSchemaRoot().getSchema().findField("n")).isEqualTo(NUMBER);
			while (reader.next()) {
				byte[] metadata = reader.getAppMetadata();
				read.add(((metadata != null) ? new String(metadata) : "")
						+ (reader.hasBatch() ? reader.getVectorSchemaRoot().getVector(0).getObject(0) : ""));
			}
			assertThat(reader.next()).isFalse();
		}
		assertThat(read).containsExactly("early", "before", "1", "between", "both2", "3", "after");
	}

	@Test
	void whenEveryMessageOfAWriteHasTheMetadataOfItsBatchThenItIsReadOnceForEachBatch() throws IOException {
		Field field = new Field("word", new FieldType(true, new ArrowType.Utf8(),
				new DictionaryEncoding(4, false, new ArrowType.Int(32, true))), null);
		byte[] dictionary = Crafted.rows(1).node(1, 0).none().ints(0, 1).bytes((byte) 'a').dictionary(4, false);
		List<String> read = new ArrayList<>();
		try (FlightDataReader reader = reader(with("1", Crafted.schema(field)), with("1", dictionary),
				with("1", batch(0)), with("2", dictionary), with("2", batch(0)), dictionary, batch(0))) {
			while (reader.next()) {
				byte[] metadata = reader.getAppMetadata();
				assertThat(reader.hasBatch()).isTrue();
				read.add((metadata != null) ? new String(metadata) : "none");
			}
		}
		assertThat(read).containsExactly("1", "2", "none");
	}

	@Test
	void whenTheSchemaAloneHasMetadataThenThereIsNoMessage() throws IOException {
		try (FlightDataReader reader = reader(with("x", SCHEMA))) {
			assertThat(reader.next()).isFalse();
			assertThat(reader.getAppMetadata()).isNull();
			assertThat(reader.hasSchema()).isTrue();
		}
	}

	@Test
	void whenOnlyBatchesAreWantedThenMetadataIsSkipped() throws IOException {
		try (FlightDataReader reader = reader(metadata("x"), SCHEMA, metadata("y"), batch(7), metadata("z"))) {
			assertThat(reader.loadNextBatch()).isTrue();
			assertThat(reader.getVectorSchemaRoot().getVector(0).getObject(0)).isEqualTo(7);
			assertThat(reader.loadNextBatch()).isFalse();
			assertThat(reader.getVectorSchemaRoot().getRowCount()).isZero();
		}
	}

	@Test
	void whenThereIsNoSchemaThenMetadataIsReadAndASchemaIsNot() throws IOException {
		try (FlightDataReader reader = reader(DESCRIPTOR, metadata("only"))) {
			assertThat(reader.hasSchema()).isFalse();
			assertThat(reader.next()).isTrue();
			assertThat(reader.hasBatch()).isFalse();
			assertThat(reader.getAppMetadata()).isEqualTo("only".getBytes());
			assertThat(reader.loadNextBatch()).isFalse();
			FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class, reader::getVectorSchemaRoot);
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
			assertThat(ex).hasMessageContaining("ended without a schema");
		}
	}

	@Test
	void whenTheFirstMessageHasNoDescriptorThenItsAbsenceIsNamed() throws IOException {
		try (FlightDataReader reader = reader(SCHEMA, DESCRIPTOR)) {
			assertInvalid("the first message has no flight descriptor", reader::getDescriptor);
		}
		try (FlightDataReader reader = reader()) {
			assertInvalid("the first message has no flight descriptor", reader::getDescriptor);
		}
	}

	@Test
	void whenTheOrderIsWrongThenRefused() throws IOException {
		try (FlightDataReader reader = reader(batch(1))) {
			assertInvalid("a batch came before the schema", reader::hasSchema);
		}
		try (FlightDataReader reader = reader(Crafted.rows(1).node(1, 0).none().ints(1).dictionary(1, false))) {
			assertInvalid("a dictionary came before the schema", reader::next);
		}
		try (FlightDataReader reader = reader(SCHEMA, batch(1), SCHEMA)) {
			assertThat(reader.next()).isTrue();
			assertInvalid("a second schema", reader::next);
		}
		try (FlightDataReader reader = reader(SCHEMA, Crafted.rows(1).node(1, 0).none().ints(1).dictionary(4, false))) {
			assertInvalid("dictionary 4 is not one of the schema, which has []", reader::next);
		}
	}

	@Test
	void whenMetadataBeforeTheSchemaHasNoEndThenExhausted() throws IOException {
		FlightDataLimits limits = new FlightDataLimits(1000, 1000, 100, 10, 10);
		try (FlightDataReader reader = new FlightDataReader(this.allocator,
				() -> Wire.message(metadata("x".repeat(100))).decode(this.allocator, limits), limits)) {
			FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class, reader::hasSchema);
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
			assertThat(ex).hasMessageContaining("came before the schema");
		}
	}

	@Test
	void whenClosedThenTheSourceIsClosedAndTheFramesFreed() throws IOException {
		Wire.BytesSource source = new Wire.BytesSource(List.of(SCHEMA, batch(1), batch(2)), this.allocator);
		FlightDataReader reader = new FlightDataReader(this.allocator, source);
		assertThat(reader.next()).isTrue();
		reader.close();
		assertThat(source.closed).isTrue();
		assertThat(this.allocator.getAllocatedMemory()).isZero();
		reader.close();
	}

	@Test
	void whenNextIsCalledThenTheLastBatchIsFreedBeforeTheWait() throws IOException {
		Wire.BytesSource source = new Wire.BytesSource(List.of(SCHEMA, batch(1), batch(2)), this.allocator);
		List<Long> held = new ArrayList<>();
		try (FlightDataReader reader = new FlightDataReader(this.allocator, () -> {
			held.add(this.allocator.getAllocatedMemory());
			return source.next();
		})) {
			while (reader.next()) {
				assertThat(this.allocator.getAllocatedMemory()).isPositive();
			}
		}
		assertThat(held).containsOnly(0L);
	}

	@Test
	void whenADenseUnionUsesAValueTwiceThenItsChildKeepsItsLength() throws IOException {
		Field union = Columns.field("u", new ArrowType.Union(UnionMode.Dense, new int[] { 3 }), NUMBER);
		byte[] batch = Crafted.rows(3)
			.node(3, 0)
			.node(2, 0)
			.bytes((byte) 3, (byte) 3, (byte) 3)
			.ints(1, 0, 1)
			.none()
			.ints(10, 20)
			.batch();
		try (FlightDataReader reader = reader(Crafted.schema(union), batch)) {
			assertThat(reader.next()).isTrue();
			DenseUnionVector vector = (DenseUnionVector) reader.getVectorSchemaRoot().getVector(0);
			assertThat(vector.getVectorByType((byte) 3).getValueCount()).isEqualTo(2);
			assertThat(vector.getObject(0)).isEqualTo(20);
			assertThat(vector.getObject(1)).isEqualTo(10);
		}
	}

	private FlightDataReader reader(byte[]... messages) {
		return Wire.reader(List.of(messages), this.allocator);
	}

	private static byte[] with(String metadata, byte[] message) throws IOException {
		return FlightData.parseFrom(message)
			.toBuilder()
			.setAppMetadata(ByteString.copyFromUtf8(metadata))
			.build()
			.toByteArray();
	}

	private static byte[] metadata(String text) {
		return MessageWriter.prefix(null, null, text.getBytes(), -1);
	}

	private static byte[] batch(int value) {
		return Crafted.rows(1).node(1, 0).none().ints(value).batch();
	}

	private static void assertInvalid(String message, ThrowingCallable call) {
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class, call);
		assertThat(ex).isNotNull().hasMessageContaining(message);
		assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
	}

}
