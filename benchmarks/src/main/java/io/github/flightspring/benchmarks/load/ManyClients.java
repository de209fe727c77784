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

package io.github.flightspring.benchmarks.load;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

import io.grpc.Attributes;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Clients that do {@linkplain Work all kinds of things} at once, each with a connection
 * of its own, from a number of addresses, so that they are as many callers. They obey
 * nothing but the end of the time: after a refusal they call again.
 */
public final class ManyClients {

	private static final int CALLERS = 20;

	private static final int PAUSE_MILLIS = 50;

	private static final int STACK = 256 * 1024;

	private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();

	private final int port;

	private final long end;

	private ManyClients(int port, int seconds) {
		this.port = port;
		this.end = System.nanoTime() + seconds * 1_000_000_000L;
	}

	/**
	 * Run the clients, and write how often each outcome was as JSON.
	 * @param args the port, how many clients, and how many seconds
	 * @throws Exception if the clients cannot run
	 */
	@SuppressWarnings("checkstyle:standardStreams")
	public static void main(String[] args) throws Exception {
		System.out.println(json(
				new ManyClients(Integer.parseInt(args[0]), Integer.parseInt(args[2])).run(Integer.parseInt(args[1]))));
	}

	private Map<String, Long> run(int clients) throws InterruptedException {
		try (BufferAllocator allocator = new RootAllocator()) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				int client = i;
				Thread thread = new Thread(null, () -> run(client, allocator), "client-" + i, STACK);
				threads.add(thread);
				thread.start();
			}
			for (Thread thread : threads) {
				thread.join();
			}
		}
		Map<String, Long> counts = new TreeMap<>();
		this.outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
		return counts;
	}

	private void run(int index, BufferAllocator parent) {
		Random random = new Random(index);
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", this.port)
			.localSocketPicker(new Address(index % CALLERS))
			.maxInboundMessageSize(Integer.MAX_VALUE)
			.usePlaintext()
			.build();
		try (BufferAllocator allocator = parent.newChildAllocator("client-" + index, 0, Long.MAX_VALUE);
				FlightClient client = FlightGrpcUtils.createFlightClient(allocator, channel)) {
			while (System.nanoTime() < this.end) {
				Work work = Work.any(random);
				String outcome = outcome(work, client, allocator);
				this.outcomes.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
				if (!outcome.endsWith(" OK")) {
					Thread.sleep(random.nextInt(2 * PAUSE_MILLIS));
				}
			}
		}
		catch (Exception ex) {
			this.outcomes.computeIfAbsent("the client failed: " + ex, (key) -> new LongAdder()).increment();
		}
		finally {
			channel.shutdownNow();
		}
	}

	private static String outcome(Work work, FlightClient client, BufferAllocator allocator) {
		try {
			work.run(client, allocator);
			return work + " OK";
		}
		catch (FlightRuntimeException ex) {
			CallStatus status = ex.status();
			return work + " " + status.code() + " " + status.description();
		}
		catch (Exception ex) {
			return work + " " + ex;
		}
	}

	private static String json(Map<String, Long> counts) {
		StringBuilder json = new StringBuilder("{");
		counts.forEach((outcome, count) -> json.append((json.length() > 1) ? ", " : "")
			.append('"')
			.append(outcome.replaceAll("[\"\\\\\\p{Cntrl}]", "'"))
			.append("\": ")
			.append(count));
		return json.append('}').toString();
	}

	/**
	 * One of the addresses of this host.
	 */
	private static final class Address extends NettyChannelBuilder.LocalSocketPicker {

		private final int number;

		Address(int number) {
			this.number = number;
		}

		@Override
		public SocketAddress createSocketAddress(SocketAddress remote, Attributes attributes) {
			return new InetSocketAddress("127.0.0." + (2 + this.number), 0);
		}

	}

}
