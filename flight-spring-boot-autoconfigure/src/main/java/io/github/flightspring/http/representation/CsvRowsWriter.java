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
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows as comma-separated values with a header. Nulls are empty, empty texts are
 * quoted, and nested values are JSON.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, CSV</a>
 */
final class CsvRowsWriter implements RowsWriter {

	private static final int CHUNK = 32 * 1024;

	private static final String CRLF = "\r\n";

	private final JsonMapper mapper;

	private final OutputStream out;

	private final StringBuilder text = new StringBuilder();

	private @Nullable DictionaryProvider dictionaries;

	private boolean started;

	CsvRowsWriter(JsonMapper mapper, OutputStream out) {
		this.mapper = mapper;
		this.out = out;
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider provider) throws IOException {
		this.dictionaries = provider;
		if (!this.started) {
			this.started = true;
			List<ColumnValues> columns = ColumnValues.of(root, provider);
			for (int i = 0; i < columns.size(); i++) {
				append(i, columns.get(i).name());
			}
			this.text.append(CRLF);
			send();
		}
	}

	@Override
	public void write(VectorSchemaRoot root) throws IOException {
		List<ColumnValues> columns = ColumnValues.of(root, this.dictionaries);
		for (int row = 0; row < root.getRowCount(); row++) {
			for (int i = 0; i < columns.size(); i++) {
				append(i, columns.get(i).values().text(this.mapper, row));
			}
			this.text.append(CRLF);
			if (this.text.length() >= CHUNK) {
				send();
			}
		}
		send();
	}

	private void append(int column, @Nullable String value) {
		if (column > 0) {
			this.text.append(',');
		}
		if (value == null) {
			return;
		}
		boolean quoted = value.isEmpty()
				|| value.chars().anyMatch((c) -> c == ',' || c == '"' || c == '\r' || c == '\n');
		if (quoted) {
			this.text.append('"').append(value.replace("\"", "\"\"")).append('"');
		}
		else {
			this.text.append(value);
		}
	}

	private void send() throws IOException {
		this.out.write(this.text.toString().getBytes(StandardCharsets.UTF_8));
		this.text.setLength(0);
	}

	@Override
	public void finish() throws IOException {
		send();
	}

	@Override
	public void close() {
		this.text.setLength(0);
	}

}
