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

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.flightspring.benchmarks.Tables;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Handlers as they are written by hand: a ticket is the path in plain text, batches are
 * put one after the other.
 */
final class StockProducer extends NoOpFlightProducer {

	private final BufferAllocator allocator;

	private final Schema schema;

	StockProducer(BufferAllocator allocator) {
		this.allocator = allocator;
		try (VectorSchemaRoot root = Tables.create("one", allocator)) {
			this.schema = root.getSchema();
		}
	}

	@Override
	public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
		Ticket ticket = new Ticket(String.join("/", descriptor.getPath()).getBytes(StandardCharsets.UTF_8));
		return FlightInfo.builder(this.schema, descriptor, List.of(new FlightEndpoint(ticket))).build();
	}

	@Override
	public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
		String[] path = new String(ticket.getBytes(), StandardCharsets.UTF_8).split("/");
		String table = (path[0].equals("rows")) ? "one" : path[1];
		int batches = (path.length > 2) ? Integer.parseInt(path[2]) : 1;
		try (VectorSchemaRoot root = Tables.create(table, this.allocator)) {
			listener.start(root);
			for (int i = 0; i < batches; i++) {
				listener.putNext();
			}
			listener.completed();
		}
		catch (RuntimeException ex) {
			listener.error(CallStatus.INTERNAL.withCause(ex).toRuntimeException());
		}
	}

	@Override
	public Runnable acceptPut(CallContext context, FlightStream stream, StreamListener<PutResult> answer) {
		return () -> {
			long count = 0;
			while (stream.next()) {
				count += stream.getRoot().getRowCount();
			}
			ArrowBuf metadata = this.allocator.buffer(Long.BYTES);
			metadata.writeLong(count);
			try (PutResult result = PutResult.metadata(metadata)) {
				answer.onNext(result);
			}
			answer.onCompleted();
		};
	}

	@Override
	public void doExchange(CallContext context, FlightStream stream, ServerStreamListener listener) {
		VectorSchemaRoot root = stream.getRoot();
		listener.start(root);
		while (stream.next()) {
			listener.putNext();
		}
		listener.completed();
	}

}
