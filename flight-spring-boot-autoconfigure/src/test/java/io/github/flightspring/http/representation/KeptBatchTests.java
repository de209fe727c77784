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

package io.github.flightspring.http.representation;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.ipc.Columns;
import io.github.flightspring.ipc.FlightDataFrame;
import io.github.flightspring.ipc.FlightDataReader;
import io.github.flightspring.support.HttpApplication;
import io.github.flightspring.support.WireCall;
import io.github.flightspring.support.WireClient;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch that a handler keeps is the same after every download of it.
 */
class KeptBatchTests {

	private static final int ROWS = 40;

	private static VectorSchemaRoot kept;

	@Test
	void whenABatchIsKeptThenNoDownloadChangesIt() throws Exception {
		try (BufferAllocator allocator = new RootAllocator();
				VectorSchemaRoot batch = Columns.root(fields(), ROWS, 17, allocator);
				HttpApplication application = HttpApplication.start(Kept.class)) {
			kept = batch;
			List<Object> before = parts();
			List<List<byte[]>> rounds = new ArrayList<>();
			for (int round = 0; round < 2; round++) {
				List<byte[]> bodies = new ArrayList<>();
				for (String format : new String[] { "json", "ndjson", "csv", "arrows", "multipart" }) {
					HttpResponse<byte[]> response = application.get("/flight/kept?format=" + format);
					assertThat(response.statusCode()).as(format).isEqualTo(200);
					assertThat(parts()).as(format).usingRecursiveComparison().isEqualTo(before);
					if (!format.equals("multipart")) {
						bodies.add(response.body());
					}
				}
				assertThat(rows(application, allocator)).isEqualTo(ROWS);
				assertThat(parts()).as("gRPC").usingRecursiveComparison().isEqualTo(before);
				rounds.add(bodies);
			}
			assertThat(rounds.get(1)).usingRecursiveComparison().isEqualTo(rounds.get(0));
		}
	}

	private static List<Field> fields() {
		List<Field> fields = new ArrayList<>(Columns.all().values());
		Field number = Columns.field("a", new ArrowType.Int(32, true));
		fields.add(Columns.field("twins", new ArrowType.Union(UnionMode.Sparse, new int[] { 1, 0 }), number,
				Columns.field("b", new ArrowType.Int(32, true))));
		fields.add(Columns.field("mixed", new ArrowType.Union(UnionMode.Sparse, new int[] { 8, 2, 5 }),
				Columns.field("s", new ArrowType.Struct(), number), Columns.field("l", new ArrowType.List(), number),
				Columns.field("d", new ArrowType.Decimal(20, 2, 128))));
		return fields;
	}

	private static List<Object> parts() {
		List<Object> parts = new ArrayList<>();
		kept.getFieldVectors().forEach((vector) -> parts.add(Texts.parts(vector)));
		return parts;
	}

	private static int rows(HttpApplication application, BufferAllocator allocator) throws Exception {
		int port = application.context().getBean(GrpcServerLifecycle.class).getPort();
		ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
		try (WireCall<FlightDataFrame> call = new WireClient(channel, allocator).get(WireClient.path("kept"));
				FlightDataReader reader = call.reader()) {
			int rows = 0;
			while (reader.loadNextBatch()) {
				rows += reader.getVectorSchemaRoot().getRowCount();
			}
			return rows;
		}
		finally {
			channel.shutdownNow();
		}
	}

	@FlightEndpoint("kept")
	static class Kept {

		@DoGet
		void download(FlightSink sink) {
			sink.write(kept);
		}

	}

}
