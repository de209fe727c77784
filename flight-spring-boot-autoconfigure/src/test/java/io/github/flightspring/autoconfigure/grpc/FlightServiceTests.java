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

package io.github.flightspring.autoconfigure.grpc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.support.Batches;
import io.github.flightspring.support.RunningApplication;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every RPC end to end, over a socket, with Arrow's own client.
 */
class FlightServiceTests {

	private static RunningApplication application;

	private static FlightClient client;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Numbers.class);
		client = application.client();
	}

	@AfterAll
	static void stop() throws Exception {
		application.close();
	}

	@Test
	void whenFlightsAreListedThenEveryFixedPathIsThere() {
		assertThat(client.listFlights(Criteria.ALL)).extracting((info) -> info.getDescriptor().getPath())
			.containsExactly(List.of("numbers"), List.of("numbers", "by-hand"), List.of("numbers", "parts"));
	}

	@Test
	void whenCriteriaAreGivenThenTheyAreAPathPrefix() {
		assertThat(client.listFlights(new Criteria("numbers/parts".getBytes(StandardCharsets.UTF_8))))
			.extracting((info) -> info.getDescriptor().getPath())
			.containsExactly(List.of("numbers", "parts"));
	}

	@Test
	void whenAFlightOfRecordsIsDownloadedThenEveryRowArrives() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("numbers"));
		assertThat(info.getSchemaOptional()).isPresent();
		assertThat(info.getRecords()).isEqualTo(-1);
		assertThat(sum(info)).isEqualTo(4950);
	}

	@Test
	void whenAPathHasAVariableThenTheHandlerGetsIt() throws Exception {
		assertThat(sum(client.getInfo(FlightDescriptor.path("numbers", "up-to", "10")))).isEqualTo(45);
		assertThat(sum(client.getInfo(FlightDescriptor.path("numbers/up-to/10")))).isEqualTo(45);
	}

	@Test
	void whenAPathVariableDoesNotConvertThenTheArgumentIsNamed() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("numbers", "up-to", "many"));
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> sum(info)).contains("n: 'many'");
	}

	@Test
	void whenAFlightHasPartitionsThenEachTicketCarriesItsOwn() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("numbers", "parts"));
		assertThat(info.getEndpoints()).hasSize(3);
		assertThat(info.getOrdered()).isTrue();
		assertThat(info.getRecords()).isEqualTo(30);
		List<Long> sums = new ArrayList<>();
		for (org.apache.arrow.flight.FlightEndpoint endpoint : info.getEndpoints()) {
			sums.add(sum(endpoint.getTicket()));
		}
		assertThat(sums).containsExactly(45L, 145L, 245L);
	}

	@Test
	void whenRowsAreWrittenByHandThenBatchesAndMetadataArrive() throws Exception {
		FlightInfo info = client.getInfo(FlightDescriptor.path("numbers", "by-hand"));
		try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
			assertThat(stream.next()).isTrue();
			assertThat(stream.getRoot().getRowCount()).isEqualTo(3);
			byte[] metadata = new byte[(int) stream.getLatestMetadata().readableBytes()];
			stream.getLatestMetadata().getBytes(0, metadata);
			assertThat(metadata).asString().isEqualTo("first");
			assertThat(stream.next()).isFalse();
		}
	}

	@Test
	void whenACommandIsSentThenItsBodyIsReadAndValidated() throws Exception {
		byte[] good = "{\"type\":\"range\",\"from\":5,\"count\":3}".getBytes(StandardCharsets.UTF_8);
		assertThat(sum(client.getInfo(FlightDescriptor.command(good)))).isEqualTo(18);
		byte[] bad = "{\"type\":\"range\",\"from\":5,\"count\":-3}".getBytes(StandardCharsets.UTF_8);
		FlightInfo info = client.getInfo(FlightDescriptor.command(bad));
		assertFails(FlightStatusCode.INVALID_ARGUMENT, () -> sum(info)).contains("count: ");
	}

	@Test
	void whenRowsAreUploadedThenTheCountComesBack() {
		try (VectorSchemaRoot root = Batches.ints(application.clientAllocator(), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
				WireCall<PutResult> upload = application.wireClient().put(WireClient.path("numbers", "sum"))) {
			upload.start(root);
			for (int batch = 0; batch < 5; batch++) {
				upload.write(root);
			}
			upload.halfClose();
			assertThat(upload.next()).extracting((result) -> result.getAppMetadata().toStringUtf8()).isEqualTo("225");
			assertThat(upload.next()).isNull();
		}
	}

	@Test
	void whenRowsAreExchangedThenTheyFlowBothWays() throws Exception {
		try (VectorSchemaRoot root = Batches.ints(application.clientAllocator(), 20, 21);
				WireCall<FlightDataFrame> exchange = application.wireClient().exchange(WireClient.command("double"));
				FlightReader answer = exchange.reader()) {
			exchange.start(root);
			exchange.write(root);
			exchange.halfClose();
			assertThat(answer.loadNextBatch()).isTrue();
			assertThat(((IntVector) answer.getVectorSchemaRoot().getVector("value")).get(1)).isEqualTo(42);
			assertThat(answer.loadNextBatch()).isFalse();
		}
	}

	@Test
	void whenAnActionIsDoneThenItsBodyAndResultAreMapped() {
		Iterator<Result> results = client
			.doAction(new Action("add", "{\"from\":1,\"count\":2}".getBytes(StandardCharsets.UTF_8)));
		assertThat(new String(results.next().getBody(), StandardCharsets.UTF_8)).isEqualTo("{\"sum\":3}");
		assertThat(results.hasNext()).isFalse();
		assertThat(client.listActions()).extracting(ActionType::getType, ActionType::getDescription)
			.contains(org.assertj.core.groups.Tuple.tuple("add", "Adds two numbers"));
	}

	@Test
	void whenWhatIsAskedForIsNotThereThenTheStatusNamesWhatIsNearby() {
		assertFails(FlightStatusCode.NOT_FOUND, () -> client.getInfo(FlightDescriptor.path("nunbers")))
			.contains("There is no flight 'nunbers'. There is 'numbers'");
		assertFails(FlightStatusCode.UNIMPLEMENTED,
				() -> client.getInfo(FlightDescriptor.command("rang".getBytes(StandardCharsets.UTF_8))))
			.contains("'range'");
		assertFails(FlightStatusCode.UNIMPLEMENTED, () -> client.doAction(new Action("ad")).next()).contains("'add'");
		assertFails(FlightStatusCode.UNIMPLEMENTED, () -> client.getInfo(FlightDescriptor.path("numbers", "sum")))
			.contains("GetFlightInfo");
	}

	@Test
	void whenATicketIsMadeUpThenItIsRefused() {
		assertFails(FlightStatusCode.INVALID_ARGUMENT,
				() -> sum(new Ticket("numbers".getBytes(StandardCharsets.UTF_8))))
			.contains("ticket");
	}

	@Test
	void whenAHandlerFailsThenTheCauseStaysOnTheServer() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("numbers", "up-to", "13"));
		assertFails(FlightStatusCode.INTERNAL, () -> sum(info)).contains("error id");
	}

	@Test
	void whenAnErrorIsThrownThenItIsInternal() {
		FlightInfo info = client.getInfo(FlightDescriptor.path("numbers", "up-to", "14"));
		assertFails(FlightStatusCode.INTERNAL, () -> sum(info)).contains("error id");
	}

	private static long sum(FlightInfo info) throws Exception {
		long sum = 0;
		for (org.apache.arrow.flight.FlightEndpoint endpoint : info.getEndpoints()) {
			sum += sum(endpoint.getTicket());
		}
		return sum;
	}

	private static long sum(Ticket ticket) throws Exception {
		long sum = 0;
		try (FlightStream stream = client.getStream(ticket)) {
			while (stream.next()) {
				for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
					sum += ((IntVector) stream.getRoot().getVector("value")).get(row);
				}
			}
		}
		return sum;
	}

	@FlightEndpoint("numbers")
	static class Numbers {

		record Number(int value) {
		}

		record Range(int from, @Positive int count) {
		}

		record Part(int from) {
		}

		record Sum(int sum) {
		}

		@DoGet
		Stream<Number> all() {
			return IntStream.range(0, 100).mapToObj(Number::new);
		}

		@DoGet("up-to/{n}")
		Iterator<Number> upTo(int n) {
			if (n == 13) {
				throw new IllegalStateException("secret");
			}
			if (n == 14) {
				throw new StackOverflowError("secret");
			}
			return IntStream.range(0, n).mapToObj(Number::new).iterator();
		}

		@GetFlightInfo("parts")
		Flight partsInfo() {
			return Flight.of(Number.class)
				.partition(new Part(0))
				.partition(new Part(10))
				.partition(new Part(20))
				.totalRecords(30)
				.ordered();
		}

		@DoGet("parts")
		List<Number> parts(@FlightPartition Part part) {
			return IntStream.range(part.from(), part.from() + 10).mapToObj(Number::new).toList();
		}

		@DoGet("by-hand")
		void byHand(FlightSink sink, BufferAllocator allocator) {
			Schema schema = new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));
			try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
				sink.start(root, null);
				BigIntVector vector = (BigIntVector) root.getVector(0);
				vector.allocateNew(3);
				vector.set(0, 1);
				vector.setNull(1);
				vector.set(2, 3);
				root.setRowCount(3);
				sink.write(root, "first".getBytes(StandardCharsets.UTF_8));
			}
		}

		@DoGet(command = "range")
		Stream<Number> range(@FlightCommand @Valid Range range) {
			return IntStream.range(range.from(), range.from() + range.count()).mapToObj(Number::new);
		}

		@DoPut("sum")
		long sum(ArrowReader rows) throws Exception {
			long sum = 0;
			while (rows.loadNextBatch()) {
				IntVector vector = (IntVector) rows.getVectorSchemaRoot().getVector(0);
				for (int i = 0; i < vector.getValueCount(); i++) {
					sum += vector.get(i);
				}
			}
			return sum;
		}

		@DoExchange(command = "double")
		Stream<Number> doubled(Stream<Number> numbers) {
			return numbers.map((number) -> new Number(2 * number.value()));
		}

		@DoAction(type = "add", description = "Adds two numbers")
		Sum add(Range range) {
			return new Sum(range.from() + range.count());
		}

	}

}
