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

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Arrow's client in Java, driven line by line: operation, port, streams, table and number
 * on the standard input, an answer in JSON on the standard output.
 */
public final class JavaClient implements AutoCloseable {

	private final BufferAllocator allocator = new RootAllocator();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, FlightClient> clients = new HashMap<>();

	private JavaClient() {
	}

	/**
	 * Answer until the input ends.
	 * @param args none
	 * @throws Exception if a call fails
	 */
	@SuppressWarnings("checkstyle:standardStreams")
	public static void main(String[] args) throws Exception {
		try (JavaClient client = new JavaClient();
				BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				System.out.println(client.answer(line.split(" ")));
			}
		}
	}

	private String answer(String[] command) throws Exception {
		int streams = Integer.parseInt(command[2]);
		String table = command[3];
		int number = Integer.parseInt(command[4]);
		List<Future<long[]>> results = new ArrayList<>();
		List<FlightClient> used = new ArrayList<>();
		for (int i = 0; i < streams; i++) {
			used.add(client(command[1], i));
		}
		long start = System.nanoTime();
		for (FlightClient client : used) {
			results.add(this.threads.submit(() -> switch (command[0]) {
				case "get" -> Calls.get(client, table, number);
				case "put" -> Calls.put(client, this.allocator, table, number);
				case "exchange" -> Calls.exchange(client, this.allocator, table, number);
				case "info" -> Calls.infos(client, number);
				case "one" -> Calls.oneRows(client, number);
				default -> throw new IllegalArgumentException(command[0]);
			}));
		}
		List<long[]> numbers = new ArrayList<>();
		for (Future<long[]> result : results) {
			numbers.add(result.get());
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		return Latencies.json(seconds, numbers);
	}

	private FlightClient client(String port, int index) {
		return this.clients.computeIfAbsent(port + "/" + index,
				(key) -> FlightClient
					.builder(this.allocator, Location.forGrpcInsecure("127.0.0.1", Integer.parseInt(port)))
					.build());
	}

	@Override
	public void close() throws Exception {
		for (FlightClient client : this.clients.values()) {
			client.close();
		}
		this.threads.shutdown();
		this.allocator.close();
	}

}
