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

package io.github.flightspring.http.call;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContainerBuffer}.
 */
class ContainerBufferTests {

	@Test
	void whenMoreIsWrittenThanThereIsRoomForThenTheRestWaitsForTheFlush() {
		ContainerBuffer buffer = new ContainerBuffer(116);
		assertThat(buffer.fill(60)).isEqualTo(60);
		assertThat(buffer.isFull()).isFalse();
		assertThat(buffer.fill(60)).isEqualTo(40);
		assertThat(buffer.isFull()).isTrue();
		buffer.clear();
		assertThat(buffer.isFull()).isFalse();
		assertThat(buffer.fill(20)).isEqualTo(20);
	}

	@Test
	void whenTheContainerHasNoBufferThenWritesAreWhole() {
		ContainerBuffer buffer = new ContainerBuffer(0);
		assertThat(buffer.fill(100_000)).isEqualTo(100_000);
		assertThat(buffer.isFull()).isFalse();
	}

	@Test
	void whenNothingIsWrittenThenTheBufferStaysEmpty() {
		ContainerBuffer buffer = new ContainerBuffer(17);
		assertThat(buffer.fill(0)).isZero();
		assertThat(buffer.isFull()).isFalse();
	}

}
