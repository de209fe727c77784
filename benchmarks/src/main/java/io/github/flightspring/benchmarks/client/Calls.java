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

package io.github.flightspring.benchmarks.client;

import java.util.Objects;
import java.util.function.Supplier;

import io.github.flightspring.benchmarks.Tables;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Calls as a client makes them. Each returns the times of its single calls.
 */
final class Calls {

	private Calls() {
	}

	private static Ticket ticket(FlightClient client, String... path) {
		return client.getInfo(FlightDescriptor.path(path)).getEndpoints().get(0).getTicket();
	}

	static long[] get(FlightClient client, String table, int batches) throws Exception {
		Ticket ticket = ticket(client, "tables", table, String.valueOf(batches));
		return new long[] { timed(() -> read(client, ticket, batches)) };
	}

	private static long read(FlightClient client, Ticket ticket, int batches) {
		try (FlightStream stream = client.getStream(ticket)) {
			int count = 0;
			while (stream.next()) {
				count++;
			}
			check(count == batches, count + " batches instead of " + batches);
			return count;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static long[] put(FlightClient client, BufferAllocator allocator, String table, int batches) {
		try (VectorSchemaRoot root = Tables.create(table, allocator)) {
			return new long[] { timed(() -> {
				AsyncPutListener answer = new AsyncPutListener();
				FlightClient.ClientStreamListener upload = client.startPut(FlightDescriptor.path("tables", "upload"),
						root, answer);
				for (int i = 0; i < batches; i++) {
					Pace.await(upload);
					upload.putNext();
				}
				upload.completed();
				upload.getResult();
				return batches;
			}) };
		}
	}

	static long[] exchange(FlightClient client, BufferAllocator allocator, String table, int batches) throws Exception {
		try (VectorSchemaRoot root = Tables.create(table, allocator);
				FlightClient.ExchangeReaderWriter exchange = client
					.doExchange(FlightDescriptor.path("tables", "echo"))) {
			Thread writer = new Thread(() -> {
				exchange.getWriter().start(root);
				for (int i = 0; i < batches; i++) {
					Pace.await(exchange.getWriter());
					exchange.getWriter().putNext();
				}
				exchange.getWriter().completed();
			});
			long start = System.nanoTime();
			writer.start();
			int count = 0;
			while (exchange.getReader().next()) {
				count++;
			}
			long taken = System.nanoTime() - start;
			writer.join();
			check(count == batches, count + " batches instead of " + batches);
			return new long[] { taken };
		}
	}

	static long[] infos(FlightClient client, int calls) {
		FlightDescriptor descriptor = FlightDescriptor.path("rows", "one");
		return repeat(calls, () -> {
			FlightInfo info = client.getInfo(descriptor);
			check(info.getEndpoints().size() == 1, "No endpoint");
			return info;
		});
	}

	static long[] oneRows(FlightClient client, int calls) {
		Ticket ticket = ticket(client, "rows", "one");
		return repeat(calls, () -> read(client, ticket, 1));
	}

	private static long[] repeat(int calls, Supplier<Object> call) {
		long[] times = new long[calls];
		for (int i = 0; i < calls; i++) {
			times[i] = timed(call);
		}
		return times;
	}

	private static long timed(Supplier<?> call) {
		long start = System.nanoTime();
		Objects.requireNonNull(call.get());
		return System.nanoTime() - start;
	}

	private static void check(boolean expected, String otherwise) {
		if (!expected) {
			throw new IllegalStateException(otherwise);
		}
	}

}
