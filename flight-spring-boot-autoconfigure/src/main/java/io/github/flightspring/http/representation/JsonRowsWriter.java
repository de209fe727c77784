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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.MinimalPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as JSON objects, in an array or one per line. A broken-off array lacks its
 * closing bracket.
 */
final class JsonRowsWriter implements RowsWriter {

	private final OutputStream out;

	private final boolean lines;

	private final JsonGenerator generator;

	private @Nullable DictionaryProvider dictionaries;

	private boolean started;

	JsonRowsWriter(JsonMapper mapper, OutputStream out, boolean lines) {
		this.out = out;
		this.lines = lines;
		this.generator = mapper.writer()
			.with(new MinimalPrettyPrinter(""))
			.without(StreamWriteFeature.AUTO_CLOSE_TARGET)
			.without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
			.without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
			.createGenerator(out);
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider provider) {
		this.dictionaries = provider;
		if (!this.started) {
			this.started = true;
			if (!this.lines) {
				this.generator.writeStartArray();
			}
		}
	}

	@Override
	public void write(VectorSchemaRoot root) {
		List<ColumnValues> columns = ColumnValues.of(root, this.dictionaries);
		List<String> names = MemberNames.of(columns.stream().map(ColumnValues::name).toList());
		for (int row = 0; row < root.getRowCount(); row++) {
			this.generator.writeStartObject();
			for (int i = 0; i < columns.size(); i++) {
				this.generator.writeName(names.get(i));
				columns.get(i).values().write(this.generator, row);
			}
			this.generator.writeEndObject();
			if (this.lines) {
				this.generator.writeRaw('\n');
			}
		}
		this.generator.flush();
	}

	@Override
	public void finish() throws IOException {
		if (!this.lines) {
			this.generator.writeEndArray();
		}
		this.generator.flush();
		if (!this.lines) {
			this.out.write("\n".getBytes(StandardCharsets.US_ASCII));
		}
	}

	@Override
	public void close() {
		this.generator.close();
	}

}
