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

package io.github.flightspring.samples.orders;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.flight.auth2.BasicAuthCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;

/**
 * A client of the sample, over gRPC.
 */
final class OrdersClient implements AutoCloseable {

	private static final Schema SCHEMA = new Schema(List.of(Field.notNullable("customer", ArrowType.Utf8.INSTANCE),
			Field.notNullable("product", ArrowType.Utf8.INSTANCE),
			Field.notNullable("quantity", new ArrowType.Int(32, true)),
			Field.notNullable("price", new ArrowType.Decimal(12, 2, 128))));

	private final RootAllocator allocator = new RootAllocator();

	private final FlightClient client;

	private final CallOption[] options;

	OrdersClient(int port, CallOption... options) {
		this.client = FlightClient.builder(this.allocator, Location.forGrpcInsecure("localhost", port)).build();
		this.options = options;
	}

	static CallOption user(String name, String password) {
		return new CredentialCallOption(new BasicAuthCredentialWriter(name, password));
	}

	FlightInfo info(String... path) {
		return this.client.getInfo(FlightDescriptor.path(path), this.options);
	}

	FlightStream open(String... path) {
		return this.client.getStream(info(path).getEndpoints().get(0).getTicket(), this.options);
	}

	List<Map<String, Object>> rows(String... path) throws Exception {
		List<Map<String, Object>> rows = new ArrayList<>();
		try (FlightStream stream = open(path)) {
			while (stream.next()) {
				VectorSchemaRoot root = stream.getRoot();
				for (int row = 0; row < root.getRowCount(); row++) {
					Map<String, Object> values = new LinkedHashMap<>();
					for (FieldVector vector : root.getFieldVectors()) {
						Object value = vector.getObject(row);
						values.put(vector.getName(), (value instanceof Text) ? value.toString() : value);
					}
					rows.add(values);
				}
			}
		}
		return rows;
	}

	/**
	 * Upload batches of rows.
	 * @return what the server says of the upload
	 */
	@SafeVarargs
	final String upload(FlightDescriptor descriptor, List<NewOrder>... batches) throws Exception {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, this.allocator);
				SyncPutListener results = new SyncPutListener()) {
			ClientStreamListener upload = this.client.startPut(descriptor, root, results, this.options);
			for (List<NewOrder> batch : batches) {
				put(root, batch, upload);
			}
			upload.completed();
			String said = "";
			PutResult result = results.read();
			while (result != null) {
				byte[] bytes = new byte[(int) result.getApplicationMetadata().readableBytes()];
				result.getApplicationMetadata().getBytes(0, bytes);
				result.close();
				said += new String(bytes, StandardCharsets.UTF_8);
				result = results.read();
			}
			return said;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof FlightRuntimeException failure) ? failure : ex;
		}
	}

	/**
	 * Begin an upload and cancel it after its first batch.
	 */
	void breakOff(FlightDescriptor descriptor, List<NewOrder> rows) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, this.allocator);
				SyncPutListener results = new SyncPutListener()) {
			ClientStreamListener upload = this.client.startPut(descriptor, root, results, this.options);
			put(root, rows, upload);
			upload.error(new IllegalStateException("The client leaves"));
		}
	}

	private static void put(VectorSchemaRoot root, List<NewOrder> rows, ClientStreamListener upload) {
		for (int row = 0; row < rows.size(); row++) {
			NewOrder order = rows.get(row);
			((VarCharVector) root.getVector("customer")).setSafe(row, bytes(order.customer()));
			((VarCharVector) root.getVector("product")).setSafe(row, bytes(order.product()));
			((IntVector) root.getVector("quantity")).setSafe(row, order.quantity());
			((DecimalVector) root.getVector("price")).setSafe(row, order.price());
		}
		root.setRowCount(rows.size());
		upload.putNext();
	}

	static NewOrder order(String customer, int quantity) {
		return new NewOrder(customer, "bed", quantity, new BigDecimal("300.00"), null);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws Exception {
		this.client.close();
		this.allocator.close();
	}

}
