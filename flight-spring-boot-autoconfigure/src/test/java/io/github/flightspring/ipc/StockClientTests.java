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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.flightspring.grpc.wire.FlightServiceDescriptors;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;
import org.apache.arrow.vector.compare.RangeEqualsVisitor;
import org.apache.arrow.vector.extension.OpaqueType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arrow's own client reads what is written here, and the other way round, over a socket.
 */
class StockClientTests {

	private static final Ticket TICKET = new Ticket(new byte[0]);

	private final RootAllocator allocator = new RootAllocator();

	private Server server;

	@AfterEach
	void stop() throws Exception {
		if (this.server != null) {
			this.server.shutdownNow().awaitTermination();
		}
		this.allocator.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenWrittenHereThenTheStockClientReadsIt(boolean gzip) throws Exception {
		OpaqueType.ensureRegistered();
		try (VectorSchemaRoot root = Columns.root(new ArrayList<>(Columns.all().values()), 5000, 11, this.allocator)) {
			start(new FlightDataOptions(100_000, FlightDataOptions.Compression.NONE), gzip, (encoder) -> {
				encoder.start(null, root, null);
				encoder.write(root, "first".getBytes());
				encoder.writeMetadata("between".getBytes());
				encoder.write(root, null);
			});
			try (FlightClient client = FlightClient
				.builder(this.allocator, Location.forGrpcInsecure("localhost", this.server.getPort()))
				.build(); FlightStream stream = client.getStream(TICKET)) {
				assertThat(stream.getSchema()).isEqualTo(root.getSchema());
				int start = 0;
				List<String> metadata = new ArrayList<>();
				while (stream.next()) {
					if (stream.getLatestMetadata() != null) {
						metadata.add(StockUploads.text(stream.getLatestMetadata()));
					}
					if (stream.getRoot().getRowCount() > 0) {
						assertEqual(root, start % 5000, stream.getRoot());
						start += stream.getRoot().getRowCount();
					}
				}
				assertThat(start).isEqualTo(10_000);
				assertThat(metadata).containsExactly("first", "between");
			}
		}
	}

	@Test
	void whenTheStockClientUploadsThenItIsRead() throws Exception {
		start(new FlightDataOptions(1 << 20, FlightDataOptions.Compression.NONE), false, (encoder) -> {
		});
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				StockUploads.class.getName(), Integer.toString(this.server.getPort()))
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains("put: a.b batch:one metadata:two batch rows:20")
			.contains("nothing: c rows:0")
			.contains("wrong: ")
			.contains("value 0 of column 't' is not UTF-8")
			.contains("exchange: -= meta both= ")
			.contains("dictionary: SFO ATL SFO JFK ");
	}

	@Test
	void whenAnUploadIsCompressedByGrpcThenItIsRead() throws Exception {
		start(Wire.PLAIN, false, (encoder) -> {
		});
		ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", this.server.getPort())
			.usePlaintext()
			.build();
		CompletableFuture<String> answer = new CompletableFuture<>();
		try (VectorSchemaRoot root = Columns.root(new ArrayList<>(Columns.all().values()), 20_000, 11,
				this.allocator)) {
			StreamObserver<FlightDataMessage> upload = ClientCalls.asyncBidiStreamingCall(
					channel.newCall(FlightServiceDescriptors.doPut(), CallOptions.DEFAULT.withCompression("gzip")),
					new StreamObserver<>() {

						@Override
						public void onNext(Flight.PutResult result) {
							answer.complete(result.getAppMetadata().toStringUtf8());
						}

						@Override
						public void onError(Throwable ex) {
							answer.completeExceptionally(ex);
						}

						@Override
						public void onCompleted() {
							answer.complete("nothing");
						}

					});
			try (FlightDataEncoder encoder = new FlightDataEncoder(this.allocator, Wire.PLAIN, upload::onNext)) {
				encoder.start(FlightDescriptor.path("z"), root, null);
				encoder.write(root, null);
				encoder.writeMetadata("end".getBytes());
			}
			upload.onCompleted();
			assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("z batch metadata:end rows:20000");
		}
		finally {
			channel.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
		}
	}

	private void start(FlightDataOptions options, boolean gzip, Consumer<FlightDataEncoder> get) throws Exception {
		this.server = NettyServerBuilder.forPort(0)
			.maxInboundMessageSize(64 << 20)
			.addService(new WireService(this.allocator, options, gzip, get))
			.build()
			.start();
	}

	static void assertEqual(VectorSchemaRoot expected, int start, VectorSchemaRoot actual) {
		for (int i = 0; i < expected.getFieldVectors().size(); i++) {
			assertThat(new RangeEqualsVisitor(expected.getVector(i), actual.getVector(i))
				.rangeEquals(new Range(start, 0, actual.getRowCount())))
				.as("%s at %d", expected.getVector(i).getField(), start)
				.isTrue();
		}
	}

}
