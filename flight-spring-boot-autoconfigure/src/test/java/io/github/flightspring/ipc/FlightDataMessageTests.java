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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.flightspring.ipc.FlightDataFrame.Kind;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * FlightData, as protobuf.
 */
class FlightDataMessageTests {

	private static final FlightDataLimits SMALL = new FlightDataLimits(2000, 100, 50, 10, 5);

	private final RootAllocator allocator = new RootAllocator(8 << 20);

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@Test
	void whenEmptyThenNothingIsInIt() {
		try (FlightDataFrame frame = decode(new byte[0])) {
			assertThat(frame.kind()).isEqualTo(Kind.NONE);
			assertThat(frame.descriptor()).isNull();
			assertThat(frame.appMetadata()).isNull();
			assertThat(frame.body()).isNull();
			assertThat(frame.size()).isZero();
		}
	}

	@Test
	void whenFieldsAreUnknownThenSkipped() throws IOException {
		byte[] bytes = protobuf((out) -> {
			out.writeInt64(20, -1);
			out.writeFixed64(21, 1);
			out.writeFixed32(22, 1);
			out.writeByteArray(23, new byte[300]);
			out.writeByteArray(FlightData.APP_METADATA_FIELD_NUMBER, new byte[] { 1, 2 });
			out.writeByteArray(536_870_911, new byte[1]);
		});
		try (FlightDataFrame frame = decode(bytes)) {
			assertThat(frame.appMetadata()).containsExactly(1, 2);
			assertThat(frame.size()).isEqualTo(bytes.length);
		}
	}

	@Test
	void whenFieldsComeTwiceThenTheLastCountsAndDescriptorsMerge() throws IOException {
		byte[] batch = Crafted.rows(0).batch();
		FlightData data = FlightData.parseFrom(batch);
		byte[] bytes = protobuf((out) -> {
			out.writeByteArray(1000, new byte[] { 1, 1, 1, 1, 1, 1, 1, 1 });
			out.writeByteArray(3, new byte[] { 1 });
			out.writeByteArray(3, new byte[] { 2 });
			out.writeMessage(1,
					Flight.FlightDescriptor.newBuilder()
						.setType(Flight.FlightDescriptor.DescriptorType.PATH)
						.addPath("a")
						.build());
			out.writeMessage(1, Flight.FlightDescriptor.newBuilder().addPath("b").build());
			out.writeBytes(2, ByteString.copyFromUtf8("not a header"));
			out.writeBytes(2, data.getDataHeader());
			out.writeByteArray(1000, new byte[16]);
		});
		try (FlightDataFrame frame = decode(bytes)) {
			assertThat(frame.kind()).isEqualTo(Kind.RECORD_BATCH);
			assertThat(frame.appMetadata()).containsExactly(2);
			assertThat(frame.descriptor()).isEqualTo(FlightDescriptor.path("a", "b"));
			assertThat(frame.body()).satisfies((body) -> {
				assertThat(body.writerIndex()).isEqualTo(16);
				assertThat(body.getLong(0)).isZero();
			});
		}
	}

	@Test
	void whenLengthIsUnknownThenBodyGrowsAsItComes() throws IOException {
		byte[] body = new byte[3_000_001];
		Arrays.fill(body, (byte) 7);
		byte[] bytes = FlightData.parseFrom(Crafted.rows(0).batch())
			.toBuilder()
			.setDataBody(ByteString.copyFrom(body))
			.build()
			.toByteArray();
		FlightDataMessage message = FlightDataMessage.incoming(new ByteArrayInputStream(bytes), false);
		try (FlightDataFrame frame = message.decode(this.allocator, FlightDataLimits.defaults())) {
			byte[] read = new byte[body.length];
			frame.body().getBytes(0, read);
			assertThat(read).isEqualTo(body);
			assertThat(frame.body().writerIndex()).isEqualTo(body.length);
		}
	}

	@Test
	void whenLengthIsUnknownThenAnAnnouncedBodyTakesLittleUntilItComes() throws IOException {
		byte[] bytes = protobuf((out) -> {
			out.writeTag(1000, 2);
			out.writeUInt32NoTag(Integer.MAX_VALUE);
			out.writeRawBytes(new byte[10]);
		});
		FlightDataMessage message = FlightDataMessage.incoming(new ByteArrayInputStream(bytes), false);
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> message.decode(this.allocator, FlightDataLimits.defaults()))
			.withMessageContaining("in the middle of a field");
		assertThat(this.allocator.getPeakMemoryAllocation()).isLessThanOrEqualTo(1 << 20);
	}

	static Stream<Arguments> wrong() throws IOException {
		return Stream.of(
				Arguments.of("data_body has a length of 100 bytes, but only 1 are left", bytes(0xC2, 0x3E, 100, 1)),
				Arguments.of("data_header has a length of 100 bytes, but only 0 are left", bytes(0x12, 100)),
				Arguments.of("the length of data_body is 18446744073709551615",
						bytes(0xC2, 0x3E, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1)),
				Arguments.of("the length of data_body is 4294967295", bytes(0xC2, 0x3E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F)),
				Arguments.of("more than ten bytes",
						bytes(0xC2, 0x3E, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1)),
				Arguments.of("the message ends at byte 1 in the middle of a field", bytes(0x12)),
				Arguments.of("the message ends at byte 1 in the middle of a field", bytes(0xFF)),
				Arguments.of("field number 0", bytes(0x02, 0)),
				Arguments.of("field 2 has wire type 0 instead of 2", bytes(0x10, 1)),
				Arguments.of("field 1000 has wire type 5 instead of 2", bytes(0xC5, 0x3E, 0, 0, 0, 0)),
				Arguments.of("field 5 has wire type 3, which has no place", bytes(0x2B, 0x2C)),
				Arguments.of("field 5 has wire type 4, which has no place", bytes(0x2C)),
				Arguments.of("field 5 has wire type 7, which has no place", bytes(0x2F)),
				Arguments.of("in the middle of a field", bytes(0x29, 1, 2, 3)),
				Arguments.of("flight_descriptor is not a FlightDescriptor", bytes(0x0A, 2, 0xFF, 0xFF)),
				Arguments.of("flight_descriptor is neither a path nor a command", bytes(0x0A, 0)),
				Arguments.of("a body of 1 bytes and no header", bytes(0xC2, 0x3E, 1, 9)),
				Arguments.of("the header is not an Arrow message", bytes(0x12, 4, 0xFF, 0xFF, 0xFF, 0x7F)),
				Arguments.of("the header is not an Arrow message", bytes(0x12, 2, 1, 1)),
				Arguments.of("messages of type NONE cannot be read", new Crafted().message((byte) 0, 0, 0)),
				Arguments.of("messages of type Tensor cannot be read",
						new Crafted().message(MessageHeader.Tensor, 0, 0)),
				Arguments.of("messages of type 77 cannot be read", new Crafted().message((byte) 77, 0, 0)),
				Arguments.of("messages of type -1 cannot be read", new Crafted().message((byte) -1, 0, 0)),
				Arguments.of("the header announces a body of 8 bytes, but it has 0",
						new Crafted().message(MessageHeader.RecordBatch, 0, 8)),
				Arguments.of("the header announces a body of -8 bytes",
						new Crafted().message(MessageHeader.RecordBatch, 0, -8)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrong")
	void whenMessageIsWrongThenRefused(String message, byte[] bytes) {
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class, () -> decode(bytes).close());
		assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
		assertThat(ex).hasMessageContaining(message);
	}

	@Test
	void whenPartsAreAboveTheirLimitsThenExhausted() throws IOException {
		for (int field : new int[] { 1, 2, 3 }) {
			byte[] bytes = protobuf((out) -> out.writeByteArray(field, new byte[2001]));
			FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
					() -> Wire.message(bytes).decode(this.allocator, SMALL));
			assertThat(ex.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
			assertThat(ex).hasMessageContaining("has 2001 bytes, more than the limit of");
		}
		byte[] twice = protobuf((out) -> {
			out.writeByteArray(1, new byte[40]);
			out.writeByteArray(1, new byte[40]);
		});
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> Wire.message(twice).decode(this.allocator, SMALL))
			.withMessageContaining("more than the limit of 50 bytes");
	}

	@Test
	void whenTheBodyIsAboveTheCapThenOutOfMemory() throws IOException {
		byte[] bytes = protobuf((out) -> out.writeByteArray(1000, new byte[9 << 20]));
		assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> decode(bytes));
	}

	@Test
	void whenDecodedAfterTheStreamWasReadOrClosedThenInternal() throws IOException {
		byte[] bytes = Crafted.schema(Columns.field("n", new ArrowType.Int(32, true)));
		InputStream read = new ByteArrayInputStream(bytes);
		FlightDataMessage message = FlightDataMessage.incoming(read, true);
		read.readAllBytes();
		assertLate(message);
		OutgoingStream closed = new OutgoingStream(bytes, new WireBody());
		message = FlightDataMessage.incoming(closed, true);
		closed.close();
		assertLate(message);
		AtomicReference<FlightDataMessage> other = new AtomicReference<>();
		Thread thread = new Thread(() -> other.set(Wire.message(bytes)));
		thread.start();
		join(thread);
		assertLate(other.get());
		FlightDataMessage twice = Wire.message(bytes);
		twice.decode(this.allocator, FlightDataLimits.defaults()).close();
		assertThatExceptionOfType(FlightRuntimeException.class)
			.isThrownBy(() -> twice.decode(this.allocator, FlightDataLimits.defaults()))
			.withMessageContaining("decoded twice");
	}

	@Test
	void whenTheStreamIsShorterThanItSaidThenInternal() {
		byte[] bytes = Crafted.schema(Columns.field("n", new ArrowType.Int(32, true)));
		FlightDataMessage message = FlightDataMessage.incoming(new ByteArrayInputStream(bytes) {
			@Override
			public synchronized int read() {
				return -1;
			}
		}, true);
		assertLate(message);
	}

	private void assertLate(FlightDataMessage message) {
		FlightRuntimeException ex = catchThrowableOfType(FlightRuntimeException.class,
				() -> message.decode(this.allocator, FlightDataLimits.defaults()));
		assertThat(ex.status().code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(ex).hasMessageContaining("decode it in onMessage");
	}

	private FlightDataFrame decode(byte[] bytes) {
		return Wire.message(bytes).decode(this.allocator, FlightDataLimits.defaults());
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	private static byte[] protobuf(Writing writing) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		CodedOutputStream out = CodedOutputStream.newInstance(bytes);
		writing.write(out);
		out.flush();
		return bytes.toByteArray();
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	interface Writing {

		void write(CodedOutputStream out) throws IOException;

	}

}
