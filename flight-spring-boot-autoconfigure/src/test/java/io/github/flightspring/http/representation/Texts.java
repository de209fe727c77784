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

package io.github.flightspring.http.representation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches in the forms that are text.
 */
final class Texts {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private Texts() {
	}

	/**
	 * A batch as lines of JSON, which are also those of an array.
	 */
	static List<String> lines(VectorSchemaRoot root, DictionaryProvider dictionaries) throws IOException {
		ByteArrayOutputStream lines = new ByteArrayOutputStream();
		write(new JsonRowsWriter(MAPPER, lines, true), root, dictionaries);
		ByteArrayOutputStream array = new ByteArrayOutputStream();
		write(new JsonRowsWriter(MAPPER, array, false), root, dictionaries);
		List<String> result = lines.toString(StandardCharsets.UTF_8).lines().toList();
		assertThat(array.toString(StandardCharsets.UTF_8)).isEqualTo("[" + String.join(",", result) + "]\n");
		return result;
	}

	/**
	 * A batch as lines of CSV, the header first.
	 */
	static List<String> csv(VectorSchemaRoot root, DictionaryProvider dictionaries) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		write(new CsvRowsWriter(MAPPER, out), root, dictionaries);
		String text = out.toString(StandardCharsets.UTF_8);
		assertThat(text).endsWith("\r\n");
		return List.of(text.substring(0, text.length() - 2).split("\r\n", -1));
	}

	/**
	 * The values of a vector as JSON.
	 */
	static List<String> values(Field field, FieldVector vector, DictionaryProvider dictionaries) throws IOException {
		String start = "{" + MAPPER.writeValueAsString(field.getName()) + ":";
		List<String> values = new ArrayList<>();
		for (String line : lines(root(field, vector), dictionaries)) {
			assertThat(line).startsWith(start);
			values.add(line.substring(start.length(), line.length() - 1));
		}
		return values;
	}

	/**
	 * The values of a vector as fields of CSV.
	 */
	static List<String> fields(Field field, FieldVector vector, DictionaryProvider dictionaries) throws IOException {
		List<String> lines = csv(root(field, vector), dictionaries);
		return lines.subList(1, lines.size());
	}

	static VectorSchemaRoot root(Field field, FieldVector vector) {
		return new VectorSchemaRoot(List.of(field), List.of(vector), vector.getValueCount());
	}

	private static void write(RowsWriter writer, VectorSchemaRoot root, DictionaryProvider dictionaries)
			throws IOException {
		try (writer) {
			writer.start(root, dictionaries);
			writer.write(root);
			writer.finish();
		}
	}

	/**
	 * The parts of a vector: fields, numbers of values, and bytes.
	 */
	static List<Object> parts(FieldVector vector) {
		List<Object> parts = new ArrayList<>(List.of(vector.getField(), vector.getValueCount()));
		for (ArrowBuf buffer : vector.getFieldBuffers()) {
			byte[] bytes = new byte[(int) buffer.capacity()];
			buffer.getBytes(0, bytes);
			parts.add(buffer.memoryAddress());
			parts.add(bytes);
		}
		vector.getChildrenFromFields().forEach((child) -> parts.add(parts(child)));
		return parts;
	}

}
