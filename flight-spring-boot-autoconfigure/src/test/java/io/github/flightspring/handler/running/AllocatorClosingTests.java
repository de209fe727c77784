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

package io.github.flightspring.handler.running;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AllocatorClosing}.
 */
class AllocatorClosingTests {

	@Test
	void whenTheReportOfALeakFailsThenTheAllocatorIsClosed() {
		try (BufferAllocator parent = new RootAllocator()) {
			BufferAllocator allocator = parent.newChildAllocator("call", 0, 1024);
			ArrowBuf leaked = allocator.buffer(64);
			AllocatorClosing.close(allocator, false, (bytes) -> {
				leaked.close();
				throw new AssertionError("no report");
			});
			assertThat(parent.getChildAllocators()).isEmpty();
		}
	}

}
