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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ValueVector;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * The check that the versions of Arrow's libraries match. Without it, an older library
 * from another dependency shows at the first call only, or as an error in the middle of
 * it.
 */
final class ArrowLibraries {

	private static final String MEND = "Exclude 'org.apache.arrow:arrow-memory-core' and 'org.apache.arrow:arrow-vector' "
			+ "from the dependency that brings the older ones, such as 'org.apache.arrow:arrow-jdbc', "
			+ "or declare 'flight-spring-boot-starter' before it";

	private ArrowLibraries() {
	}

	/**
	 * Check that the libraries on the class path have the same major version.
	 */
	static void check() {
		Map<String, @Nullable String> versions = new LinkedHashMap<>();
		versions.put("flight-core", version(FlightDescriptor.class));
		versions.put("arrow-memory-core", version(BufferAllocator.class));
		versions.put("arrow-vector", version(ValueVector.class));
		versions.put("arrow-format", version(Message.class));
		check(versions);
	}

	/**
	 * Check that versions have the same major version.
	 * @param versions the versions by artifact, {@code null} for an unknown version
	 */
	static void check(Map<String, @Nullable String> versions) {
		long majors = versions.values()
			.stream()
			.filter((version) -> version != null)
			.map((version) -> version.split("\\.")[0])
			.distinct()
			.count();
		if (majors > 1) {
			throw new AllocationManagerException(
					"The libraries of Arrow on the class path do not go together: %s".formatted(versions.entrySet()
						.stream()
						.map((entry) -> entry.getKey() + " " + entry.getValue())
						.collect(Collectors.joining(", "))),
					MEND);
		}
	}

	private static @Nullable String version(Class<?> type) {
		Package library = type.getPackage();
		return (library != null) ? library.getImplementationVersion() : null;
	}

	/**
	 * Create an allocator and check that it can allocate memory.
	 * @param allocator the supplier of the allocator
	 * @param <A> the type of the allocator
	 * @return the allocator
	 */
	static <A extends BufferAllocator> A working(Supplier<A> allocator) {
		try {
			A made = allocator.get();
			try (ArrowBuf probe = made.buffer(1)) {
				probe.setByte(0, 1);
			}
			return made;
		}
		catch (LinkageError ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			throw new AllocationManagerException("Arrow's memory cannot be used: %s".formatted(cause),
					MEND + ". With 'org.apache.arrow:arrow-memory-core' of version 19 or later no JVM flag is needed",
					ex);
		}
	}

}
