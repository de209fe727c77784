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

package io.github.flightspring.autoconfigure.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightParam;
import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.annotation.GetFlightInfo;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Flights of numbers, good and bad.
 */
@FlightEndpoint("numbers")
class NumberFlights {

	static final CountDownLatch cancelled = new CountDownLatch(1);

	static final AtomicBoolean stored = new AtomicBoolean();

	static final AtomicInteger runs = new AtomicInteger();

	record Number(long value) {
	}

	record Range(long from, long to) {
	}

	record Rest(int remainder) {
	}

	@DoGet
	Stream<Number> all() {
		return numbers(0, 100);
	}

	@DoGet("from/{from}")
	Stream<Number> from(long from, @FlightParam(defaultValue = "10") long count) {
		return numbers(from, from + count);
	}

	@DoGet("größe")
	Stream<Number> size() {
		return numbers(0, 1);
	}

	@DoGet("none")
	Stream<Number> none() {
		return Stream.empty();
	}

	@DoGet(command = "range")
	Stream<Number> range(@FlightCommand Range range) {
		return numbers(range.from(), range.to());
	}

	@GetFlightInfo("parts")
	Flight parts() {
		return Flight.of(Number.class)
			.metadata(Map.of("part", 0, "name", "Größe"), Map.of("part", 1, "name", "two"))
			.partition(new Rest(0))
			.partition(new Rest(1))
			.totalRecords(100)
			.ordered();
	}

	@DoGet("parts")
	Stream<Number> parts(@FlightPartition Rest rest) {
		return IntStream.range(0, 50).mapToObj((i) -> new Number(i * 2L + rest.remainder()));
	}

	@FlightQuery("query")
	Stream<Number> query() {
		runs.incrementAndGet();
		return numbers(0, 10_000);
	}

	@FlightQuery("long-query")
	Stream<Number> longQuery() {
		runs.incrementAndGet();
		return numbers(0, 3_000_000);
	}

	@DoGet("fails-at-once")
	Stream<Number> failsAtOnce() {
		throw CallStatus.NOT_FOUND.withDescription("There is nothing today").toRuntimeException();
	}

	@DoGet("fails-inside")
	Stream<Number> failsInside() {
		throw new IllegalStateException("the password is 123");
	}

	@DoGet("fails-late")
	void failsLate(FlightSink sink, BufferAllocator allocator) {
		batches(sink, allocator, 5, 20_000);
		throw CallStatus.INTERNAL.withDescription("The source is gone").toRuntimeException();
	}

	@DoGet("breaks-late")
	void breaksLate(FlightSink sink, BufferAllocator allocator) {
		batches(sink, allocator, 5, 20_000);
		throw new IllegalStateException("the password is 123");
	}

	@DoGet("endless")
	void endless(FlightSink sink, BufferAllocator allocator, FlightCall call) {
		call.onCancel(cancelled::countDown);
		batches(sink, allocator, Integer.MAX_VALUE, 100_000);
	}

	@DoGet("slowly")
	void slowly(FlightSink sink, BufferAllocator allocator) throws Exception {
		batches(sink, allocator, 1, 10);
		TimeUnit.MINUTES.sleep(5);
	}

	@DoPut("sum")
	long sum(Stream<Number> rows) {
		return rows.mapToLong(Number::value).sum();
	}

	@DoPut("all-or-nothing")
	List<Long> store(Stream<Number> rows) {
		List<Long> all = rows.map(Number::value).toList();
		stored.set(true);
		return List.of((long) all.size());
	}

	@DoPut("wait")
	Duration waits(Stream<Number> rows) {
		rows.forEach((row) -> {
		});
		return Duration.ZERO;
	}

	private static Stream<Number> numbers(long from, long to) {
		return LongStream.range(from, to).mapToObj(Number::new);
	}

	private static void batches(FlightSink sink, BufferAllocator allocator, int count, int rows) {
		Schema schema = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(64, true))));
		try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
			BigIntVector vector = (BigIntVector) root.getVector(0);
			for (int batch = 0; batch < count; batch++) {
				for (int i = 0; i < rows; i++) {
					vector.setSafe(i, i);
				}
				root.setRowCount(rows);
				sink.write(root);
			}
		}
	}

}
