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

package io.github.flightspring.benchmarks.stock;

import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Arrow's own server in Java with a handler as its documentation writes them. Needs
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
 */
public final class StockServer {

	private StockServer() {
	}

	/**
	 * Start it.
	 * @param args the port
	 * @throws Exception if it cannot be started
	 */
	public static void main(String[] args) throws Exception {
		try (BufferAllocator allocator = new RootAllocator();
				FlightServer server = FlightServer
					.builder(allocator, Location.forGrpcInsecure("127.0.0.1", Integer.parseInt(args[0])),
							new StockProducer(allocator))
					.build()) {
			server.start();
			server.awaitTermination();
		}
	}

}
