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

package io.github.flightspring.arrow.memory;

import java.time.Duration;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The root of the application's memory and its children.
 */
class ApplicationAllocatorTests {

	private final ApplicationAllocator root = new ApplicationAllocator(1024, Duration.ZERO);

	private final ArrowBuf memory = this.root.buffer(128);

	@AfterEach
	void close() {
		this.memory.close();
		assertThat(this.root.getAllocatedMemory()).isZero();
		assertThat(this.root.getChildAllocators()).isEmpty();
		this.root.close();
	}

	@Test
	void whenForeignMemoryExceedsTheLimitOfACallThenItIsReleased() {
		Foreign small = new Foreign(64);
		Foreign large = new Foreign(200);
		try (BufferAllocator call = this.root.newChildAllocator("call", 0, 256)) {
			ArrowBuf taken = call.wrapForeignAllocation(small);
			assertThat(call.getAllocatedMemory()).isEqualTo(64);
			assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> call.wrapForeignAllocation(large));
			assertThat(large.released).isOne();
			assertThat(small.released).isZero();
			assertThat(call.getAllocatedMemory()).isEqualTo(64);
			taken.close();
			assertThat(small.released).isOne();
		}
	}

	@Test
	void whenForeignMemoryExceedsTheLimitOfAllThenAChildOfACallReleasesItToo() {
		Foreign large = new Foreign(1000);
		try (BufferAllocator call = this.root.newChildAllocator("call", 0, Long.MAX_VALUE);
				BufferAllocator part = call.newChildAllocator("part", 0, Long.MAX_VALUE)) {
			assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> part.wrapForeignAllocation(large));
			assertThat(large.released).isOne();
		}
	}

	@Test
	void whenAChildIsOpenThenItIsListedUntilItIsClosed() {
		BufferAllocator call = this.root.newChildAllocator("call", 0, 256);
		BufferAllocator part = call.newChildAllocator("part", 0, 256);
		assertThat(this.root.getChildAllocators()).hasSize(1);
		assertThat(call.getChildAllocators()).hasSize(1);
		assertThat(part.getRoot()).isSameAs(this.root);
		part.close();
		assertThat(call.getChildAllocators()).isEmpty();
		call.close();
	}

	@Test
	void whenAChildTakesMemoryThenItsLimitAndThatOfAllHold() {
		try (BufferAllocator call = this.root.newChildAllocator("call", 0, 256);
				BufferAllocator other = this.root.newChildAllocator("other", 0, Long.MAX_VALUE)) {
			assertThat(call.getLimit()).isEqualTo(256);
			assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> call.buffer(512));
			assertThatExceptionOfType(OutOfMemoryException.class).isThrownBy(() -> other.buffer(1024));
			try (ArrowBuf taken = call.buffer(256)) {
				assertThat(this.root.getAllocatedMemory()).isEqualTo(128 + taken.capacity());
				ArrowBuf moved = taken.getReferenceManager().transferOwnership(taken, other).getTransferredBuffer();
				assertThat(call.getAllocatedMemory()).isZero();
				assertThat(other.getAllocatedMemory()).isEqualTo(taken.capacity());
				moved.close();
			}
		}
	}

	private static final class Foreign extends ForeignAllocation {

		private int released;

		private Foreign(long size) {
			super(size, 4711);
		}

		@Override
		protected void release0() {
			this.released++;
		}

	}

}
