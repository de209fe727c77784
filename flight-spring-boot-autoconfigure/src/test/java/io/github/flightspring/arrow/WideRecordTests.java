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

package io.github.flightspring.arrow;

import java.io.File;
import java.lang.reflect.Array;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Records with more components than one would write by hand.
 */
class WideRecordTests {

	@TempDir
	private Path directory;

	@Test
	void whenComponentsAreManyThenAllSurvive() throws Exception {
		for (int size : new int[] { 64, 100, 101, 240 }) {
			assertRoundTrip("int", size);
		}
		assertRoundTrip("double", 100);
		assertRoundTrip("long", 120);
	}

	@Test
	void whenComponentsAreTooManyThenSaysSo() throws Exception {
		try (URLClassLoader loader = compile("int", 241)) {
			Class<?> type = loader.loadClass("Wide");
			assertThatExceptionOfType(UnmappableRecordException.class).isThrownBy(() -> RecordMapper.of(type))
				.withMessageContaining("more than 240 components");
		}
	}

	private void assertRoundTrip(String componentType, int size) throws Exception {
		try (URLClassLoader loader = compile(componentType, size); RootAllocator allocator = new RootAllocator()) {
			assertRoundTrip(loader.loadClass("Wide"), size, allocator);
		}
	}

	private <T> void assertRoundTrip(Class<T> type, int size, RootAllocator allocator) throws Exception {
		var constructor = type.getDeclaredConstructors()[0];
		constructor.setAccessible(true);
		Object[] values = new Object[size];
		for (int i = 0; i < size; i++) {
			Object value = Array.newInstance(constructor.getParameterTypes()[i], 1);
			Array.setByte(value, 0, (byte) (i % 100));
			values[i] = Array.get(value, 0);
		}
		T row = type.cast(constructor.newInstance(values));
		assertThat(Batches.roundTrip(allocator, type, row)).containsExactly(row);
	}

	private URLClassLoader compile(String componentType, int size) throws Exception {
		Path target = Files.createTempDirectory(this.directory, "wide");
		Path source = target.resolve("Wide.java");
		Files.writeString(source,
				IntStream.range(0, size)
					.mapToObj((i) -> componentType + " c" + i)
					.collect(Collectors.joining(", ", "record Wide(", ") {}")));
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-d", target.toString(), source.toString());
		assertThat(status).isZero();
		return new URLClassLoader(new URL[] { new File(target.toString()).toURI().toURL() },
				getClass().getClassLoader());
	}

}
