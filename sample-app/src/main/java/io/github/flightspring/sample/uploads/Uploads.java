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

package io.github.flightspring.sample.uploads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.PutResults;
import jakarta.validation.Valid;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Tables of the clients' own: what is uploaded to {@code uploads/{name}} is listed,
 * described and downloaded there, unchanged, and replaced by the next upload of that
 * name.
 */
@FlightEndpoint("uploads")
class Uploads {

	private final UploadStore store;

	Uploads(UploadStore store) {
		this.store = store;
	}

	/**
	 * Store an upload, whole or not at all. The answers are row counts: those on the way
	 * say what has been received and written to the open transaction, the last one, after
	 * the commit, what is stored.
	 */
	@DoPut(path = "{name}", description = "Stores a table, in place of the one that had the name")
	long upload(String name, ArrowReader rows, FlightCall call, PutResults results) throws SQLException, IOException {
		return this.store.store(new UploadName(name), rows, call, results::acknowledge);
	}

	@DoGet(path = "{name}", description = "An uploaded table")
	ArrowReader download(String name, FlightCall call) throws SQLException {
		return this.store.open(new UploadName(name), call);
	}

	@GetFlightInfo("{name}")
	Flight describe(String name) throws SQLException {
		return describe(this.store.get(new UploadName(name)));
	}

	/**
	 * The uploads whose path, {@code uploads/} and the name, starts with the criteria.
	 */
	@ListFlights
	Stream<Flight> list(Criteria criteria) throws SQLException {
		String prefix = new String(criteria.getExpression(), StandardCharsets.UTF_8);
		return this.store.all()
			.stream()
			.filter((upload) -> ("uploads/" + upload.name().value()).startsWith(prefix))
			.map((upload) -> describe(upload).path("uploads", upload.name().value()));
	}

	@DoAction(type = "uploads", description = "Lists the uploads with their rows and bytes, one JSON object each")
	Stream<Upload> uploads() throws SQLException {
		return this.store.all().stream().map(StoredUpload::summary);
	}

	@DoAction(type = "drop-upload", description = "Removes the upload of a JSON object {\"name\":…}")
	Upload drop(@Valid DropUpload request) throws SQLException {
		return this.store.drop(new UploadName(request.name())).summary();
	}

	private static Flight describe(StoredUpload upload) {
		return Flight.of(upload.schema()).totalRecords(upload.rows()).totalBytes(upload.bytes());
	}

}
