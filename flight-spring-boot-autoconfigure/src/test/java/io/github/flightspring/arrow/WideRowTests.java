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

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of classes with many properties, which are compiled for the test.
 */
class WideRowTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "110, constructor", "130, fields" })
	void whenAClassHasManyPropertiesThenAllComeBack(int properties, String form) throws Exception {
		String source = form.equals("constructor") ? constructorBound(properties) : fields(properties);
		try (URLClassLoader loader = compile(source); RootAllocator allocator = new RootAllocator()) {
			Class<?> type = loader.loadClass("Wide");
			RecordMapper<?> mapper = RecordMapper.of(type);
			assertThat(mapper.schema().getFields()).hasSize(properties);
			try (RecordWriter<Map<String, ?>> writer = mapper.mapWriter(allocator)) {
				Map<String, Object> row = new LinkedHashMap<>();
				IntStream.range(0, properties).forEach((i) -> row.put("p" + i, i));
				writer.write(row);
				Object read = mapper.reader(writer.finishBatch(), null).read(0);
				for (int i = 0; i < properties; i++) {
					assertThat(type.getMethod("getP" + i).invoke(read)).isEqualTo(i);
				}
			}
		}
	}

	private static String constructorBound(int properties) {
		return "public final class Wide { " + each(properties, "private final int p%1$d;", "") + "public Wide("
				+ each(properties, "int p%1$d", ", ") + ") { " + each(properties, "this.p%1$d = p%1$d;", "") + " } "
				+ getters(properties) + " }";
	}

	private static String fields(int properties) {
		return "public class Wide { " + each(properties, "public int p%1$d;", "") + getters(properties)
				+ each(properties, "public void setP%1$d(int value) { this.p%1$d = value; }", "") + " }";
	}

	private static String getters(int properties) {
		return each(properties, "public int getP%1$d() { return this.p%1$d; }", "");
	}

	private static String each(int properties, String text, String delimiter) {
		return IntStream.range(0, properties).mapToObj(text::formatted).collect(Collectors.joining(delimiter));
	}

	private URLClassLoader compile(String source) throws Exception {
		Path file = Files.writeString(this.directory.resolve("Wide.java"), source);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-parameters", "-proc:none", "-d", this.directory.toString(), file.toString());
		assertThat(result).isZero();
		return new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, getClass().getClassLoader());
	}

}
