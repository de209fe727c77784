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
import java.nio.file.Path;
import java.util.List;

import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a flight, endpoint by endpoint, and shows how it goes.
 */
class Download {

	private static final long SHOW_EVERY_NANOS = 200_000_000;

	private final FlightClient client;

	private final BufferAllocator allocator;

	private final PrintStream out;

	private long rows;

	private long bytes;

	private long started;

	private long shown;

	private @Nullable BatchFile target;

	Download(FlightClient client, BufferAllocator allocator, PrintStream out) {
		this.client = client;
		this.allocator = allocator;
		this.out = out;
	}

	/**
	 * Download all endpoints of a flight, one after the other.
	 * @param descriptor the flight
	 * @param file where to write the rows, or {@code null} for nowhere
	 * @throws IOException if the file cannot be written
	 * @throws InterruptedException if the thread is interrupted
	 */
	void run(FlightDescriptor descriptor, @Nullable Path file) throws IOException, InterruptedException {
		FlightInfo info = this.client.getInfo(descriptor);
		this.started = System.nanoTime();
		List<FlightEndpoint> endpoints = info.getEndpoints();
		try {
			for (int i = 0; i < endpoints.size(); i++) {
				String part = String.format("%s  %d/%d", FlightCommandLine.name(descriptor), i + 1, endpoints.size());
				follow(part, endpoints.get(i), file);
			}
			if (info.getRecords() >= 0 && info.getRecords() != this.rows) {
				throw new IOException("The server announced " + info.getRecords() + " rows and sent " + this.rows);
			}
			if (this.target != null) {
				this.target.end();
			}
		}
		finally {
			if (this.target != null) {
				this.target.close();
			}
		}
	}

	private void follow(String part, FlightEndpoint endpoint, @Nullable Path file)
			throws IOException, InterruptedException {
		// without a location, and with that which says so, the endpoint is on this
		// connection
		List<Location> elsewhere = endpoint.getLocations();
		if (elsewhere.isEmpty() || elsewhere.contains(Location.reuseConnection())) {
			read(part, this.client, endpoint, file);
			return;
		}
		try (FlightClient other = FlightClient.builder(this.allocator, elsewhere.get(0)).build()) {
			read(part, other, endpoint, file);
		}
	}

	private void read(String part, FlightClient from, FlightEndpoint endpoint, @Nullable Path file) throws IOException {
		FlightStream stream = from.getStream(endpoint.getTicket());
		try {
			while (stream.next()) {
				VectorSchemaRoot batch = stream.getRoot();
				this.rows += batch.getRowCount();
				this.bytes += batch.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
				if (file != null) {
					write(stream, file);
				}
				if (System.nanoTime() - this.shown > SHOW_EVERY_NANOS) {
					show(part, "");
				}
			}
			show(part, System.lineSeparator());
		}
		finally {
			close(stream);
		}
	}

	private void write(FlightStream stream, Path file) throws IOException {
		if (this.target == null) {
			this.target = new BatchFile(file, stream, this.allocator);
		}
		this.target.write(stream);
	}

	private static void close(FlightStream stream) throws IOException {
		try {
			stream.close();
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	private void show(String part, String end) {
		this.shown = System.nanoTime();
		double seconds = (this.shown - this.started) / 1e9;
		this.out.printf("\r%s  %,d rows  %,.1f MB  %.1f s  %,.0f MB/s%s", part, this.rows, this.bytes / 1e6, seconds,
				this.bytes / 1e6 / seconds, end);
	}

}
