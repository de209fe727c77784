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

import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InboundMemory}.
 */
class InboundMemoryTests {

	private static final int LIMIT = 1 << 20;

	private final BufferAllocator allocator = new RootAllocator(LIMIT);

	private final InboundMemory memory = new InboundMemory(this.allocator);

	private final List<CallStatus> refusals = new ArrayList<>();

	@AfterEach
	void close() {
		this.allocator.close();
	}

	@Test
	void whenAMessageIsTakenThenItIsNotHeld() {
		InboundStream stream = stream();
		stream.received(1000);
		stream.received(500);
		stream.messageEnded();
		stream.received(10);
		assertThat(this.memory.held()).isEqualTo(1510);
		stream.taken();
		assertThat(this.memory.held()).isEqualTo(10);
		stream.taken();
		assertThat(this.memory.held()).isEqualTo(10);
		stream.close();
		stream.taken();
		assertThat(this.memory.held()).isZero();
		assertThat(this.refusals).isEmpty();
	}

	@Test
	void whenAMessageIsAboveTheLimitThenItIsRefusedBeforeItIsWhole() {
		InboundStream stream = stream();
		stream.limit(100);
		stream.received(100);
		assertThat(this.refusals).isEmpty();
		stream.received(1);
		stream.received(50);
		assertThat(this.refusals).singleElement().satisfies((status) -> {
			assertThat(status.code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
			assertThat(status.description()).contains("101 bytes", "limit of 100", "flight.server.max-request-size");
		});
		assertThat(stream.refused()).isSameAs(this.refusals.get(0));
		assertThat(this.memory.held()).isZero();
	}

	@Test
	void whenMemoryIsShortThenTheOneWhoHasSentTheMostIsRefused() {
		InboundStream small = stream();
		InboundStream large = stream();
		InboundStream whole = stream();
		whole.received(LIMIT / 8);
		whole.messageEnded();
		small.received(LIMIT / 32);
		large.received(LIMIT / 32 * 3);
		assertThat(this.refusals).isEmpty();
		small.received(1);
		assertThat(this.refusals).singleElement()
			.satisfies((status) -> assertThat(status.description()).contains("short of memory"));
		assertThat(large.refused()).isNotNull();
		assertThat(small.refused()).isNull();
		assertThat(whole.refused()).isNull();
		assertThat(this.memory.held()).isEqualTo(LIMIT / 8 + LIMIT / 32 + 1);
	}

	@Test
	void whenThereIsOneLargeMessageThenItMayHaveHalf() {
		InboundStream stream = stream();
		stream.received(LIMIT / 2);
		assertThat(stream.refused()).isNull();
		stream.received(1);
		assertThat(stream.refused()).isNotNull();
	}

	@Test
	void whenCallsHaveTheMemoryThenLessIsLeftForWhatComes() {
		try (ArrowBuf half = this.allocator.buffer(LIMIT / 2); ArrowBuf quarter = this.allocator.buffer(LIMIT / 4)) {
			InboundStream stream = stream();
			stream.received(LIMIT / 4);
			assertThat(stream.refused()).isNull();
			stream.received(1);
			assertThat(stream.refused()).isNotNull();
		}
	}

	@Test
	void whenNobodyCanBeToldThenOnlyUnfinishedMessagesAreHeld() {
		InboundStream stream = this.memory.open();
		stream.received(1000);
		stream.messageEnded();
		assertThat(this.memory.held()).isZero();
	}

	private InboundStream stream() {
		InboundStream stream = this.memory.open();
		stream.refuseBy(this.refusals::add);
		return stream;
	}

}
