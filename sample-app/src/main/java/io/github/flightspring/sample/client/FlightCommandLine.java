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

package io.github.flightspring.sample.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Lists the flights of a server and downloads them. {@code sample-app/flight} runs it.
 */
public final class FlightCommandLine {

	private static final String USAGE = """
			Usage: flight [--uri <uri>] list [<criteria>]
			       flight [--uri <uri>] get <path or JSON command> [<file>]
			       flight send <file> [<http://server>]

			The URI is grpc://localhost:8815 unless you give another. With a file, the rows are
			written to it as an Arrow IPC stream. 'send' compresses a file of any kind while it
			sends it over HTTP, to http://localhost:8080 unless you give another server.""";

	private final FlightClient client;

	private final BufferAllocator allocator;

	private final PrintStream out;

	FlightCommandLine(FlightClient client, BufferAllocator allocator, PrintStream out) {
		this.client = client;
		this.allocator = allocator;
		this.out = out;
	}

	@SuppressWarnings("checkstyle:standardStreams")
	public static void main(String[] args) throws Exception {
		LoggingSystem.get(FlightCommandLine.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
		System.exit(run(System.out, System.err, args));
	}

	/**
	 * Run a command.
	 * @param out where the answer goes
	 * @param err where errors go
	 * @param args the command and what it needs
	 * @return the exit code: 0 when all went well, 1 when not, 2 when the command was not
	 * understood
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static int run(PrintStream out, PrintStream err, String... args) throws InterruptedException {
		Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
		String uri = "grpc://localhost:8815";
		if ("--uri".equals(words.peek()) && words.size() > 1) {
			words.remove();
			uri = words.remove();
		}
		try (BufferAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient.builder(allocator, location(uri)).build()) {
			boolean understood = new FlightCommandLine(client, allocator, out).run(words);
			if (!understood) {
				err.println(USAGE);
			}
			return understood ? 0 : 2;
		}
		catch (FlightRuntimeException ex) {
			err.println(ex.status().code() + " from " + uri + ": " + ex.getMessage());
			if (ex.status().code() == FlightStatusCode.UNAVAILABLE) {
				err.println("Is the server running? ./mvnw spring-boot:run starts the sample");
			}
			return 1;
		}
		catch (IOException ex) {
			err.println(ex.getMessage());
			return 1;
		}
	}

	private boolean run(Deque<String> words) throws IOException, InterruptedException {
		String command = words.poll();
		if ("list".equals(command) && words.size() <= 1) {
			list(words.peek());
			return true;
		}
		if ("get".equals(command) && (words.size() == 1 || words.size() == 2)) {
			FlightDescriptor descriptor = parse(words.remove());
			String file = words.peek();
			new Download(this.client, this.allocator, this.out).run(descriptor, (file != null) ? Path.of(file) : null);
			return true;
		}
		if ("send".equals(command) && (words.size() == 1 || words.size() == 2)) {
			Path file = Path.of(words.remove());
			String server = words.isEmpty() ? "http://localhost:8080" : words.remove();
			new FileUpload(this.out).run(server, file);
			return true;
		}
		return false;
	}

	private void list(@Nullable String criteria) {
		byte[] expression = (criteria != null) ? criteria.getBytes(StandardCharsets.UTF_8) : new byte[0];
		this.out.printf("%-32s %12s %10s  %s%n", "FLIGHT", "ROWS", "ENDPOINTS", "COLUMNS");
		for (FlightInfo info : this.client.listFlights(new Criteria(expression))) {
			List<String> columns = info.getSchemaOptional()
				.map((schema) -> schema.getFields().stream().map(Field::getName).toList())
				.orElse(List.of());
			this.out.printf("%-32s %12s %10d  %s%n", name(info.getDescriptor()),
					(info.getRecords() >= 0) ? String.format("%,d", info.getRecords()) : "?",
					info.getEndpoints().size(), String.join(", ", columns));
		}
	}

	private static FlightDescriptor parse(String flight) {
		return flight.startsWith("{") ? FlightDescriptor.command(flight.getBytes(StandardCharsets.UTF_8))
				: FlightDescriptor.path(flight.split("/"));
	}

	private static Location location(String uri) throws IOException {
		try {
			return new Location(uri);
		}
		catch (URISyntaxException ex) {
			throw new IOException("'" + uri + "' is no URI like grpc://localhost:8815", ex);
		}
	}

	static String name(FlightDescriptor descriptor) {
		return descriptor.isCommand() ? new String(descriptor.getCommand(), StandardCharsets.UTF_8)
				: String.join("/", descriptor.getPath());
	}

}
