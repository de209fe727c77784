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
 * Instances of a class with setters into vectors and back, as {@link RecordBenchmark}
 * does records. A score is the time of one row.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowClassBenchmark {

	private static final int ROWS = 16 * 1024;

	private final BufferAllocator allocator = new RootAllocator();

	private final RecordMapper<Reading> mapper = RecordMapper.of(Reading.class);

	private final Reading[] rows = new Reading[ROWS];

	private final RecordWriter<Reading> writer = this.mapper.writer(this.allocator);

	private final RecordWriter<Reading> source = this.mapper.writer(this.allocator);

	private RecordReader<Reading> reader = this.mapper.reader(this.source.root(), null);

	/**
	 * Make the rows, and a batch of them to read.
	 */
	@Setup
	public void setUp() {
		for (int i = 0; i < ROWS; i++) {
			this.rows[i] = row(i);
			this.source.write(this.rows[i]);
		}
		VectorSchemaRoot root = this.source.finishBatch();
		this.reader = this.mapper.reader(root, null);
	}

	private static Reading row(int i) {
		Reading row = new Reading();
		row.setId(i);
		row.setTime(Instant.ofEpochSecond(978_307_200L + i));
		row.setValue(i * 0.25);
		row.setCount(i % 1000);
		row.setStation("station-" + i % 50);
		return row;
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
	 * Write a batch of rows.
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
	 * Read a batch of rows.
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
	 * A row with the columns of {@link RecordBenchmark.Reading}.
	 */
	public static class Reading {

		private long id;

		private Instant time = Instant.EPOCH;

		private double value;

		private int count;

		private String station = "";

		/**
		 * Create an empty row.
		 */
		public Reading() {
		}

		/**
		 * Return a number.
		 * @return a number
		 */
		public long getId() {
			return this.id;
		}

		/**
		 * Set a number.
		 * @param id a number
		 */
		public void setId(long id) {
			this.id = id;
		}

		/**
		 * Return a point in time.
		 * @return a point in time
		 */
		public Instant getTime() {
			return this.time;
		}

		/**
		 * Set a point in time.
		 * @param time a point in time
		 */
		public void setTime(Instant time) {
			this.time = time;
		}

		/**
		 * Return a measured value.
		 * @return a measured value
		 */
		public double getValue() {
			return this.value;
		}

		/**
		 * Set a measured value.
		 * @param value a measured value
		 */
		public void setValue(double value) {
			this.value = value;
		}

		/**
		 * Return a small number.
		 * @return a small number
		 */
		public int getCount() {
			return this.count;
		}

		/**
		 * Set a small number.
		 * @param count a small number
		 */
		public void setCount(int count) {
			this.count = count;
		}

		/**
		 * Return a text.
		 * @return a text
		 */
		public String getStation() {
			return this.station;
		}

		/**
		 * Set a text.
		 * @param station a text
		 */
		public void setStation(String station) {
			this.station = station;
		}

	}

}
