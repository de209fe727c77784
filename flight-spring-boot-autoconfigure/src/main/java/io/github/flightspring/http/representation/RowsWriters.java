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

import java.io.OutputStream;
import java.util.List;

import io.github.flightspring.http.negotiation.Negotiated;
import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.FlightDataOptions.Compression;
import io.github.flightspring.ipc.IpcEncoder;
import org.apache.arrow.memory.BufferAllocator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates the writer for the negotiated format.
 */
public final class RowsWriters {

	private final JsonMapper mapper;

	private final long maxBatchBytes;

	/**
	 * Create the writers.
	 * @param mapper the JSON mapper
	 * @param maxBatchBytes the largest Arrow batch in bytes
	 */
	public RowsWriters(JsonMapper mapper, long maxBatchBytes) {
		this.mapper = mapper;
		this.maxBatchBytes = maxBatchBytes;
	}

	/**
	 * Create a writer.
	 * @param negotiated the negotiated properties
	 * @param allocator the call's allocator
	 * @param out the output for the rows
	 * @param boundary the boundary of a multipart response
	 * @param metadata the metadata that the handler provides for the flight
	 * @param footnotes whether a multipart response ends with footnotes
	 * @return the writer
	 */
	public RowsWriter create(Negotiated negotiated, BufferAllocator allocator, OutputStream out, String boundary,
			List<Object> metadata, boolean footnotes) {
		FlightDataOptions options = new FlightDataOptions(this.maxBatchBytes,
				negotiated.compressed() ? Compression.ZSTD : Compression.NONE);
		return switch (negotiated.representation()) {
			case ARROW_STREAM -> new ArrowRowsWriter(IpcEncoder.stream(allocator, options, out));
			case ARROW_FILE -> new ArrowRowsWriter(IpcEncoder.file(allocator, options, out));
			case MULTIPART -> new MultipartRowsWriter(out, boundary, this.mapper, metadata, footnotes,
					IpcEncoder.stream(allocator, options, out));
			case JSON -> new JsonRowsWriter(this.mapper, out, false);
			case NDJSON -> new JsonRowsWriter(this.mapper, out, true);
			case CSV -> new CsvRowsWriter(this.mapper, out);
		};
	}

}
