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

package io.github.flightspring.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Libraries of Arrow that do not go together.
 */
class ArrowLibrariesTests {

	@Test
	void whenTheLibrariesAreThoseOfTheStarterThenTheyGoTogether() {
		assertThatCode(ArrowLibraries::check).doesNotThrowAnyException();
	}

	@Test
	void whenOneIsOlderThenEachIsNamedWithItsVersion() {
		assertThatExceptionOfType(AllocationManagerException.class)
			.isThrownBy(() -> ArrowLibraries.check(Map.of("arrow-memory-core", "19.0.0", "arrow-vector", "18.3.0")))
			.withMessageContaining("arrow-memory-core 19.0.0")
			.withMessageContaining("arrow-vector 18.3.0")
			.satisfies((failure) -> assertThat(failure.action()).contains("Exclude", "arrow-jdbc"));
	}

	@Test
	void whenTheyDifferInMoreThanThePatchOrAVersionIsUnknownThenTheyGoTogether() {
		Map<String, @Nullable String> versions = new HashMap<>(
				Map.of("arrow-vector", "19.0.1", "flight-core", "19.1.0"));
		versions.put("arrow-format", null);
		assertThatCode(() -> ArrowLibraries.check(versions)).doesNotThrowAnyException();
	}

	@Test
	void whenTheMemoryWorksThenTheAllocatorIsClean() {
		try (BufferAllocator allocator = ArrowLibraries.working(RootAllocator::new)) {
			assertThat(allocator.getAllocatedMemory()).isZero();
		}
	}

	@Test
	void whenTheMemoryDoesNotInitializeThenTheCauseIsNamed() {
		ExceptionInInitializerError error = new ExceptionInInitializerError(
				new RuntimeException("Failed to initialize MemoryUtil"));
		assertThatExceptionOfType(AllocationManagerException.class).isThrownBy(() -> ArrowLibraries.working(() -> {
			throw error;
		}))
			.withMessageContaining("Failed to initialize MemoryUtil")
			.withCause(error)
			.satisfies((failure) -> assertThat(failure.action()).contains("arrow-memory-core", "no JVM flag"));
	}

}
