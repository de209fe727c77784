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

import java.nio.file.Path;
import java.util.List;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Tries Java's {@code FlightClient} against the application. The arguments are the file
 * for the results, the addresses of the server, of the one that compresses and of the
 * secure one, and the directory of the last one's certificates. Uploads need
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED}, which the client's own way of
 * writing is to blame for.
 */
public final class JavaClient {

	private JavaClient() {
	}

	/**
	 * Try all features.
	 * @param args the file for the results, the addresses and the directory
	 * @throws Exception if the results cannot be written
	 */
	public static void main(String[] args) throws Exception {
		// nothing is closed: FlightClient keeps what it received of calls that are
		// cancelled
		BufferAllocator allocator = new RootAllocator();
		Connection connection = new Connection(allocator, args[1]);
		Connection zstd = new Connection(allocator, args[2]);
		Report report = new Report();
		new Descriptions(connection).addTo(report);
		new Types(connection, zstd).addTo(report);
		new Transfers(connection, zstd).addTo(report);
		new Ends(connection).addTo(report);
		new Queries(connection).addTo(report);
		new Secure(allocator, args[3], Path.of(args[4])).addTo(report);
		report.add("memory", () -> {
			connection.act("clear", "");
			waitForFreeMemory(connection);
			waitForFreeMemory(zstd);
		});
		report.run(Path.of(args[0]), System.getProperty("interop.only", ""));
		System.exit(0);
	}

	private static void waitForFreeMemory(Connection connection) throws InterruptedException {
		List<String> used = List.of();
		for (int i = 0; i < 50 && !used.equals(List.of("0")); i++) {
			used = connection.act("allocator", "");
			Thread.sleep(100);
		}
		Report.equal(used, List.of("0"));
	}

}
