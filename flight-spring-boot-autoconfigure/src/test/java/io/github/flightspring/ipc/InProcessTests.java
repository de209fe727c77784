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

package io.github.flightspring.ipc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * gRPC's in-process transport hands streams to its peer, which reads them while the
 * writer already fills the next batch.
 */
class InProcessTests {

	private static final int BATCHES = 300;

	private static final int ROWS = 20_000;

	@ParameterizedTest
	@ValueSource(strings = { "NONE", "ZSTD" })
	void whenTheWriterReusesItsBatchThenThePeerReadsWhatWasWritten(String compression) throws Exception {
		int calls = 4;
		FlightDataOptions options = new FlightDataOptions(100_000, FlightDataOptions.Compression.valueOf(compression));
		try (RootAllocator allocator = new RootAllocator()) {
			List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
			AtomicInteger batches = new AtomicInteger();
			run(allocator, options, (channel) -> {
				CountDownLatch done = new CountDownLatch(calls);
				for (int i = 0; i < calls; i++) {
					ClientCalls.asyncServerStreamingCall(
							channel.newCall(FlightServiceDescriptors.doGet(), CallOptions.DEFAULT),
							Flight.Ticket.getDefaultInstance(),
							new Checker(allocator, failures, batches, done, Integer.MAX_VALUE));
				}
				assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
			});
			assertThat(failures).isEmpty();
			assertThat(batches.get()).isGreaterThanOrEqualTo(calls * BATCHES);
			assertThat(allocator.getAllocatedMemory()).isZero();
		}
	}

	@Test
	void whenThePeerCancelsThenNothingBreaksOrLeaks() throws Exception {
		try (RootAllocator allocator = new RootAllocator()) {
			List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
			AtomicInteger batches = new AtomicInteger();
			run(allocator, Wire.PLAIN, (channel) -> {
				CountDownLatch done = new CountDownLatch(20);
				for (int i = 0; i < 20; i++) {
					ClientCalls.asyncServerStreamingCall(
							channel.newCall(FlightServiceDescriptors.doGet(), CallOptions.DEFAULT),
							Flight.Ticket.getDefaultInstance(), new Checker(allocator, failures, batches, done, 1 + i));
				}
				assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
			});
			assertThat(failures).isEmpty();
			assertThat(allocator.getAllocatedMemory()).isZero();
		}
	}

	private static void run(BufferAllocator allocator, FlightDataOptions options, Client client) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		Server server = InProcessServerBuilder.forName("wire")
			.executor(executor)
			.addService(new WireService(allocator, options, false, (encoder) -> write(encoder, allocator)))
			.build()
			.start();
		ManagedChannel channel = InProcessChannelBuilder.forName("wire").executor(executor).build();
		try {
			client.call(channel);
		}
		finally {
			channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
			server.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
			executor.shutdown();
			assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static void write(FlightDataEncoder encoder, BufferAllocator allocator) {
		try (BigIntVector vector = new BigIntVector("n", allocator)) {
			vector.allocateNew(ROWS);
			VectorSchemaRoot root = VectorSchemaRoot.of(vector);
			encoder.start(null, root, null);
			for (int batch = 0; batch < BATCHES; batch++) {
				for (int row = 0; row < ROWS; row += 100) {
					vector.set(row, batch);
				}
				root.setRowCount(ROWS);
				encoder.write(root, null);
			}
		}
	}

	private interface Client {

		void call(ManagedChannel channel) throws Exception;

	}

	private static final class Checker implements ClientResponseObserver<Flight.Ticket, FlightDataMessage> {

		private final BufferAllocator allocator;

		private final List<Throwable> failures;

		private final AtomicInteger batches;

		private final CountDownLatch done;

		private final int cancelAfter;

		private ClientCallStreamObserver<Flight.Ticket> call;

		private int messages;

		private long rows;

		private Checker(BufferAllocator allocator, List<Throwable> failures, AtomicInteger batches, CountDownLatch done,
				int cancelAfter) {
			this.allocator = allocator;
			this.failures = failures;
			this.batches = batches;
			this.done = done;
			this.cancelAfter = cancelAfter;
		}

		@Override
		public void beforeStart(ClientCallStreamObserver<Flight.Ticket> call) {
			this.call = call;
		}

		@Override
		public void onNext(FlightDataMessage message) {
			try (FlightDataFrame frame = message.decode(this.allocator, FlightDataLimits.defaults())) {
				if (frame.kind() == FlightDataFrame.Kind.RECORD_BATCH) {
					check(frame);
					this.batches.incrementAndGet();
				}
				if (++this.messages == this.cancelAfter) {
					this.call.cancel("enough", null);
				}
			}
			catch (FlightRuntimeException ex) {
				// a call that was cancelled may still hand over what its writer discarded
				if (this.messages < this.cancelAfter) {
					this.failures.add(ex);
				}
			}
			catch (RuntimeException | Error ex) {
				this.failures.add(ex);
			}
		}

		private void check(FlightDataFrame frame) {
			List<ColumnLayout> columns = ColumnLayout.of(List.of(Columns.field("n", new ArrowType.Int(64, true))));
			try (ArrowRecordBatch batch = new BatchDecoder(columns, this.allocator, false, "the batch")
				.decode((RecordBatch) frame.message().header(new RecordBatch()), frame.body())) {
				for (int i = 0; i < batch.getLength(); i++, this.rows++) {
					if (this.rows % 100 == 0) {
						assertThat(batch.getBuffers().get(1).getLong(8L * i)).isEqualTo(this.rows / ROWS);
					}
				}
			}
		}

		@Override
		public void onError(Throwable ex) {
			if (this.messages < this.cancelAfter) {
				this.failures.add(ex);
			}
			this.done.countDown();
		}

		@Override
		public void onCompleted() {
			this.done.countDown();
		}

	}

}
