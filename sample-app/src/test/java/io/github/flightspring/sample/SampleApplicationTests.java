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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import io.github.flightspring.sample.client.FlightCommandLine;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * The sample application as its clients see it.
 */
@SpringBootTest(properties = "spring.grpc.server.port=0")
class SampleApplicationTests {

	@TempDir
	private static Path folder;

	@Autowired
	private GrpcServerLifecycle server;

	@Autowired
	private BufferAllocator serverAllocator;

	private final BufferAllocator allocator = new RootAllocator();

	private FlightClient client;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		properties.add("sample.database", () -> folder.resolve("uploads.duckdb"));
	}

	@BeforeEach
	void connect() {
		this.client = FlightClient.builder(this.allocator, Location.forGrpcInsecure("localhost", this.server.getPort()))
			.build();
	}

	@AfterEach
	void close() throws Exception {
		for (Result upload : action("uploads", "")) {
			action("drop-upload", "{\"name\":\"" + text(upload.getBody()).split("\"")[3] + "\"}");
		}
		this.client.close();
		this.allocator.close();
		Awaitility.await().until(() -> this.serverAllocator.getAllocatedMemory() == 0);
	}

	@Test
	void whenListThenTheFlights() {
		assertThat(list("")).containsExactlyInAnyOrder("airports", "departures", "stocks");
	}

	@Test
	void whenDeparturesThenAnEndpointPerMonthAndEveryRow() throws Exception {
		FlightInfo info = this.client.getInfo(FlightDescriptor.path("departures"));
		assertThat(info.getRecords()).isEqualTo(3_000_000);
		assertThat(info.getOrdered()).isTrue();
		assertThat(info.getEndpoints()).hasSize(7);
		assertThat(info.getSchema().toString()).isEqualTo("Schema<date: Timestamp(MICROSECOND, null),"
				+ " delay: Int(64, true), distance: Int(64, true), origin: LargeUtf8, destination: LargeUtf8>");
		long rows = 0;
		long delay = 0;
		for (FlightEndpoint endpoint : info.getEndpoints()) {
			try (FlightStream stream = this.client.getStream(endpoint.getTicket())) {
				while (stream.next()) {
					BigIntVector delays = (BigIntVector) stream.getRoot().getVector("delay");
					rows += delays.getValueCount();
					for (int i = 0; i < delays.getValueCount(); i++) {
						delay += delays.get(i);
					}
				}
			}
		}
		assertThat(rows).isEqualTo(3_000_000);
		assertThat(delay).isEqualTo(20_003_603);
	}

	@Test
	void whenOriginThenItsDepartures() throws Exception {
		assertThat(count(FlightDescriptor.path("departures", "ATL"))).isEqualTo(124_711);
	}

	@Test
	void whenOriginUnknownThenNotFound() {
		assertStatus(FlightStatusCode.NOT_FOUND, "No airport 'NOPE'",
				() -> this.client.getInfo(FlightDescriptor.path("departures", "NOPE")));
	}

	@Test
	void whenAirportsThenEveryRow() throws Exception {
		assertThat(count(FlightDescriptor.path("airports"))).isEqualTo(3376);
	}

	@Test
	void whenDelaysThenAirportsWithEnoughFlights() throws Exception {
		assertThat(count(command("{\"type\":\"delays-by-airport\",\"minFlights\":1000}"))).isEqualTo(156);
	}

	@Test
	void whenMinFlightsNegativeThenInvalidArgument() {
		assertStatus(FlightStatusCode.INVALID_ARGUMENT, "minFlights",
				() -> count(command("{\"type\":\"delays-by-airport\",\"minFlights\":-1}")));
	}

	@Test
	void whenUploadedThenListedDescribedDownloadedAndDropped() throws Exception {
		assertThat(upload("numbers", 3)).containsExactly("1000", "2000", "3000", "3000");
		assertThat(list("")).contains("uploads/numbers", "airports");
		assertThat(list("uploads/")).containsExactly("uploads/numbers");
		FlightDescriptor path = FlightDescriptor.path("uploads", "numbers");
		assertThat(this.client.getInfo(path).getRecords()).isEqualTo(3000);
		assertThat(this.client.getSchema(path).getSchema().findField("n")).isNotNull();
		assertThat(count(path)).isEqualTo(3000);
		assertThat(action("uploads", "")).singleElement()
			.extracting((result) -> text(result.getBody()))
			.asString()
			.startsWith("{\"name\":\"numbers\",\"rows\":3000,");
		assertThat(action("drop-upload", "{\"name\":\"numbers\"}")).hasSize(1);
		assertStatus(FlightStatusCode.NOT_FOUND, "No upload 'numbers'", () -> count(path));
		assertStatus(FlightStatusCode.NOT_FOUND, "No upload 'numbers'",
				() -> action("drop-upload", "{\"name\":\"numbers\"}"));
	}

	@Test
	void whenUploadNameInvalidThenRefused() {
		assertStatus(FlightStatusCode.INVALID_ARGUMENT, "'a b'", () -> upload("a b", 1));
		assertStatus(FlightStatusCode.INVALID_ARGUMENT, "name", () -> action("drop-upload", "{}"));
	}

	@Test
	void whenUploadBrokenOffThenNothingStored() {
		try (VectorSchemaRoot root = numbers()) {
			ClientStreamListener upload = this.client.startPut(FlightDescriptor.path("uploads", "broken"), root,
					new AsyncPutListener());
			upload.putNext();
			upload.putNext();
			upload.error(new IllegalStateException("broken off"));
		}
		Awaitility.await().until(() -> this.serverAllocator.getAllocatedMemory() == 0);
		assertThat(list("uploads/")).isEmpty();
		assertThat(upload("broken", 1)).endsWith("1000");
	}

	@Test
	void whenHopsExchangedThenLegsBack() throws Exception {
		try (ExchangeReaderWriter exchange = this.client.doExchange(command("{\"type\":\"distance\"}"));
				VarCharVector origin = new VarCharVector("origin", this.allocator);
				VarCharVector destination = new VarCharVector("destination", this.allocator);
				VectorSchemaRoot hops = VectorSchemaRoot.of(origin, destination)) {
			exchange.getWriter().start(hops);
			for (String from : List.of("ATL", "???")) {
				origin.setSafe(0, from.getBytes(StandardCharsets.UTF_8));
				destination.setSafe(0, "LAX".getBytes(StandardCharsets.UTF_8));
				hops.setRowCount(1);
				exchange.getWriter().putNext();
			}
			exchange.getWriter().completed();
			List<Object> distances = new ArrayList<>();
			while (exchange.getReader().next()) {
				Float8Vector vector = (Float8Vector) exchange.getReader().getRoot().getVector("distance");
				for (int i = 0; i < vector.getValueCount(); i++) {
					distances.add(vector.getObject(i));
				}
			}
			assertThat(distances).hasSize(2);
			assertThat((Double) distances.get(0)).isCloseTo(1942.3, within(0.1));
			assertThat(distances.get(1)).isNull();
		}
	}

	@Test
	void whenActionsListedThenBoth() {
		assertThat(this.client.listActions()).extracting(ActionType::getType).contains("uploads", "drop-upload");
	}

	@Test
	void whenListedFromTheCommandLineThenTable() throws Exception {
		assertThat(commandLine(0, "list")).contains("departures").contains("3,000,000");
	}

	@Test
	void whenDownloadedFromTheCommandLineThenProgressAndFile() throws Exception {
		Path file = folder.resolve("atl.arrows");
		assertThat(commandLine(0, "get", "departures/ATL", file.toString())).contains("124,711 rows").contains("MB/s");
		long rows = 0;
		try (ArrowStreamReader reader = new ArrowStreamReader(Files.newInputStream(file), this.allocator)) {
			while (reader.loadNextBatch()) {
				rows += reader.getVectorSchemaRoot().getRowCount();
			}
		}
		assertThat(rows).isEqualTo(124_711);
	}

	@Test
	void whenRefusedThenCommandLineSaysWhy() throws Exception {
		Path file = folder.resolve("none.arrows");
		assertThat(commandLine(1, "get", "departures/NOPE", file.toString())).contains("NOT_FOUND");
		assertThat(file).doesNotExist();
		assertThat(commandLine(2, "put", "departures")).contains("Usage");
	}

	private String commandLine(int expectedCode, String... words) throws InterruptedException {
		List<String> args = new ArrayList<>(List.of("--uri", "grpc://localhost:" + this.server.getPort()));
		args.addAll(List.of(words));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
		assertThat(FlightCommandLine.run(stream, stream, args.toArray(String[]::new))).isEqualTo(expectedCode);
		return output.toString(StandardCharsets.UTF_8);
	}

	private List<String> upload(String name, int batches) {
		List<String> answers = new ArrayList<>();
		AsyncPutListener listener = new AsyncPutListener() {

			@Override
			public void onNext(PutResult result) {
				byte[] answer = new byte[(int) result.getApplicationMetadata().readableBytes()];
				result.getApplicationMetadata().getBytes(0, answer);
				answers.add(text(answer));
			}

		};
		try (VectorSchemaRoot root = numbers()) {
			ClientStreamListener upload = this.client.startPut(FlightDescriptor.path("uploads", name), root, listener);
			for (int i = 0; i < batches; i++) {
				upload.putNext();
			}
			upload.completed();
			upload.getResult();
		}
		return answers;
	}

	private VectorSchemaRoot numbers() {
		BigIntVector vector = new BigIntVector("n", this.allocator);
		for (int i = 0; i < 1000; i++) {
			vector.setSafe(i, i);
		}
		vector.setValueCount(1000);
		return new VectorSchemaRoot(List.<FieldVector>of(vector));
	}

	private List<String> list(String criteria) {
		return StreamSupport
			.stream(this.client.listFlights(new Criteria(criteria.getBytes(StandardCharsets.UTF_8))).spliterator(),
					false)
			.map((info) -> String.join("/", info.getDescriptor().getPath()))
			.toList();
	}

	private long count(FlightDescriptor descriptor) throws Exception {
		long rows = 0;
		for (FlightEndpoint endpoint : this.client.getInfo(descriptor).getEndpoints()) {
			try (FlightStream stream = this.client.getStream(endpoint.getTicket())) {
				while (stream.next()) {
					rows += stream.getRoot().getRowCount();
				}
			}
		}
		return rows;
	}

	private List<Result> action(String type, String body) {
		List<Result> results = new ArrayList<>();
		this.client.doAction(new Action(type, body.getBytes(StandardCharsets.UTF_8))).forEachRemaining(results::add);
		return results;
	}

	private static FlightDescriptor command(String json) {
		return FlightDescriptor.command(json.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(byte[] utf8) {
		return new String(utf8, StandardCharsets.UTF_8);
	}

	private static void assertStatus(FlightStatusCode code, String message, ThrowingCallable call) {
		assertThatExceptionOfType(FlightRuntimeException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.status().code()).isEqualTo(code))
			.withMessageContaining(message);
	}

}
