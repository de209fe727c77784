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

package io.github.flightspring.ipc;

import java.util.ArrayList;
import java.util.List;

import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/**
 * A process with Arrow's own client, which can upload only where {@code java.nio} is
 * opened to it.
 */
final class StockUploads {

	private final FlightClient client;

	private final BufferAllocator allocator;

	private StockUploads(FlightClient client, BufferAllocator allocator) {
		this.client = client;
		this.allocator = allocator;
	}

	public static void main(String[] arguments) throws Exception {
		OpaqueType.ensureRegistered();
		try (RootAllocator allocator = new RootAllocator();
				FlightClient client = FlightClient
					.builder(allocator, Location.forGrpcInsecure("localhost", Integer.parseInt(arguments[0])))
					.build()) {
			StockUploads uploads = new StockUploads(client, allocator);
			System.out.println("put: " + uploads.put());
			System.out.println("nothing: " + uploads.putNothing());
			System.out.println("wrong: " + uploads.putWrong());
			System.out.println("exchange: " + uploads.exchange());
			System.out.println("dictionary: " + uploads.dictionary());
		}
	}

	private String put() throws Exception {
		try (VectorSchemaRoot root = Columns.root(List.of(Columns.field("n", new ArrowType.Int(32, true))), 10, 1,
				this.allocator); SyncPutListener listener = new SyncPutListener()) {
			FlightClient.ClientStreamListener upload = this.client.startPut(FlightDescriptor.path("a", "b"), root,
					listener);
			upload.putNext(buffer("one"));
			upload.putMetadata(buffer("two"));
			upload.putNext();
			upload.completed();
			try (PutResult result = listener.read()) {
				return text(result.getApplicationMetadata());
			}
			finally {
				listener.getResult();
			}
		}
	}

	private String putNothing() throws Exception {
		try (VectorSchemaRoot root = VectorSchemaRoot.of(new IntVector("n", this.allocator));
				SyncPutListener listener = new SyncPutListener()) {
			this.client.startPut(FlightDescriptor.path("c"), root, listener).completed();
			try (PutResult result = listener.read()) {
				return text(result.getApplicationMetadata());
			}
			finally {
				listener.getResult();
			}
		}
	}

	private String putWrong() {
		VarCharVector text = vector("t", "");
		text.setSafe(0, new byte[] { (byte) 0xFF });
		text.setValueCount(1);
		try (VectorSchemaRoot root = VectorSchemaRoot.of(text)) {
			AsyncPutListener listener = new AsyncPutListener();
			FlightClient.ClientStreamListener upload = this.client.startPut(FlightDescriptor.path("a"), root, listener);
			upload.putNext();
			upload.completed();
			listener.getResult();
			return "accepted";
		}
		catch (FlightRuntimeException ex) {
			return ex.getMessage();
		}
	}

	private String exchange() throws Exception {
		try (VectorSchemaRoot root = Columns.root(new ArrayList<>(Columns.all().values()), 1000, 12, this.allocator);
				FlightClient.ExchangeReaderWriter exchange = this.client.doExchange(FlightDescriptor.path("x"))) {
			exchange.getWriter().start(root);
			exchange.getWriter().putNext();
			exchange.getWriter().putMetadata(buffer("meta"));
			exchange.getWriter().putNext(buffer("both"));
			exchange.getWriter().completed();
			StringBuilder result = new StringBuilder();
			FlightStream reader = exchange.getReader();
			while (reader.next()) {
				ArrowBuf metadata = reader.getLatestMetadata();
				result.append((metadata != null) ? text(metadata) : "-");
				if (reader.getRoot().getRowCount() > 0) {
					StockClientTests.assertEqual(root, 0, reader.getRoot());
					result.append('=');
				}
				result.append(' ');
			}
			return result.toString();
		}
	}

	private String dictionary() throws Exception {
		try (VarCharVector values = vector("values", "ATL", "JFK", "SFO");
				VarCharVector plain = vector("plain", "SFO", "ATL", "SFO", "JFK")) {
			Dictionary dictionary = new Dictionary(values, new DictionaryEncoding(3, false, null));
			DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(dictionary);
			StringBuilder result = new StringBuilder();
			try (VectorSchemaRoot root = VectorSchemaRoot.of((FieldVector) DictionaryEncoder.encode(plain, dictionary));
					FlightClient.ExchangeReaderWriter exchange = this.client.doExchange(FlightDescriptor.path("x"))) {
				exchange.getWriter().start(root, provider);
				exchange.getWriter().putNext();
				exchange.getWriter().completed();
				FlightStream reader = exchange.getReader();
				while (reader.next()) {
					try (FieldVector decoded = (FieldVector) DictionaryEncoder.decode(reader.getRoot().getVector(0),
							reader.getDictionaryProvider().lookup(3))) {
						for (int i = 0; i < decoded.getValueCount(); i++) {
							result.append(decoded.getObject(i)).append(' ');
						}
					}
				}
			}
			return result.toString();
		}
	}

	private VarCharVector vector(String name, String... values) {
		VarCharVector vector = new VarCharVector(name, this.allocator);
		vector.allocateNew();
		for (int i = 0; i < values.length; i++) {
			vector.setSafe(i, values[i].getBytes());
		}
		vector.setValueCount(values.length);
		return vector;
	}

	private ArrowBuf buffer(String text) {
		ArrowBuf buffer = this.allocator.buffer(text.length());
		buffer.writeBytes(text.getBytes());
		return buffer;
	}

	static String text(ArrowBuf buffer) {
		byte[] bytes = new byte[(int) buffer.readableBytes()];
		buffer.getBytes(buffer.readerIndex(), bytes);
		return new String(bytes);
	}

}
