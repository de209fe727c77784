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

package io.github.flightspring.grpc;

import java.time.Clock;
import java.util.List;

import io.github.flightspring.handler.running.RunningCalls;
import io.grpc.Metadata;
import io.grpc.Status;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GrpcStreams}, told what gRPC tells of.
 */
class GrpcStreamsTests {

	private final BufferAllocator allocator = new RootAllocator(1 << 20);

	private final InboundMemory memory = new InboundMemory(this.allocator);

	private final RunningCalls calls = new RunningCalls(List.of(), Clock.systemUTC());

	private final GrpcStreams streams = new GrpcStreams(this.calls, this.memory, new OpenCallLimit(10, 10));

	@AfterEach
	void close() {
		this.allocator.close();
	}

	@Test
	void whenAStreamOfFlightIsClosedThenItsCallHasEndedAndNothingIsHeld() {
		var stream = this.streams.newServerStreamTracer("arrow.flight.protocol.FlightService/DoPut", new Metadata());
		stream.inboundWireSize(1000);
		assertThat(this.calls.list()).singleElement()
			.satisfies((call) -> assertThat(call.received().wireBytes()).isEqualTo(1000));
		assertThat(this.memory.held()).isEqualTo(1000);
		stream.streamClosed(Status.CANCELLED);
		assertThat(this.calls.list()).isEmpty();
		assertThat(this.memory.held()).isZero();
	}

	@Test
	void whenAStreamIsOfAnotherServiceThenItIsNeitherACallNorCounted() {
		var stream = this.streams.newServerStreamTracer("other.Service/Call", new Metadata());
		stream.inboundWireSize(1000);
		stream.inboundMessageRead(0, 1000, 1000);
		assertThat(this.calls.list()).isEmpty();
		assertThat(this.memory.held()).isZero();
		stream.streamClosed(Status.OK);
	}

}
