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

package io.github.flightspring.interop.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

import static io.github.flightspring.interop.client.Report.check;
import static io.github.flightspring.interop.client.Report.equal;

/**
 * Streams of batches in both directions.
 */
final class Transfers {

	private static final int LARGE_ROWS = 12_500_000;

	private final Connection connection;

	private final Connection zstd;

	Transfers(Connection connection, Connection zstd) {
		this.connection = connection;
		this.zstd = zstd;
	}

	void addTo(Report report) {
		report.add("metadata-batches", this::metadata);
		report.add("metadata-put", () -> {
			equal(put("metadata", List.of(7, 0, 5), "first", "second", "third"),
					List.of("7:first", "7:second", "12:third"));
			equal(this.connection.rows("store", "metadata"), List.of(7, 0, 5));
		});
		report.add("all-nulls", () -> {
			try (VectorSchemaRoot root = this.connection.longs()) {
				this.connection.put(FlightDescriptor.path("store", "nulls"), root, new MapDictionaryProvider(),
						List.of(() -> root.setRowCount(9)));
			}
			this.connection.read((batch) -> equal(batch.getVector(0).getNullCount(), 9), "store", "nulls");
		});
		report.add("empty-batches", () -> {
			equal(this.connection.rows("shapes", "empty-batches"), List.of(0, 2, 0));
			put("empty", List.of(0, 2, 0));
			equal(this.connection.rows("store", "empty"), List.of(0, 2, 0));
		});
		report.add("no-columns", this::noColumns);
		report.add("no-rows", () -> {
			equal(this.connection.rows("shapes", "no-rows"), List.of());
			put("no-rows", List.of());
			equal(this.connection.rows("store", "no-rows"), List.of());
		});
		report.notAvailable("FlightClient sends each dictionary once", "dictionary-change");
		report.add("put-acks", () -> equal(put("acks", Collections.nCopies(50, 10)),
				IntStream.rangeClosed(1, 50).mapToObj((i) -> 10 * i + ":").toList()));
		report.add("exchange-duplex", this::exchange);
		report.add("exchange-turns", this::turns);
		report.add("large-down-sliced", () -> check(large(this.connection) * 8 <= 3 << 20, "slices are too large"));
		report.add("large-down-single", () -> equal(large(this.zstd), LARGE_ROWS));
		report.add("large-up", () -> {
			equal(put("large", List.of(LARGE_ROWS)), List.of("12500000:"));
			equal(this.connection.rows("store", "large").stream().mapToInt(Integer::intValue).sum(), LARGE_ROWS);
			this.connection.act("clear", "");
		});
		report.add("concurrent", this::concurrent);
	}

	private List<String> put(String name, List<Integer> rows, String... metadata) throws Exception {
		try (VectorSchemaRoot root = this.connection.longs()) {
			List<Runnable> fillers = rows.stream()
				.<Runnable>map((count) -> () -> Connection.fill(root, count))
				.toList();
			return this.connection.put(FlightDescriptor.path("store", name), root, new MapDictionaryProvider(), fillers,
					metadata);
		}
	}

	private void metadata() throws Exception {
		List<String> metadata = new ArrayList<>();
		try (FlightStream stream = this.connection.open("shapes", "metadata")) {
			while (stream.next()) {
				metadata.add(Connection.utf8(stream.getLatestMetadata()));
			}
		}
		equal(metadata, List.of("batch 0", "batch 1", "batch 2", "the end"));
	}

	private void noColumns() throws Exception {
		equal(this.connection.rows("shapes", "no-columns"), List.of(5, 3));
		try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of()), this.connection.allocator())) {
			equal(this.connection.put(FlightDescriptor.path("store", "no-columns"), root, new MapDictionaryProvider(),
					List.of(() -> root.setRowCount(5))), List.of("5:"));
		}
		equal(this.connection.rows("store", "no-columns"), List.of(5));
	}

	private void exchange() throws Exception {
		int batches = 256;
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try (FlightClient.ExchangeReaderWriter exchange = this.connection.client()
			.doExchange(FlightDescriptor.path("echo"))) {
			Future<?> sending = executor.submit(() -> send(exchange.getWriter(), batches));
			int received = 0;
			while (exchange.getReader().next()) {
				BigIntVector vector = (BigIntVector) exchange.getReader().getRoot().getVector(0);
				check(vector.getValueCount() == 131_072 && vector.get(131_071) == 131_071, vector);
				received++;
			}
			sending.get();
			equal(received, batches);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void send(FlightClient.ClientStreamListener writer, int batches) {
		try (VectorSchemaRoot root = this.connection.longs()) {
			Connection.fill(root, 131_072);
			writer.start(root);
			for (int i = 0; i < batches; i++) {
				while (!writer.isReady()) {
					Thread.onSpinWait();
				}
				writer.putNext();
			}
			writer.completed();
		}
	}

	private void turns() throws Exception {
		try (VectorSchemaRoot root = this.connection.longs();
				FlightClient.ExchangeReaderWriter exchange = this.connection.client()
					.doExchange(FlightDescriptor.path("echo"))) {
			exchange.getWriter().start(root);
			for (int i = 0; i < 20; i++) {
				Connection.fill(root, i);
				exchange.getWriter().putNext(this.connection.buffer("turn " + i));
				check(exchange.getReader().next(), "no batch");
				equal(exchange.getReader().getRoot().getRowCount(), i);
				equal(Connection.utf8(exchange.getReader().getLatestMetadata()), "turn " + i);
			}
			exchange.getWriter().putMetadata(this.connection.buffer("alone"));
			check(exchange.getReader().next(), "no metadata");
			equal(Connection.utf8(exchange.getReader().getLatestMetadata()), "alone");
			exchange.getWriter().completed();
			check(!exchange.getReader().next(), "another message");
		}
	}

	private static int large(Connection connection) throws Exception {
		AtomicLong next = new AtomicLong();
		AtomicLong largest = new AtomicLong();
		connection.read((batch) -> {
			BigIntVector vector = (BigIntVector) batch.getVector(0);
			for (int i = 0; i < batch.getRowCount(); i++) {
				if (vector.get(i) != next.getAndIncrement()) {
					throw new IllegalStateException("%d before row %d".formatted(vector.get(i), next.get()));
				}
			}
			largest.accumulateAndGet(batch.getRowCount(), Math::max);
		}, "shapes", "large");
		equal(next.get(), (long) LARGE_ROWS);
		return (int) largest.get();
	}

	private void concurrent() throws Exception {
		Ticket ticket = this.connection.info("shapes", "together", UUID.randomUUID().toString(), "64")
			.getEndpoints()
			.get(0)
			.getTicket();
		ExecutorService executor = Executors.newFixedThreadPool(64);
		try {
			List<Future<Integer>> totals = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				totals.add(executor.submit(() -> count(ticket)));
			}
			for (Future<Integer> total : totals) {
				equal(total.get(), 1000);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private int count(Ticket ticket) throws Exception {
		int rows = 0;
		try (FlightStream stream = this.connection.client().getStream(ticket)) {
			while (stream.next()) {
				rows += stream.getRoot().getRowCount();
			}
		}
		return rows;
	}

}
