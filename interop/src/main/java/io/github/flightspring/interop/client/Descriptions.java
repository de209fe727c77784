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

package io.github.flightspring.interop.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import static io.github.flightspring.interop.client.Report.check;
import static io.github.flightspring.interop.client.Report.equal;

/**
 * The descriptions of flights that clients get.
 */
final class Descriptions {

	private static final Instant EXPIRY = Instant.parse("2100-01-02T03:04:05.123456789Z");

	private static final Schema NUMERALS = new Schema(List.of(Field.notNullable("id", new ArrowType.Int(32, true)),
			Field.nullable("name", new ArrowType.Utf8())));

	private static final FlightDescriptor COMMAND = FlightDescriptor
		.command("{\"type\":\"numbers-below\",\"limit\":4}".getBytes(StandardCharsets.UTF_8));

	private static final FlightDescriptor PATH = FlightDescriptor.path("numbers");

	private final Connection connection;

	Descriptions(Connection connection) {
		this.connection = connection;
	}

	void addTo(Report report) {
		report.add("list-all", () -> check(list("").containsAll(List.of("numbers", "shapes/no-rows")), list("")));
		report.add("list-criteria", () -> {
			equal(list("numbers"), List.of("numbers"));
			equal(list("none"), List.of());
		});
		report.add("info-path", () -> {
			FlightInfo info = this.connection.info("described", "ordered");
			equal(info.getSchemaOptional().orElseThrow(), NUMERALS);
			equal(List.of(info.getRecords(), info.getBytes()), List.of(80L, 4321L));
			equal(info.getDescriptor(), FlightDescriptor.path("described", "ordered"));
			equal(this.connection.info("numbers").getRecords(), -1L);
			equal(ids(this.connection.info("numbers")), List.of(0, 1, 2));
		});
		report.add("info-cmd", () -> {
			FlightInfo info = this.connection.client().getInfo(COMMAND);
			equal(info.getSchemaOptional().orElseThrow(), NUMERALS);
			equal(info.getDescriptor(), COMMAND);
			equal(ids(info), List.of(0, 1, 2, 3));
		});
		report.add("schema-path", () -> equal(this.connection.client().getSchema(PATH).getSchema(), NUMERALS));
		report.add("schema-cmd", () -> equal(this.connection.client().getSchema(COMMAND).getSchema(), NUMERALS));
		report.add("poll-path", () -> poll(PATH));
		report.add("poll-cmd", () -> poll(COMMAND));
		addParts(report);
	}

	private void addParts(Report report) {
		report.add("partitions-ordered", () -> {
			FlightInfo info = this.connection.info("described", "ordered");
			check(info.getOrdered(), info);
			equal(ids(info), IntStream.range(0, 80).boxed().toList());
		});
		report.add("partitions-unordered", () -> {
			FlightInfo info = this.connection.info("described", "plain");
			check(!info.getOrdered(), info);
			equal(ids(info).stream().sorted().toList(), IntStream.range(0, 80).boxed().toList());
		});
		report.add("reuse-connection", () -> {
			FlightInfo info = this.connection.info("described", "reuse");
			for (FlightEndpoint endpoint : info.getEndpoints()) {
				equal(endpoint.getLocations(), List.of(Location.reuseConnection()));
			}
			equal(ids(info).size(), 80);
		});
		report.add("expiry", this::expiry);
		report.add("metadata-info",
				() -> equal(Connection.utf8(this.connection.info("described", "plain").getAppMetadata()),
						"info of plain"));
		report.add("metadata-endpoint",
				() -> equal(this.connection.info("described", "plain")
					.getEndpoints()
					.stream()
					.map((endpoint) -> Connection.utf8(endpoint.getAppMetadata()))
					.toList(), IntStream.range(0, 8).mapToObj((number) -> "endpoint " + number).toList()));
	}

	private void expiry() throws Exception {
		FlightInfo expired = this.connection.info("described", "expired");
		FlightRuntimeException ex = Report.fails(FlightRuntimeException.class, () -> ids(expired));
		check(ex.status().code() == FlightStatusCode.NOT_FOUND && String.valueOf(ex.getMessage()).contains("expired"),
				ex);
		FlightInfo info = this.connection.info("described", "expiring");
		equal(ids(info).size(), 80);
		Instant expiry = info.getEndpoints().get(0).getExpirationTime().orElseThrow();
		if (expiry.getEpochSecond() == 2 * EXPIRY.getEpochSecond()) {
			throw new Report.NotAvailableException("flight-core doubles the expiry that it is told");
		}
		equal(expiry, EXPIRY);
	}

	private List<String> list(String criteria) {
		List<String> paths = new ArrayList<>();
		this.connection.client()
			.listFlights(new Criteria(criteria.getBytes(StandardCharsets.UTF_8)))
			.forEach((info) -> paths.add(String.join("/", info.getDescriptor().getPath())));
		return paths;
	}

	private void poll(FlightDescriptor descriptor) {
		PollInfo poll = this.connection.client().pollInfo(descriptor);
		equal(poll.getFlightInfo().getSchemaOptional().orElseThrow(), NUMERALS);
		check(poll.getFlightDescriptor().isEmpty() && poll.getProgress().orElseThrow() == 1.0, poll);
	}

	private List<Integer> ids(FlightInfo info) throws Exception {
		List<Integer> ids = new ArrayList<>();
		for (FlightEndpoint endpoint : info.getEndpoints()) {
			try (FlightStream stream = this.connection.client().getStream(endpoint.getTicket())) {
				while (stream.next()) {
					addIds(stream.getRoot(), ids);
				}
			}
		}
		return ids;
	}

	private static void addIds(VectorSchemaRoot root, List<Integer> ids) {
		for (int i = 0; i < root.getRowCount(); i++) {
			ids.add(((IntVector) root.getVector("id")).get(i));
		}
	}

}
