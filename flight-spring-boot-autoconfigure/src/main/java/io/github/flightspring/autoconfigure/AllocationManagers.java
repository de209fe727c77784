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

import java.util.Arrays;
import java.util.List;

import org.apache.arrow.memory.DefaultAllocationManagerOption;
import org.apache.arrow.memory.DefaultAllocationManagerOption.AllocationManagerType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The libraries with an allocation manager for Arrow. Exactly one must be on the class
 * path, or be chosen.
 */
enum AllocationManagers {

	UNSAFE("arrow-memory-unsafe", "org.apache.arrow.memory.unsafe.UnsafeAllocationManager"),

	NETTY("arrow-memory-netty", "org.apache.arrow.memory.netty.NettyAllocationManager");

	private final String artifact;

	private final String className;

	AllocationManagers(String artifact, String className) {
		this.artifact = artifact;
		this.className = className;
	}

	static void check(@Nullable ClassLoader classLoader) {
		check(classLoader, Runtime.version().feature());
	}

	static void check(@Nullable ClassLoader classLoader, int javaVersion) {
		List<String> present = Arrays.stream(values())
			.filter((manager) -> ClassUtils.isPresent(manager.className, classLoader))
			.map((manager) -> manager.artifact)
			.toList();
		if (present.isEmpty()) {
			throw new AllocationManagerException("No allocation manager for Arrow is on the class path",
					"Add the dependency 'org.apache.arrow:arrow-memory-unsafe', which 'flight-spring-boot-starter' brings");
		}
		if (present.equals(List.of(NETTY.artifact)) && javaVersion >= 24
				&& !"false".equals(System.getProperty("io.netty.noUnsafe"))) {
			throw new AllocationManagerException(
					"The allocation manager for Arrow on the class path, %s, fails on JDK 24 and later"
						.formatted(NETTY.artifact),
					"Replace it by 'org.apache.arrow:arrow-memory-unsafe', or set the system property 'io.netty.noUnsafe=false'");
		}
		boolean chosen = DefaultAllocationManagerOption
			.getDefaultAllocationManagerType() != AllocationManagerType.Unknown;
		if (present.size() > 1 && !chosen) {
			throw new AllocationManagerException(
					"Two allocation managers for Arrow are on the class path: %s"
						.formatted(String.join(" and ", present)),
					"Exclude 'org.apache.arrow:arrow-memory-netty', which fails on JDK 24 and later, or choose with the "
							+ "system property '%s=Unsafe'"
								.formatted(DefaultAllocationManagerOption.ALLOCATION_MANAGER_TYPE_PROPERTY_NAME));
		}
	}

}
