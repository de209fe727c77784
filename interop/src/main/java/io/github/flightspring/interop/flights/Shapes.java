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

package io.github.flightspring.interop.flights;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.interop.flights.Numbers.Numeral;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Streams of unusual shape.
 */
@FlightEndpoint("shapes")
class Shapes {

	private static final int LARGE_ROWS = 100_000_000 / Long.BYTES;

	private static final Schema SCHEMA = new Schema(List.of(Field.nullable("v", new ArrowType.Int(64, true))));

	private final Map<String, CountDownLatch> meetings = new ConcurrentHashMap<>();

	@DoGet("no-columns")
	void noColumns(BufferAllocator allocator, FlightSink sink) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of()), allocator)) {
			root.setRowCount(5);
			sink.write(root);
			root.setRowCount(3);
			sink.write(root);
		}
	}

	@DoGet("no-rows")
	void noRows(BufferAllocator allocator, FlightSink sink) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			sink.start(root, null);
		}
	}

	@DoGet("empty-batches")
	void emptyBatches(BufferAllocator allocator, FlightSink sink) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			fill(root, 0);
			sink.write(root);
			fill(root, 2);
			sink.write(root);
			fill(root, 0);
			sink.write(root);
		}
	}

	@DoGet("metadata")
	void metadata(BufferAllocator allocator, FlightSink sink) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			for (int batch = 0; batch < 3; batch++) {
				fill(root, batch + 1);
				sink.write(root, utf8("batch " + batch));
			}
			sink.writeMetadata(utf8("the end"));
		}
	}

	/**
	 * 100 MB in one batch, the numbers from 0 on.
	 */
	@DoGet("large")
	void large(BufferAllocator allocator, FlightSink sink) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			fill(root, LARGE_ROWS);
			sink.write(root);
		}
	}

	/**
	 * Starts when as many calls as it says have come to the same meeting.
	 */
	@DoGet("together/{meeting}/{count}")
	Stream<Numeral> together(String meeting, int count) throws InterruptedException {
		CountDownLatch latch = this.meetings.computeIfAbsent(meeting, (name) -> new CountDownLatch(count));
		latch.countDown();
		if (!latch.await(20, TimeUnit.SECONDS)) {
			throw CallStatus.TIMED_OUT.withDescription("%d calls did not come".formatted(latch.getCount()))
				.toRuntimeException();
		}
		return Stream.generate(() -> new Numeral(1, meeting)).limit(1000);
	}

	private static void fill(VectorSchemaRoot root, int rows) {
		BigIntVector vector = (BigIntVector) root.getVector(0);
		vector.allocateNew(rows);
		for (int i = 0; i < rows; i++) {
			vector.set(i, i);
		}
		root.setRowCount(rows);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
