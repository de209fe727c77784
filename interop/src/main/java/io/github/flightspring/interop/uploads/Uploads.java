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

package io.github.flightspring.interop.uploads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.PutResults;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a client uploads to {@code store/{name}} comes back as it was, metadata and
 * dictionaries included; an exchange at {@code echo} sends each message back at once.
 */
@FlightEndpoint
class Uploads {

	private static final Schema UNKNOWN = new Schema(List.of());

	private final TableStore store;

	Uploads(TableStore store) {
		this.store = store;
	}

	/**
	 * Store an upload. After each message the answer is the number of rows so far, and
	 * after a colon the metadata of the message.
	 */
	@DoPut("store/{name}")
	void upload(String name, FlightReader reader, PutResults results) throws IOException {
		StoredTable table = this.store.create(reader.getVectorSchemaRoot().getSchema());
		boolean complete = false;
		try {
			while (reader.next()) {
				table.add(reader);
				byte[] metadata = reader.getAppMetadata();
				results.acknowledge("%d:%s".formatted(table.rows(),
						(metadata != null) ? new String(metadata, StandardCharsets.UTF_8) : ""));
			}
			this.store.put(name, table);
			complete = true;
		}
		finally {
			if (!complete) {
				table.close();
			}
		}
	}

	@DoGet("store/{name}")
	void download(String name, FlightSink sink) {
		this.store.get(name).writeTo(sink);
	}

	/**
	 * An upload of metadata alone, without a schema.
	 */
	@DoPut("notes")
	String notes(FlightReader reader) throws IOException {
		StringBuilder notes = new StringBuilder(reader.hasSchema() ? "schema" : "no schema");
		while (reader.next()) {
			byte[] metadata = reader.getAppMetadata();
			notes.append(':').append((metadata != null) ? new String(metadata, StandardCharsets.UTF_8) : "");
		}
		return notes.toString();
	}

	/**
	 * The uploads whose path starts with the criteria.
	 */
	@ListFlights
	Stream<Flight> list(Criteria criteria) {
		String prefix = new String(criteria.getExpression(), StandardCharsets.UTF_8);
		return this.store.names()
			.stream()
			.filter((name) -> ("store/" + name).startsWith(prefix))
			.map((name) -> Flight.of(UNKNOWN).path("store", name).totalRecords(this.store.get(name).rows()));
	}

	@DoExchange("echo")
	void echo(FlightReader reader, FlightSink sink) throws IOException {
		sink.start(reader.getVectorSchemaRoot(), reader);
		while (reader.next()) {
			if (reader.hasBatch()) {
				sink.write(reader.getVectorSchemaRoot(), reader.getAppMetadata());
			}
			else {
				byte[] metadata = reader.getAppMetadata();
				sink.writeMetadata((metadata != null) ? metadata : new byte[0]);
			}
		}
	}

}
