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

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.FlightQuery;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.query.FlightProgress;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Queries in steps that a test permits.
 */
@FlightEndpoint("steps")
class QuerySteps {

	static final List<String> WORDS = List.of("one", "two", "one", "three", "two");

	static final AtomicInteger runs = new AtomicInteger();

	static volatile Semaphore permits = new Semaphore(0);

	static volatile CountDownLatch interrupted = new CountDownLatch(1);

	static volatile CountDownLatch started = new CountDownLatch(1);

	private static final Schema SCHEMA = new Schema(List.of(Field.notNullable("value", new ArrowType.Int(32, true))));

	record Step(int value) {
	}

	record Word(@io.github.flightspring.annotation.ArrowField(
			encoding = io.github.flightspring.annotation.ArrowField.Encoding.DICTIONARY) String word) {
	}

	record Shared(int count) {
	}

	@FlightQuery(schema = Step.class)
	void steps(FlightSink sink, BufferAllocator allocator, FlightProgress progress) throws Exception {
		run(sink, allocator, progress, 5);
	}

	@FlightQuery("one")
	void one(FlightSink sink, BufferAllocator allocator, FlightProgress progress) throws Exception {
		run(sink, allocator, progress, 1);
	}

	@FlightQuery(command = "shared", shared = true)
	void shared(@io.github.flightspring.annotation.FlightCommand Shared command, FlightSink sink,
			BufferAllocator allocator, FlightProgress progress) throws Exception {
		run(sink, allocator, progress, command.count());
	}

	private static void run(FlightSink sink, BufferAllocator allocator, FlightProgress progress, int steps)
			throws Exception {
		runs.incrementAndGet();
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			sink.start(root, null);
			started.countDown();
			IntVector values = (IntVector) root.getVector(0);
			for (int step = 0; step < steps; step++) {
				permits.acquire();
				values.allocateNew(1);
				values.set(0, step);
				root.setRowCount(1);
				sink.write(root);
				progress.update(step + 1, steps);
			}
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
			throw ex;
		}
	}

	@FlightQuery("failing")
	Iterator<Step> failing() {
		return Stream.of(1, 2).map((value) -> {
			permits.acquireUninterruptibly();
			if (value == 1) {
				return new Step(value);
			}
			throw CallStatus.ALREADY_EXISTS.withDescription("It failed").toRuntimeException();
		}).iterator();
	}

	@FlightQuery("broken")
	Stream<Step> broken() {
		permits.acquireUninterruptibly();
		throw new IllegalStateException("secret");
	}

	@FlightQuery("stubborn")
	Stream<Step> stubborn() {
		runs.incrementAndGet();
		permits.acquireUninterruptibly();
		return Stream.of(new Step(1));
	}

	@FlightQuery("endless")
	void endless(FlightSink sink, BufferAllocator allocator) throws Exception {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			IntVector values = (IntVector) root.getVector(0);
			values.allocateNew(8_000_000);
			for (int row = 0; row < 8_000_000; row++) {
				values.set(row, row);
			}
			root.setRowCount(8_000_000);
			sink.write(root);
			Thread.sleep(100_000);
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
			throw ex;
		}
	}

	@FlightQuery("large")
	Stream<Step> large() {
		return IntStream.range(0, 100_000).mapToObj(Step::new);
	}

	@FlightQuery(path = "late-rows", schema = Step.class)
	void lateRows(FlightSink sink, BufferAllocator allocator, FlightProgress progress) throws Exception {
		permits.acquire();
		progress.update(0.5);
		permits.acquire();
		byHand(sink, allocator);
	}

	@FlightQuery("late-schema")
	void lateSchema(FlightSink sink, BufferAllocator allocator) throws Exception {
		permits.acquire();
		byHand(sink, allocator);
	}

	@FlightQuery("empty")
	Stream<Step> empty() {
		return Stream.empty();
	}

	@FlightQuery("words")
	Stream<Word> words() {
		return WORDS.stream().map(Word::new);
	}

	@FlightQuery("by-hand")
	void byHand(FlightSink sink, BufferAllocator allocator) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			IntVector values = (IntVector) root.getVector(0);
			values.allocateNew(1000);
			for (int row = 0; row < 1000; row++) {
				values.set(row, row);
			}
			root.setRowCount(1000);
			sink.write(root);
		}
	}

}
