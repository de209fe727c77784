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

package io.github.flightspring.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The meters that the dashboard in {@code docs} shows.
 */
@SpringBootTest(properties = { "spring.grpc.server.port=0", "management.prometheus.metrics.export.enabled=true",
		"flight.server.max-concurrent-calls=1", "flight.admission.max-queued=0" })
class DashboardTests {

	private static final Pattern METER = Pattern.compile("\\b(flight_\\w+)\\b");

	@TempDir
	private static Path folder;

	@Autowired
	private GrpcServerLifecycle server;

	@Autowired
	private PrometheusMeterRegistry registry;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		properties.add("sample.database", () -> folder.resolve("dashboard.duckdb"));
	}

	@Test
	void whenCallsWereMadeThenEveryMeterOfTheDashboardIsThere() throws Exception {
		try (BufferAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient
					.builder(allocator, Location.forGrpcInsecure("localhost", this.server.getPort()))
					.build()) {
			download(client);
			assertThatExceptionOfType(FlightRuntimeException.class)
				.isThrownBy(() -> client.getStream(new Ticket(new byte[] { 1 })).next());
			refused(client, allocator);
		}
		String scraped = this.registry.scrape();
		Set<String> there = scraped.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> shown = METER.matcher(Files.readString(Path.of("../docs/grafana.json")))
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(shown).hasSizeGreaterThan(15);
		assertThat(there).containsAll(shown);
	}

	private static void download(FlightClient client) throws Exception {
		Ticket ticket = client.getInfo(FlightDescriptor.path("airports")).getEndpoints().get(0).getTicket();
		try (FlightStream stream = client.getStream(ticket)) {
			while (stream.next()) {
				assertThat(stream.getRoot().getRowCount()).isPositive();
			}
		}
	}

	private static void refused(FlightClient client, BufferAllocator allocator) {
		try (VectorSchemaRoot root = VectorSchemaRoot.of(new BigIntVector("n", allocator))) {
			root.allocateNew();
			ClientStreamListener upload = client.startPut(FlightDescriptor.path("uploads", "held"), root,
					new AsyncPutListener());
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(FlightRuntimeException.class)
					.isThrownBy(() -> client.getInfo(FlightDescriptor.path("airports")))
					.matches((ex) -> ex.status().code() == FlightStatusCode.UNAVAILABLE));
			upload.error(new IllegalStateException("broken off"));
		}
	}

}
