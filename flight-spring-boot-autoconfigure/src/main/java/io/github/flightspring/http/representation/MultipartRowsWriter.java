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
import java.util.Locale;

import io.github.flightspring.http.negotiation.Representation;
import io.github.flightspring.ipc.IpcEncoder;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@code multipart/mixed} body: a JSON array, the Arrow stream and, if
 * requested, a text with the information that is known at the end. Parts have a content
 * type and no other header, and the JSON is ASCII, because some readers are built for
 * mail and interpret everything else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, Multipart
 * Media Type</a>
 */
final class MultipartRowsWriter implements RowsWriter {

	private static final String CRLF = "\r\n";

	private final OutputStream out;

	private final String boundary;

	private final JsonMapper mapper;

	private final List<Object> metadata;

	private final boolean footnotes;

	private final IpcEncoder encoder;

	private boolean started;

	private long startedAt;

	MultipartRowsWriter(OutputStream out, String boundary, JsonMapper mapper, List<Object> metadata, boolean footnotes,
			IpcEncoder encoder) {
		this.out = out;
		this.boundary = boundary;
		this.mapper = mapper;
		this.metadata = metadata;
		this.footnotes = footnotes;
		this.encoder = encoder;
	}

	@Override
	public void start(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) throws IOException {
		if (!this.started) {
			this.started = true;
			part("application/json");
			this.out
				.write(this.mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(this.metadata));
			text(CRLF);
			part(Representation.ARROW_STREAM.mediaType().toString());
			this.startedAt = System.nanoTime();
		}
		this.encoder.start(root, dictionaries);
	}

	private void part(String type) throws IOException {
		text("--" + this.boundary + CRLF + "Content-Type: " + type + CRLF + CRLF);
	}

	private void text(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void write(VectorSchemaRoot root) {
		this.encoder.write(root);
	}

	@Override
	public void finish() throws IOException {
		this.encoder.finish();
		text(CRLF);
		if (this.footnotes) {
			part("text/plain");
			text(footnotes());
			text(CRLF);
		}
		text("--" + this.boundary + "--" + CRLF);
	}

	private String footnotes() {
		double seconds = (System.nanoTime() - this.startedAt) / 1e9;
		long batches = this.encoder.batchCount();
		double average = (batches > 0) ? (double) this.encoder.byteCount() / batches : 0;
		return String.format(Locale.ROOT, "%d batches%s%d bytes%s%.3f seconds%s%.2f bytes per batch on average%s",
				batches, CRLF, this.encoder.byteCount(), CRLF, seconds, CRLF, average, CRLF);
	}

	@Override
	public void breakOff() {
		if (this.started) {
			this.encoder.breakOff();
		}
	}

	@Override
	public void close() {
		this.encoder.close();
	}

}
