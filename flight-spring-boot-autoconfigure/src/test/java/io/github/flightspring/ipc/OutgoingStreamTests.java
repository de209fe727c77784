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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages on their way out.
 */
class OutgoingStreamTests {

	private final RootAllocator allocator = new RootAllocator();

	@AfterEach
	void closeAllocator() {
		this.allocator.close();
	}

	@Test
	void whenReleasedBeforeItIsReadThenTheRestIsOnTheHeap() throws IOException {
		ArrowBuf buffer = this.allocator.buffer(200_000);
		byte[] expected = new byte[3 + 200_000 + 8];
		for (int i = 0; i < 199_999; i++) {
			buffer.setByte(i, i);
			expected[3 + i] = (byte) i;
		}
		for (int early : new int[] { 0, 2, 3, 100, 70_000, 200_002, expected.length }) {
			WireBody body = new WireBody();
			body.add(buffer, 0, 199_999);
			body.add(null, 0, 5);
			OutgoingStream stream = new OutgoingStream(new byte[3], body);
			FlightDataMessage message = FlightDataMessage.outgoing(stream);
			assertThat(message.size()).isEqualTo(expected.length);
			assertThat(stream.available()).isEqualTo(expected.length);
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			read.writeBytes(stream.readNBytes(early));
			message.release();
			body.close();
			buffer.setByte(150_000, 77);
			message.discard();
			assertThat(stream.available()).isEqualTo(expected.length - early);
			assertThat(stream.transferTo(read)).isEqualTo(expected.length - early);
			buffer.setByte(150_000, (byte) 150_000);
			assertThat(read.toByteArray()).isEqualTo(expected);
			assertThat(stream.read()).isEqualTo(-1);
		}
		buffer.close();
	}

	@Test
	void whenDiscardedBeforeItIsReadThenReadingFails() {
		OutgoingStream stream = new OutgoingStream(new byte[3], new WireBody());
		FlightDataMessage.outgoing(stream).discard();
		assertThatExceptionOfType(IOException.class).isThrownBy(stream::read).withMessageContaining("discarded");
	}

	@Test
	void whenSentTwiceThenRefused() throws IOException {
		FlightDataMessage message = FlightDataMessage.outgoing(new OutgoingStream(new byte[3], new WireBody()));
		message.stream().readAllBytes();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(message::stream)
			.withMessage("A message can be sent once");
	}

	@Test
	void whenWrittenThenProtobufReadsIt() throws InvalidProtocolBufferException {
		byte[] prefix = MessageWriter.prefix(FlightDescriptor.path("a"), null, new byte[200], -1);
		FlightData data = FlightData.parseFrom(prefix);
		assertThat(data.getFlightDescriptor().getPathList()).isEqualTo(List.of("a"));
		assertThat(data.getAppMetadata().size()).isEqualTo(200);
		assertThat(data.getDataHeader().isEmpty()).isTrue();
	}

}
