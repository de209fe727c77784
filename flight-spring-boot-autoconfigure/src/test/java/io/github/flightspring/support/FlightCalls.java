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

package io.github.flightspring.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.arrow.RecordMapper;
import io.github.flightspring.arrow.RecordWriter;
import io.github.flightspring.ipc.FlightDataFrame;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Calls a {@link RunningApplication} and gives its answers as text: a row is its values
 * with commas between them.
 */
public final class FlightCalls implements AutoCloseable {

	private final RunningApplication application;

	private final FlightClient client;

	private final ManagedChannel channel;

	private FlightCalls(RunningApplication application) {
		this.application = application;
		this.client = application.client();
		this.channel = application.channel();
	}

	public static FlightCalls start(Class<?> beans, String... properties) {
		return new FlightCalls(RunningApplication.start(beans, properties));
	}

	public static FlightCalls start(Class<?>[] beans, String... properties) {
		return new FlightCalls(RunningApplication.start(beans, properties));
	}

	public RunningApplication application() {
		return this.application;
	}

	public FlightClient client() {
		return this.client;
	}

	public WireClient wire() {
		return new WireClient(this.channel, this.application.clientAllocator());
	}

	public ManagedChannel channel() {
		return this.channel;
	}

	public static FlightDescriptor path(String... path) {
		return FlightDescriptor.path(path);
	}

	public static FlightDescriptor command(String command) {
		return FlightDescriptor.command(command.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The rows of a flight, asked for as a client should: GetFlightInfo, then DoGet for
	 * each endpoint.
	 */
	public List<String> rows(FlightDescriptor descriptor, CallOption... options) {
		List<String> rows = new ArrayList<>();
		for (FlightEndpoint endpoint : this.client.getInfo(descriptor, options).getEndpoints()) {
			rows.addAll(rows(endpoint.getTicket(), options));
		}
		return rows;
	}

	public List<String> rows(String path) {
		return rows(path(path));
	}

	public List<String> rows(Ticket ticket, CallOption... options) {
		List<String> rows = new ArrayList<>();
		try (FlightStream stream = this.client.getStream(ticket, options)) {
			while (stream.next()) {
				if (stream.hasRoot()) {
					append(stream.getRoot(), rows);
				}
			}
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return rows;
	}

	private static void append(VectorSchemaRoot root, List<String> rows) {
		for (int row = 0; row < root.getRowCount(); row++) {
			StringJoiner values = new StringJoiner(",");
			for (FieldVector vector : root.getFieldVectors()) {
				values.add(String.valueOf(vector.getObject(row)));
			}
			rows.add(values.toString());
		}
	}

	public Ticket ticket(FlightDescriptor descriptor) {
		return this.client.getInfo(descriptor).getEndpoints().get(0).getTicket();
	}

	public List<String> action(String type, String body) {
		return action(type, body.getBytes(StandardCharsets.UTF_8)).stream()
			.map((result) -> new String(result, StandardCharsets.UTF_8))
			.toList();
	}

	public List<byte[]> action(String type, byte[] body) {
		List<byte[]> results = new ArrayList<>();
		this.client.doAction(new Action(type, body)).forEachRemaining((result) -> results.add(result.getBody()));
		return results;
	}

	/**
	 * Upload records, one batch for each.
	 * @return the results as text
	 */
	@SafeVarargs
	public final <T> List<String> put(FlightDescriptor descriptor, Class<T> type, T... rows) {
		List<String> results = new ArrayList<>();
		try (WireCall<PutResult> call = wire().put(descriptor)) {
			send(call, type, rows);
			for (PutResult result = call.next(); result != null; result = call.next()) {
				results.add(result.getAppMetadata().toStringUtf8());
			}
		}
		return results;
	}

	/**
	 * Exchange records, one batch for each.
	 * @return the rows of the answer
	 */
	@SafeVarargs
	public final <T> List<String> exchange(FlightDescriptor descriptor, Class<T> type, T... rows) {
		List<String> answer = new ArrayList<>();
		try (WireCall<FlightDataFrame> call = wire().exchange(descriptor)) {
			send(call, type, rows);
			try (FlightReader reader = call.reader()) {
				while (reader.loadNextBatch()) {
					append(reader.getVectorSchemaRoot(), answer);
				}
			}
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		return answer;
	}

	private <T> void send(WireCall<?> call, Class<T> type, T[] rows) {
		try (RecordWriter<T> writer = RecordMapper.of(type).writer(this.application.clientAllocator())) {
			call.start(writer.root(), writer.dictionaries());
			for (T row : rows) {
				writer.write(row);
				call.write(writer.finishBatch());
				writer.reset();
			}
			call.halfClose();
		}
	}

	/**
	 * Check how a call fails.
	 * @return the description of its status
	 */
	public static AbstractStringAssert<?> assertFails(FlightStatusCode code, ThrowingCallable callable) {
		CallStatus status = status(catchThrowable(callable));
		assertThat(status.code()).as(status.description()).isEqualTo(code);
		return assertThat(status.description());
	}

	public static CallStatus status(Throwable failure) {
		assertThat(failure).as("failure of the call").isNotNull();
		if (failure instanceof FlightRuntimeException flight) {
			return flight.status();
		}
		assertThat(failure).isInstanceOf(StatusRuntimeException.class);
		return org.apache.arrow.flight.grpc.StatusUtils.fromGrpcStatus(((StatusRuntimeException) failure).getStatus());
	}

	@Override
	public void close() throws Exception {
		this.application.close();
	}

}
