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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.flightspring.benchmarks.Tables;
import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.github.flightspring.ipc.FlightDataEncoder;
import io.github.flightspring.ipc.FlightDataLimits;
import io.github.flightspring.ipc.FlightDataMessage;
import io.github.flightspring.ipc.FlightDataOptions;
import io.github.flightspring.ipc.FlightDataReader;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One batch through the wire codec, to and from bytes on the heap.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

	private static final Marshaller<FlightDataMessage> MARSHALLER = FlightServiceDescriptors.doGet()
		.getResponseMarshaller();

	/**
	 * The batch.
	 */
	@Param({ "large", "small", "mixed" })
	String table = "large";

	private final BufferAllocator allocator = new RootAllocator();

	private final FlightDataOptions options = new FlightDataOptions(1 << 30, FlightDataOptions.Compression.NONE);

	private final List<byte[]> messages = new ArrayList<>();

	private VectorSchemaRoot root = VectorSchemaRoot.of();

	private FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, this.options, CodecBenchmark::drain);

	/**
	 * Make the batch, and the messages that it is.
	 */
	@Setup
	public void setUp() {
		this.root = Tables.create(this.table, this.allocator);
		try (FlightDataEncoder recorder = new FlightDataEncoder(this.allocator, this.options,
				(message) -> this.messages.add(bytes(message)))) {
			recorder.start(null, this.root, null);
			recorder.write(this.root, null);
		}
		this.encoder.start(null, this.root, null);
	}

	/**
	 * Free the batch.
	 */
	@TearDown
	public void tearDown() {
		this.encoder.close();
		this.root.close();
		this.allocator.close();
	}

	/**
	 * Write the batch into nothing, through the array that gRPC is given.
	 */
	@Benchmark
	public void write() {
		this.encoder.write(this.root, null);
	}

	/**
	 * Read the schema and the batch.
	 * @return the number of rows
	 * @throws IOException if it cannot be read
	 */
	@Benchmark
	public int read() throws IOException {
		Iterator<byte[]> left = this.messages.iterator();
		try (FlightDataReader reader = new FlightDataReader(this.allocator, () -> left.hasNext()
				? MARSHALLER.parse(new Received(left.next())).decode(this.allocator, FlightDataLimits.defaults())
				: null)) {
			reader.loadNextBatch();
			return reader.getVectorSchemaRoot().getRowCount();
		}
	}

	private static void drain(FlightDataMessage message) {
		try (InputStream stream = MARSHALLER.stream(message)) {
			((Drainable) stream).drainTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(FlightDataMessage message) {
		try (InputStream stream = MARSHALLER.stream(message)) {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A message as gRPC hands it over.
	 */
	private static final class Received extends ByteArrayInputStream implements KnownLength {

		Received(byte[] bytes) {
			super(bytes);
		}

	}

}
