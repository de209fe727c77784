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

package io.github.flightspring.benchmarks.inner;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordReader;
import io.github.flightspring.arrow.RecordWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Records into vectors and back. A score is the time of one record.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {

	private static final int ROWS = 16 * 1024;

	private final BufferAllocator allocator = new RootAllocator();

	private final RecordMapper<Reading> mapper = RecordMapper.of(Reading.class);

	private final Reading[] rows = new Reading[ROWS];

	private final RecordWriter<Reading> writer = this.mapper.writer(this.allocator);

	private final RecordWriter<Reading> source = this.mapper.writer(this.allocator);

	private RecordReader<Reading> reader = this.mapper.reader(this.source.root(), null);

	/**
	 * Make the records, and a batch of them to read.
	 */
	@Setup
	public void setUp() {
		for (int i = 0; i < ROWS; i++) {
			this.rows[i] = new Reading(i, Instant.ofEpochSecond(978_307_200L + i), i * 0.25, i % 1000,
					"station-" + i % 50);
			this.source.write(this.rows[i]);
		}
		VectorSchemaRoot root = this.source.finishBatch();
		this.reader = this.mapper.reader(root, null);
	}

	/**
	 * Free the vectors.
	 */
	@TearDown
	public void tearDown() {
		this.writer.close();
		this.source.close();
		this.allocator.close();
	}

	/**
	 * Write a batch of records.
	 * @return its number of rows
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public int write() {
		for (Reading row : this.rows) {
			this.writer.write(row);
		}
		int count = this.writer.finishBatch().getRowCount();
		this.writer.reset();
		return count;
	}

	/**
	 * Read a batch of records.
	 * @param hole takes them
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public void read(Blackhole hole) {
		for (int row = 0; row < ROWS; row++) {
			hole.consume(this.reader.read(row));
		}
	}

	/**
	 * A record.
	 *
	 * @param id a number
	 * @param time a point in time
	 * @param value a measured value
	 * @param count a small number
	 * @param station a text
	 */
	public record Reading(long id, Instant time, double value, int count, String station) {

	}

}
