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

package io.github.flightspring.handler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.annotation.GetSchema;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.annotation.PollFlightInfo;
import io.github.flightspring.support.FlightCalls;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.assertFails;
import static io.github.flightspring.support.FlightCalls.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Each kind of return value that a handler may have: its rows, its schema without them,
 * its failure in mid-stream, and that it is closed once whatever happens.
 */
class ReturnValueTests {

	private static final Schema SCHEMA = new Schema(List.of(Field.notNullable("n", new ArrowType.Int(32, true))));

	private static FlightCalls calls;

	record Number(int n) {
	}

	record Sum(long sum) {
	}

	@BeforeAll
	static void start() throws SQLException {
		calls = FlightCalls.start(new Class<?>[] { Results.class, Custom.class }, "flight.server.max-batch-size=1KB");
	}

	@AfterAll
	static void stop() throws Exception {
		calls.close();
	}

	@BeforeEach
	void forget() {
		Results.CLOSED.clear();
		Results.PULLED.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "root", "reader", "stream", "iterator", "iterable", "collection", "flux", "batches-reused",
			"batches-fresh", "batch-iterator", "batch-iterable", "batch-flux", "stage-of-stream", "stage-of-reader",
			"mono-of-reader", "mono-of-flux", "result-set", "sink" })
	void whenAHandlerReturnsRowsThenTheyAreSentAndWhatHoldsThemIsClosedOnce(String kind) {
		Ticket ticket = calls.ticket(path("rows", kind));
		forget();
		assertThat(calls.rows(ticket)).containsExactly("1", "2", "3");
		assertThat(closed(kind)).isLessThanOrEqualTo(1);
		if (Results.CLOSEABLE.contains(kind)) {
			assertThat(closed(kind)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reader", "batches-reused", "batches-fresh", "batch-iterator", "batch-iterable",
			"stage-of-reader", "mono-of-reader", "result-set", "sink" })
	void whenOnlyTheSchemaIsAskedForThenNoRowsAreReadAndWhatIsOpenIsClosed(String kind) {
		Schema schema = calls.client().getSchema(path("rows", kind)).getSchema();
		assertThat(schema.getFields()).singleElement()
			.satisfies((field) -> assertThat(field.getName()).isEqualToIgnoringCase("n"));
		assertThat(Results.PULLED.getOrDefault(kind, 0)).isLessThanOrEqualTo(kind.startsWith("batch") ? 1 : 0);
		if (Results.CLOSEABLE.contains(kind)) {
			assertThat(closed(kind)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "iterator", "iterable", "flux", "stage-of-stream" })
	void whenTheRecordTellsTheSchemaThenTheHandlerIsNotOpenedForIt(String kind) {
		assertThat(calls.client().getSchema(path("rows", kind)).getSchema()).isEqualTo(SCHEMA);
		assertThat(Results.PULLED).doesNotContainKey(kind);
		assertThat(closed(kind)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "reader", "stream", "iterator", "iterable", "flux", "batches-reused", "batches-fresh",
			"batch-iterator", "batch-flux", "sink" })
	void whenAHandlerFailsInMidStreamThenTheClientGetsAnErrorAfterTheFirstBatches(String kind) throws Exception {
		int batches = 0;
		Throwable failure = null;
		Ticket ticket = calls.ticket(path("failing", kind));
		forget();
		try (FlightStream stream = calls.client().getStream(ticket)) {
			while (stream.next()) {
				batches++;
			}
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		assertThat(batches).isPositive();
		assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(FlightCalls.status(failure).description()).contains("error id").doesNotContain("secret");
		if (Results.CLOSEABLE.contains(kind)) {
			assertThat(closed(kind)).isEqualTo(1);
		}
	}

	@Test
	void whenThereAreNoRowsThenThereIsStillASchema() throws Exception {
		for (String kind : List.of("records", "declared", "result-set")) {
			try (FlightStream stream = calls.client().getStream(calls.ticket(path("empty", kind)))) {
				assertThat(stream.getSchema().getFields()).as(kind)
					.singleElement()
					.satisfies((field) -> assertThat(field.getName()).isEqualToIgnoringCase("n"));
				assertThat(stream.next()).isFalse();
			}
		}
	}

	@Test
	void whenThereAreNoBatchesAndNoSchemaThenThatIsAnError() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("empty/undeclared")).contains("error id");
		assertFails(FlightStatusCode.INTERNAL, () -> calls.client().getSchema(path("empty/undeclared")));
	}

	@Test
	void whenAHandlerReturnsNullThenThatIsAnError() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("null")).contains("error id");
	}

	@Test
	void whenOpeningFailsThenTheValueIsClosed() {
		assertFails(FlightStatusCode.INTERNAL, () -> calls.rows("unopenable"));
		assertThat(closed("unopenable")).isEqualTo(1);
	}

	@Test
	void whenAHandlerSwallowsTheEndOfAProbeThenTheSchemaIsKnownEvenSo() {
		assertThat(calls.client().getSchema(path("stubborn")).getSchema()).isEqualTo(SCHEMA);
		assertThat(calls.rows("stubborn")).containsExactly("1");
	}

	@Test
	void whenAnActionReturnsResultsThenEachIsSent() {
		assertThat(calls.action("nothing", "")).isEmpty();
		assertThat(calls.action("null", "")).isEmpty();
		assertThat(calls.action("empty-optional", "")).isEmpty();
		assertThat(calls.action("optional", "")).containsExactly("text");
		assertThat(calls.action("record", "")).containsExactly("{\"sum\":3}");
		assertThat(calls.action("records", "")).containsExactly("{\"sum\":1}", "{\"sum\":2}");
		assertThat(calls.action("list", "")).containsExactly("a", "b");
		assertThat(calls.action("flux", "")).containsExactly("1", "2");
		assertThat(calls.action("mono", "")).containsExactly("{\"sum\":4}");
		assertThat(calls.action("void-mono", "")).isEmpty();
		assertThat(calls.action("stage", "")).containsExactly("{\"sum\":5}");
		assertThat(calls.action("map", "")).containsExactly("{\"a\":1}");
		assertThat(calls.action("tree", "")).containsExactly("{\"a\":1}");
		assertThat(calls.action("bytes", new byte[0])).containsExactly(new byte[] { 0, (byte) 0xFF });
		assertThat(calls.action("proto", new byte[0])).containsExactly(StringValue.of("x").toByteArray());
	}

	@Test
	void whenResultsOfAnActionFailThenThoseBeforeHaveArrived() {
		List<byte[]> results = new ArrayList<>();
		Throwable failure = catchThrowable(() -> calls.client()
			.doAction(new org.apache.arrow.flight.Action("failing"))
			.forEachRemaining((result) -> results.add(result.getBody())));
		assertThat(results).hasSize(2);
		assertThat(FlightCalls.status(failure).code()).isEqualTo(FlightStatusCode.INTERNAL);
		assertThat(closed("failing-action")).isEqualTo(1);
	}

	@Test
	void whenAnUploadReturnsResultsThenEachIsSent() {
		assertThat(calls.put(path("put", "void"), Number.class, new Number(1))).isEmpty();
		assertThat(calls.put(path("put", "record"), Number.class, new Number(1))).containsExactly("{\"sum\":1}");
		assertThat(calls.put(path("put", "stream"), Number.class, new Number(1), new Number(2))).containsExactly("1",
				"2");
	}

	@Test
	void whenInfoIsReturnedThenAllOfItReachesTheClient() {
		FlightInfo info = calls.client().getInfo(path("info", "flight"));
		assertThat(info.getDescriptor().getPath()).containsExactly("info", "flight");
		assertThat(info.getSchemaOptional()).contains(SCHEMA);
		assertThat(info.getRecords()).isEqualTo(10);
		assertThat(info.getBytes()).isEqualTo(1000);
		assertThat(info.getOrdered()).isTrue();
		assertThat(info.getAppMetadata()).asString().isEqualTo("whole");
		assertThat(info.getEndpoints()).hasSize(2).allSatisfy((endpoint) -> {
			assertThat(endpoint.getExpirationTime()).isPresent();
			assertThat(endpoint.getTicket().getBytes()).isNotEmpty();
		});
		assertThat(info.getEndpoints().get(0).getLocations()).isEmpty();
		assertThat(info.getEndpoints().get(1).getLocations())
			.containsExactly(org.apache.arrow.flight.Location.reuseConnection());
		assertThat(info.getEndpoints().get(1).getAppMetadata()).asString().isEqualTo("part");
		assertThat(calls.client().getInfo(path("info", "stage")).getRecords()).isEqualTo(11);
		assertThat(calls.client().getInfo(path("info", "mono")).getRecords()).isEqualTo(12);
		assertThat(calls.client().getInfo(path("info", "arrow")).getRecords()).isEqualTo(13);
		assertFails(FlightStatusCode.INTERNAL, () -> calls.client().getInfo(path("info", "null")));
	}

	@Test
	void whenPollInfoIsReturnedThenAllOfItReachesTheClient() {
		PollInfo poll = calls.client().pollInfo(path("info", "poll"));
		assertThat(poll.getProgress()).contains(0.5);
		assertThat(poll.getFlightDescriptor()).contains(FlightDescriptor.path("info", "poll", "again"));
		assertThat(calls.client().pollInfo(path("info", "flight")).getProgress()).contains(1.0);
	}

	@Test
	void whenASchemaIsReturnedThenItReachesTheClient() {
		for (String kind : List.of("schema", "result", "class")) {
			assertThat(calls.client().getSchema(path("schema", kind)).getSchema()).as(kind).isEqualTo(SCHEMA);
		}
	}

	@Test
	void whenFlightsAreListedThenThoseOfEveryHandlerAreThere() {
		assertThat(calls.client().listFlights(Criteria.ALL)).filteredOn((info) -> !info.getDescriptor().isCommand())
			.extracting((info) -> info.getDescriptor().getPath())
			.contains(List.of("rows", "stream"), List.of("listed", "one"), List.of("listed", "two"));
		assertThat(calls.client().listFlights(Criteria.ALL))
			.extracting((info) -> new String(
					info.getDescriptor().isCommand() ? info.getDescriptor().getCommand() : new byte[0]))
			.contains("listed-command");
	}

	@Test
	void whenAFlightCannotBeDescribedThenTheOthersAreListedEvenSo() {
		assertThat(calls.client().listFlights(Criteria.ALL)).filteredOn((info) -> !info.getDescriptor().isCommand())
			.extracting((info) -> info.getDescriptor().getPath())
			.doesNotContain(List.of("empty", "undeclared"))
			.contains(List.of("empty", "declared"));
	}

	@Test
	void whenAHandlerBeanServesAReturnTypeThenItIsAskedBeforeTheStarters() {
		assertThat(calls.rows("custom")).containsExactly("42");
	}

	private static int closed(String kind) {
		return (int) Results.CLOSED.stream().filter(kind::equals).count();
	}

	@Configuration(proxyBeanMethods = false)
	static class Custom {

		@Bean
		FlightReturnValueHandler numbers() {
			return (returnType) -> (returnType.rawType() != Number.class) ? null : (value, invocation) -> {
				try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, invocation.call().allocator())) {
					Results.fill(root, ((Number) value).n());
					invocation.output().write(root);
				}
			};
		}

	}

	@FlightEndpoint
	static class Results {

		static final List<String> CLOSEABLE = List.of("reader", "stream", "iterator", "iterable", "batches-reused",
				"batches-fresh", "batch-iterator", "batch-iterable", "stage-of-stream", "stage-of-reader",
				"mono-of-reader", "result-set");

		static final List<String> CLOSED = new CopyOnWriteArrayList<>();

		static final Map<String, Integer> PULLED = new ConcurrentHashMap<>();

		private static void close(String kind) {
			CLOSED.add(kind);
		}

		private static void pull(String kind) {
			PULLED.merge(kind, 1, Integer::sum);
		}

		static VectorSchemaRoot fill(VectorSchemaRoot root, int value) {
			IntVector vector = (IntVector) root.getVector(0);
			vector.setSafe(0, value);
			root.setRowCount(1);
			return root;
		}

		private static VectorSchemaRoot fresh(BufferAllocator allocator, int value) {
			return fill(VectorSchemaRoot.create(SCHEMA, allocator), value);
		}

		/**
		 * Counts to a number, then ends or fails.
		 */
		private static <T> Iterator<T> count(String kind, int to, boolean fails,
				java.util.function.IntFunction<T> element) {
			class Counting implements Iterator<T>, AutoCloseable {

				private int last;

				@Override
				public boolean hasNext() {
					if (this.last == to && fails) {
						throw new IllegalStateException("secret");
					}
					return this.last < to;
				}

				@Override
				public T next() {
					if (!hasNext()) {
						throw new NoSuchElementException();
					}
					pull(kind);
					return element.apply(++this.last);
				}

				@Override
				public void close() {
					Results.close(kind);
				}

			}
			return new Counting();
		}

		private static <T> Stream<T> stream(String kind, Iterator<T> rows) {
			Iterable<T> iterable = () -> rows;
			return java.util.stream.StreamSupport.stream(iterable.spliterator(), false).onClose(() -> close(kind));
		}

		// each failing flight has enough rows for a batch of 1 KiB before it fails

		@DoGet("rows/root")
		VectorSchemaRoot root(BufferAllocator allocator) {
			VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
			for (int i = 0; i < 3; i++) {
				((IntVector) root.getVector(0)).setSafe(i, i + 1);
			}
			root.setRowCount(3);
			return root;
		}

		@DoGet("rows/reader")
		ArrowReader reader(BufferAllocator allocator) {
			return new CountingReader(allocator, "reader", 3, false);
		}

		@DoGet("failing/reader")
		ArrowReader failingReader(BufferAllocator allocator) {
			return new CountingReader(allocator, "reader", 3, true);
		}

		@DoGet("rows/stream")
		Stream<Number> stream() {
			return stream("stream", count("stream", 3, false, Number::new));
		}

		@DoGet("failing/stream")
		Stream<Number> failingStream() {
			return stream("stream", count("stream", 5000, true, Number::new));
		}

		@DoGet("rows/iterator")
		Iterator<Number> iterator() {
			return count("iterator", 3, false, Number::new);
		}

		@DoGet("failing/iterator")
		Iterator<Number> failingIterator() {
			return count("iterator", 5000, true, Number::new);
		}

		@DoGet("rows/iterable")
		Iterable<Number> iterable() {
			return () -> count("iterable", 3, false, Number::new);
		}

		@DoGet("failing/iterable")
		Iterable<Number> failingIterable() {
			return () -> count("iterable", 5000, true, Number::new);
		}

		@DoGet("rows/collection")
		List<Number> collection() {
			return List.of(new Number(1), new Number(2), new Number(3));
		}

		@DoGet("rows/flux")
		Flux<Number> flux() {
			return Flux.range(1, 3).map(Number::new).doOnNext((row) -> pull("flux"));
		}

		@DoGet("failing/flux")
		Flux<Number> failingFlux() {
			return Flux.range(1, 5000).map(Number::new).concatWith(Mono.error(new IOException("secret")));
		}

		private static Iterator<VectorSchemaRoot> reused(BufferAllocator allocator, String kind, int to,
				boolean fails) {
			VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator);
			return count(kind, to, fails, (value) -> fill(root, value));
		}

		@DoGet("rows/batches-reused")
		Stream<VectorSchemaRoot> batchesReused(BufferAllocator allocator) {
			return stream("batches-reused", reused(allocator, "batches-reused", 3, false));
		}

		@DoGet("failing/batches-reused")
		Stream<VectorSchemaRoot> failingReused(BufferAllocator allocator) {
			return stream("batches-reused", reused(allocator, "batches-reused", 3, true));
		}

		@DoGet("rows/batches-fresh")
		Stream<VectorSchemaRoot> batchesFresh(BufferAllocator allocator) {
			return stream("batches-fresh", count("batches-fresh", 3, false, (value) -> fresh(allocator, value)));
		}

		@DoGet("failing/batches-fresh")
		Stream<VectorSchemaRoot> failingFresh(BufferAllocator allocator) {
			return stream("batches-fresh", count("batches-fresh", 3, true, (value) -> fresh(allocator, value)));
		}

		@DoGet("rows/batch-iterator")
		Iterator<VectorSchemaRoot> batchIterator(BufferAllocator allocator) {
			return count("batch-iterator", 3, false, (value) -> fresh(allocator, value));
		}

		@DoGet("failing/batch-iterator")
		Iterator<VectorSchemaRoot> failingBatchIterator(BufferAllocator allocator) {
			return count("batch-iterator", 3, true, (value) -> fresh(allocator, value));
		}

		@DoGet("rows/batch-iterable")
		Iterable<VectorSchemaRoot> batchIterable(BufferAllocator allocator) {
			return () -> count("batch-iterable", 3, false, (value) -> fresh(allocator, value));
		}

		@DoGet("rows/batch-flux")
		Flux<VectorSchemaRoot> batchFlux(BufferAllocator allocator) {
			return Flux.range(1, 3).map((value) -> fresh(allocator, value));
		}

		@DoGet("failing/batch-flux")
		Flux<VectorSchemaRoot> failingBatchFlux(BufferAllocator allocator) {
			return Flux.range(1, 3)
				.map((value) -> fresh(allocator, value))
				.concatWith(Mono.error(new IllegalStateException("secret")));
		}

		@DoGet("rows/stage-of-stream")
		CompletionStage<Stream<Number>> stageOfStream() {
			return CompletableFuture
				.supplyAsync(() -> stream("stage-of-stream", count("stage-of-stream", 3, false, Number::new)));
		}

		@DoGet("rows/stage-of-reader")
		CompletableFuture<ArrowReader> stageOfReader(BufferAllocator allocator) {
			return CompletableFuture.supplyAsync(() -> new CountingReader(allocator, "stage-of-reader", 3, false));
		}

		@DoGet("rows/mono-of-reader")
		Mono<ArrowReader> monoOfReader(BufferAllocator allocator) {
			return Mono.fromSupplier(() -> new CountingReader(allocator, "mono-of-reader", 3, false));
		}

		@DoGet("rows/mono-of-flux")
		Mono<Flux<Number>> monoOfFlux() {
			return Mono.just(Flux.range(1, 3).map(Number::new));
		}

		@DoGet("rows/result-set")
		ResultSet resultSet() throws SQLException {
			return query("result-set", "SELECT X AS N FROM SYSTEM_RANGE(1, 3)");
		}

		private static ResultSet query(String kind, String sql) throws SQLException {
			Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
			java.sql.Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery(sql);
			return (ResultSet) java.lang.reflect.Proxy.newProxyInstance(ReturnValueTests.class.getClassLoader(),
					new Class<?>[] { ResultSet.class }, (proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							close(kind);
							connection.close();
						}
						if (method.getName().equals("getStatement")) {
							return statement;
						}
						return method.invoke(rows, arguments);
					});
		}

		@DoGet("rows/sink")
		void sink(FlightSink sink, BufferAllocator allocator) {
			try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
				sink.start(root, null);
				for (int i = 1; i <= 3; i++) {
					pull("sink");
					sink.write(fill(root, i));
				}
			}
		}

		@DoGet("failing/sink")
		void failingSink(FlightSink sink, BufferAllocator allocator) {
			try (VectorSchemaRoot root = fresh(allocator, 1)) {
				sink.write(root);
				sink.write(root);
				throw new IllegalStateException("secret");
			}
		}

		@DoGet("empty/records")
		Stream<Number> noRecords() {
			return Stream.of();
		}

		@DoGet(path = "empty/declared", schema = Number.class)
		Stream<VectorSchemaRoot> noBatches() {
			return Stream.of();
		}

		@DoGet("empty/undeclared")
		Stream<VectorSchemaRoot> nothingAtAll() {
			return Stream.of();
		}

		@DoGet("empty/result-set")
		ResultSet noResults() throws SQLException {
			return query("empty", "SELECT X AS N FROM SYSTEM_RANGE(1, 3) WHERE X > 5");
		}

		@DoGet("null")
		Stream<Number> nothing() {
			return null;
		}

		@DoGet("unopenable")
		Unopenable unopenable() {
			return new Unopenable();
		}

		static class Unopenable implements Iterable<Number>, AutoCloseable {

			@Override
			public Iterator<Number> iterator() {
				throw new IllegalStateException("secret");
			}

			@Override
			public void close() {
				Results.close("unopenable");
			}

		}

		@DoGet("stubborn")
		void stubborn(FlightSink sink, BufferAllocator allocator) {
			try (VectorSchemaRoot root = fresh(allocator, 1)) {
				sink.write(root);
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException("wrapped", ex);
			}
		}

		@io.github.flightspring.annotation.FlightExceptionHandler
		org.apache.arrow.flight.CallStatus wrapped(ArithmeticException ex) {
			return org.apache.arrow.flight.CallStatus.UNKNOWN;
		}

		@DoAction
		void nothing(byte[] body) {
		}

		@DoAction("null")
		String none() {
			return null;
		}

		@DoAction("empty-optional")
		Optional<String> emptyOptional() {
			return Optional.empty();
		}

		@DoAction
		Optional<String> optional() {
			return Optional.of("text");
		}

		@DoAction
		Sum record() {
			return new Sum(3);
		}

		@DoAction
		Stream<Sum> records() {
			return Stream.of(new Sum(1), new Sum(2));
		}

		@DoAction
		List<String> list() {
			return List.of("a", "b");
		}

		@DoAction("flux")
		Flux<Integer> numbers() {
			return Flux.just(1, 2);
		}

		@DoAction
		Mono<Sum> mono() {
			return Mono.just(new Sum(4));
		}

		@DoAction("void-mono")
		Mono<Void> voidMono() {
			return Mono.empty();
		}

		@DoAction
		CompletionStage<Sum> stage() {
			return CompletableFuture.completedFuture(new Sum(5));
		}

		@DoAction
		Map<String, Integer> map() {
			return Map.of("a", 1);
		}

		@DoAction
		tools.jackson.databind.JsonNode tree() {
			return tools.jackson.databind.json.JsonMapper.shared().createObjectNode().put("a", 1);
		}

		@DoAction
		byte[] bytes() {
			return new byte[] { 0, (byte) 0xFF };
		}

		@DoAction
		StringValue proto() {
			return StringValue.of("x");
		}

		@DoAction
		Stream<Sum> failing() {
			return stream("failing-action", count("failing-action", 2, true, (value) -> new Sum(value)));
		}

		@DoPut("put/void")
		void put(Stream<Number> rows) {
		}

		@DoPut("put/record")
		Sum putRecord(Stream<Number> rows) {
			return new Sum(rows.count());
		}

		@DoPut("put/stream")
		Stream<Integer> putStream(Stream<Number> rows) {
			return rows.map(Number::n);
		}

		@GetFlightInfo("info/flight")
		Flight info() {
			return Flight.of(SCHEMA)
				.totalRecords(10)
				.totalBytes(1000)
				.ordered()
				.appMetadata("whole")
				.expiresAfter(java.time.Duration.ofMinutes(1))
				.partition(1)
				.partition("two", (partition) -> partition.locations(org.apache.arrow.flight.Location.reuseConnection())
					.appMetadata("part".getBytes(StandardCharsets.UTF_8)));
		}

		@GetFlightInfo("info/stage")
		CompletionStage<Flight> infoStage() {
			return CompletableFuture.completedFuture(Flight.of(SCHEMA).totalRecords(11));
		}

		@GetFlightInfo("info/mono")
		Mono<Flight> infoMono() {
			return Mono.just(Flight.of(SCHEMA).totalRecords(12));
		}

		@GetFlightInfo("info/arrow")
		FlightInfo infoArrow(FlightDescriptor descriptor) {
			return new FlightInfo(SCHEMA, descriptor, List.of(), -1, 13);
		}

		@GetFlightInfo("info/null")
		Flight infoNull() {
			return null;
		}

		@PollFlightInfo("info/poll")
		PollInfo poll(FlightDescriptor descriptor) {
			return new PollInfo(new FlightInfo(SCHEMA, descriptor, List.of(), -1, -1),
					FlightDescriptor.path("info", "poll", "again"), 0.5, null);
		}

		@GetSchema("schema/schema")
		Schema schema() {
			return SCHEMA;
		}

		@GetSchema("schema/result")
		SchemaResult schemaResult() {
			return new SchemaResult(SCHEMA);
		}

		@GetSchema("schema/class")
		Class<Number> schemaClass() {
			return Number.class;
		}

		@ListFlights
		Flight one() {
			return Flight.of(SCHEMA).path("listed", "one");
		}

		@ListFlights
		Iterable<FlightInfo> two() {
			return IntStream.range(0, 1)
				.mapToObj((i) -> new FlightInfo(SCHEMA, FlightDescriptor.path("listed", "two"), List.of(), -1, -1))
				.toList();
		}

		@ListFlights
		Flux<Flight> three() {
			return Flux.just(Flight.of(SCHEMA).command("listed-command".getBytes(StandardCharsets.UTF_8)));
		}

		@DoGet("custom")
		Number custom() {
			return new Number(42);
		}

	}

	/**
	 * A reader of batches of one row.
	 */
	private static final class CountingReader extends ArrowReader {

		private final String kind;

		private final int to;

		private final boolean fails;

		private int last;

		CountingReader(BufferAllocator allocator, String kind, int to, boolean fails) {
			super(allocator);
			this.kind = kind;
			this.to = to;
			this.fails = fails;
		}

		@Override
		public boolean loadNextBatch() throws IOException {
			prepareLoadNextBatch();
			if (this.last == this.to) {
				if (this.fails) {
					throw new IOException("secret");
				}
				return false;
			}
			Results.pull(this.kind);
			Results.fill(getVectorSchemaRoot(), ++this.last);
			return true;
		}

		@Override
		public long bytesRead() {
			return 0;
		}

		@Override
		protected void closeReadSource() {
			Results.close(this.kind);
		}

		@Override
		protected Schema readSchema() {
			return SCHEMA;
		}

	}

}
