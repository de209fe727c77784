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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.flightspring.support.FlightCalls.path;

/**
 * Handlers with each kind of return value.
 */
final class ReturnValueFixture {

	static final Schema SCHEMA = new Schema(List.of(Field.notNullable("n", new ArrowType.Int(32, true))));

	record Number(int n) {
	}

	record Sum(long sum) {
	}

	private ReturnValueFixture() {
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

		static void close(String kind) {
			CLOSED.add(kind);
		}

		static void pull(String kind) {
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
		static <T> Iterator<T> count(String kind, int to, boolean fails, java.util.function.IntFunction<T> element) {
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

		static <T> Stream<T> stream(String kind, Iterator<T> rows) {
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

		@DoGet("custom")
		Number custom() {
			return new Number(42);
		}

	}

}
