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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClientMiddleware;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server, and calls that several tests make.
 */
final class Connection {

	private final BufferAllocator allocator;

	private final FlightClient client;

	private final Map<String, String> received = new ConcurrentHashMap<>();

	private final Location location;

	Connection(BufferAllocator allocator, String address) {
		String[] parts = address.split(":");
		this.allocator = allocator;
		this.location = Location.forGrpcInsecure(parts[0], Integer.parseInt(parts[1]));
		this.client = FlightClient.builder(allocator, this.location).intercept((info) -> new HeaderKeeper()).build();
	}

	BufferAllocator allocator() {
		return this.allocator;
	}

	FlightClient client() {
		return this.client;
	}

	/**
	 * Another client of the same server.
	 * @param customizer what is special about it
	 * @return the client, which the caller closes
	 */
	FlightClient another(UnaryOperator<FlightClient.Builder> customizer) {
		return customizer.apply(FlightClient.builder(this.allocator, this.location)).build();
	}

	Map<String, String> received() {
		return this.received;
	}

	FlightInfo info(String... path) {
		return this.client.getInfo(FlightDescriptor.path(path));
	}

	FlightStream open(FlightDescriptor descriptor, CallOption... options) {
		return this.client.getStream(this.client.getInfo(descriptor).getEndpoints().get(0).getTicket(), options);
	}

	FlightStream open(String... path) {
		return open(FlightDescriptor.path(path));
	}

	/**
	 * Read a flight to its end.
	 * @param batch takes each batch
	 * @param path the flight's path
	 */
	void read(Consumer<VectorSchemaRoot> batch, String... path) throws Exception {
		try (FlightStream stream = open(path)) {
			while (stream.next()) {
				if (stream.hasRoot()) {
					batch.accept(stream.getRoot());
				}
			}
		}
	}

	/**
	 * The rows of each batch of a flight.
	 */
	List<Integer> rows(String... path) throws Exception {
		List<Integer> rows = new ArrayList<>();
		read((batch) -> rows.add(batch.getRowCount()), path);
		return rows;
	}

	List<String> act(String type, String body, CallOption... options) {
		List<String> results = new ArrayList<>();
		this.client.doAction(new Action(type, body.getBytes(StandardCharsets.UTF_8)), options)
			.forEachRemaining((result) -> results.add(utf8(result.getBody())));
		return results;
	}

	/**
	 * Upload batches and wait for the answer to each.
	 * @param path where to
	 * @param root takes the batches
	 * @param dictionaries their dictionaries
	 * @param fillers fill the root, one for each batch
	 * @param metadata the metadata of each batch, or none
	 * @return the answers
	 */
	List<String> put(FlightDescriptor path, VectorSchemaRoot root, DictionaryProvider dictionaries,
			List<Runnable> fillers, String... metadata) throws Exception {
		List<String> answers = new ArrayList<>();
		try (SyncPutListener listener = new SyncPutListener()) {
			FlightClient.ClientStreamListener stream = this.client.startPut(path, root, dictionaries, listener);
			for (int i = 0; i < fillers.size(); i++) {
				fillers.get(i).run();
				stream.putNext((metadata.length > 0) ? buffer(metadata[i]) : null);
				try (PutResult answer = listener.read()) {
					answers.add(utf8(answer.getApplicationMetadata()));
				}
			}
			stream.completed();
			Report.equal(listener.read(), null);
			stream.getResult();
		}
		return answers;
	}

	ArrowBuf buffer(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		ArrowBuf buffer = this.allocator.buffer(bytes.length);
		buffer.writeBytes(bytes);
		return buffer;
	}

	VectorSchemaRoot longs() {
		return VectorSchemaRoot.create(new Schema(List.of(Field.nullable("v", new ArrowType.Int(64, true)))),
				this.allocator);
	}

	static void fill(VectorSchemaRoot root, int rows) {
		BigIntVector vector = (BigIntVector) root.getVector(0);
		vector.allocateNew(rows);
		for (int i = 0; i < rows; i++) {
			vector.set(i, i);
		}
		root.setRowCount(rows);
	}

	static String utf8(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	static String utf8(@Nullable ArrowBuf buffer) {
		if (buffer == null) {
			return "";
		}
		byte[] bytes = new byte[(int) buffer.readableBytes()];
		buffer.getBytes(buffer.readerIndex(), bytes);
		return utf8(bytes);
	}

	/**
	 * Keeps the headers of the last call.
	 */
	private final class HeaderKeeper implements FlightClientMiddleware {

		@Override
		public void onBeforeSendingHeaders(CallHeaders outgoingHeaders) {
			Connection.this.received.clear();
		}

		@Override
		public void onHeadersReceived(CallHeaders incomingHeaders) {
			for (String key : incomingHeaders.keys()) {
				Connection.this.received.put(key, key.endsWith("-bin") ? Arrays.toString(incomingHeaders.getByte(key))
						: incomingHeaders.get(key));
			}
		}

		@Override
		public void onCallCompleted(CallStatus status) {
		}

	}

}
