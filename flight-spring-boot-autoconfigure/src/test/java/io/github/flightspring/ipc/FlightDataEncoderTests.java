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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.flightspring.ipc.FlightDataOptions.Compression;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The messages on the wire, and the pieces of which they consist.
 */
class FlightDataEncoderTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	static Stream<Field> types() {
		return Columns.all().values().stream();
	}

	@ParameterizedTest
	@MethodSource("types")
	void whenBatchIsLargerThanTheLimitThenNoSliceOfMoreThanOneRowIs(Field field) throws Exception {
		for (long limit : new long[] { 1, 64, 500, 3000 }) {
			try (VectorSchemaRoot root = Columns.root(List.of(field), 777, 5, this.allocator)) {
				List<byte[]> messages = Wire.write(root, null, new FlightDataOptions(limit, Compression.NONE),
						this.allocator);
				long rows = 0;
				for (byte[] message : messages.subList(1, messages.size())) {
					RecordBatch batch = batch(message);
					rows += batch.length();
					if (batch.length() > 1) {
						assertThat(FlightData.parseFrom(message).getDataBody().size()).as("%d rows", batch.length())
							.isLessThanOrEqualTo((int) limit);
					}
				}
				assertThat(rows).isEqualTo(777);
			}
		}
	}

	@Test
	void whenRowsAreEvenThenSlicesAreAsLargeAsTheLimitAllows() throws Exception {
		Field field = Columns.field("n", new ArrowType.Int(64, true));
		try (VectorSchemaRoot root = Columns.root(List.of(field), 100_000, 5, this.allocator)) {
			List<byte[]> messages = Wire.write(root, null, new FlightDataOptions(100_000, Compression.NONE),
					this.allocator);
			assertThat(messages).hasSizeBetween(9, 1 + 9);
			for (byte[] message : messages.subList(1, messages.size() - 1)) {
				assertThat(FlightData.parseFrom(message).getDataBody().size()).isGreaterThan(90_000);
				assertThat(batch(message).length() % 8).isZero();
			}
		}
	}

	@Test
	void whenARowIsWiderThanTheLimitThenItGoesAlone() throws Exception {
		try (VarCharVector text = new VarCharVector("t", this.allocator)) {
			text.allocateNew();
			for (int i = 0; i < 30; i++) {
				text.setSafe(i, "x".repeat((i % 10 == 5) ? 100_000 : 10).getBytes(StandardCharsets.UTF_8));
			}
			text.setValueCount(30);
			List<byte[]> messages = Wire.write(VectorSchemaRoot.of(text), null,
					new FlightDataOptions(2000, Compression.NONE), this.allocator);
			List<Long> rows = new ArrayList<>();
			for (byte[] message : messages.subList(1, messages.size())) {
				rows.add(batch(message).length());
			}
			assertThat(rows).containsExactly(5L, 1L, 9L, 1L, 9L, 1L, 4L);
		}
	}

	@Test
	void whenWrittenThenVersionIs5AndBuffersAreAligned() throws Exception {
		try (VectorSchemaRoot root = Columns.root(new ArrayList<>(Columns.all().values()), 13, 5, this.allocator)) {
			List<byte[]> messages = Wire.write(root, null, Wire.PLAIN, this.allocator);
			FlightDataFrame frame = Wire.message(messages.get(1)).decode(this.allocator, FlightDataLimits.defaults());
			try (frame) {
				assertThat(frame.message().version()).isEqualTo(MetadataVersion.V5);
				assertThat(frame.message().headerType()).isEqualTo(MessageHeader.RecordBatch);
				RecordBatch batch = (RecordBatch) frame.message().header(new RecordBatch());
				for (int i = 0; i < batch.buffersLength(); i++) {
					assertThat(batch.buffers(i).offset() % 8).isZero();
				}
				assertThat(frame.message().bodyLength()).isEqualTo(frame.body().writerIndex());
			}
		}
	}

	@Test
	void whenNothingIsNullThenNoValidityIsSent() throws Exception {
		Field field = new Field("n", FieldType.notNullable(new ArrowType.Int(64, true)), null);
		try (VectorSchemaRoot root = Columns.root(List.of(field), 64, 5, this.allocator)) {
			List<byte[]> messages = Wire.write(root, null, Wire.PLAIN, this.allocator);
			assertThat(batch(messages.get(1)).buffers(0).length()).isZero();
			assertThat(FlightData.parseFrom(messages.get(1)).getDataBody().size()).isEqualTo(8 * 64);
		}
	}

	@Test
	void whenMetadataIsGivenThenItGoesWithTheFirstSlice() throws Exception {
		Field field = Columns.field("n", new ArrowType.Int(64, true));
		Wire wire = new Wire();
		try (VectorSchemaRoot root = Columns.root(List.of(field), 100, 5, this.allocator);
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator,
						new FlightDataOptions(200, Compression.NONE), wire)) {
			encoder.writeMetadata(new byte[] { 1 });
			encoder.start(FlightDescriptor.path("a"), root, null);
			encoder.write(root, new byte[] { 2 });
		}
		assertThat(wire.messages.size()).isGreaterThan(4);
		assertThat(FlightData.parseFrom(wire.messages.get(0)).getAppMetadata().toByteArray()).containsExactly(1);
		assertThat(FlightData.parseFrom(wire.messages.get(1)).getFlightDescriptor().getPath(0)).isEqualTo("a");
		assertThat(FlightData.parseFrom(wire.messages.get(2)).getAppMetadata().toByteArray()).containsExactly(2);
		assertThat(FlightData.parseFrom(wire.messages.get(3)).getAppMetadata().isEmpty()).isTrue();
	}

	@Test
	void whenABatchHasAnotherSchemaThenRefused() {
		try (VectorSchemaRoot one = VectorSchemaRoot.of(new IntVector("one", this.allocator));
				VectorSchemaRoot other = VectorSchemaRoot.of(new IntVector("other", this.allocator));
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, new Wire())) {
			encoder.start(null, one, null);
			assertThatIllegalStateException().isThrownBy(() -> encoder.write(other, null))
				.withMessageContaining("other: Int(32, true)")
				.withMessageContaining("started with <[one: Int(32, true)]>");
			assertThatIllegalStateException().isThrownBy(() -> encoder.start(null, one, null));
		}
	}

	@Test
	void whenAColumnHasTooFewValuesThenRefused() {
		try (VectorSchemaRoot root = VectorSchemaRoot.of(new IntVector("n", this.allocator));
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, new Wire())) {
			root.setRowCount(5);
			root.getVector(0).setValueCount(3);
			assertThatIllegalStateException().isThrownBy(() -> encoder.write(root, null))
				.withMessageContaining("Column 'n' has 3 values in a batch of 5 rows");
		}
	}

	@Test
	void whenADictionaryIsMissingThenRefused() {
		Field field = new Field("d",
				new FieldType(true, new ArrowType.Int(32, true), new DictionaryEncoding(9, false, null)), null);
		try (VectorSchemaRoot root = VectorSchemaRoot.of(field.createVector(this.allocator));
				FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, new Wire())) {
			assertThatIllegalStateException().isThrownBy(() -> encoder.start(null, root, null))
				.withMessageContaining("Field 'd' uses dictionary 9");
		}
	}

	@Test
	void whenTheCallbackFailsThenNothingLeaks() {
		Field field = Columns.all().get("utf8_view");
		for (Compression compression : Compression.values()) {
			try (VectorSchemaRoot root = Columns.root(List.of(field), 1000, 5, this.allocator);
					FlightDataEncoder encoder = new FlightDataEncoder(this.allocator,
							new FlightDataOptions(1000, compression), (message) -> {
								if (message.size() > 700) {
									throw new IllegalStateException("gone");
								}
							})) {
				long before = this.allocator.getAllocatedMemory();
				assertThatIllegalStateException().isThrownBy(() -> {
					for (int i = 0; i < 100; i++) {
						encoder.write(root, new byte[i * 10]);
					}
				}).withMessage("gone");
				assertThat(this.allocator.getAllocatedMemory()).isEqualTo(before);
			}
		}
	}

	private static RecordBatch batch(byte[] message) throws InvalidProtocolBufferException {
		byte[] header = FlightData.parseFrom(message).getDataHeader().toByteArray();
		return (RecordBatch) Message.getRootAsMessage(ByteBuffer.wrap(header)).header(new RecordBatch());
	}

}
