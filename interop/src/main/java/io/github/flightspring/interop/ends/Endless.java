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

package io.github.flightspring.interop.ends;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.annotation.ListFlights;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Calls of every streaming RPC that run until the client or the server ends them.
 */
@FlightEndpoint
class Endless {

	private static final Schema SCHEMA = new Schema(List.of(Field.nullable("v", new ArrowType.Int(64, true))));

	private static final String CRITERIA = "endless:";

	private final Witness witness;

	Endless(Witness witness) {
		this.witness = witness;
	}

	@DoGet("endless/{id}")
	void get(String id, FlightCall call, BufferAllocator allocator, FlightSink sink) throws Exception {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			((BigIntVector) root.getVector(0)).allocateNew(1024);
			root.setRowCount(1024);
			sink.start(root, null);
			this.witness.watch(id, call, () -> forever(() -> sink.write(root)));
		}
	}

	@DoPut("endless/{id}")
	void put(String id, FlightCall call, FlightReader reader) throws Exception {
		this.witness.watch(id, call, () -> readAll(reader));
	}

	@DoExchange("endless/{id}")
	void exchange(String id, FlightCall call, FlightReader reader, FlightSink sink) throws Exception {
		this.witness.watch(id, call, () -> {
			while (reader.next()) {
				sink.write(reader.getVectorSchemaRoot());
			}
		});
	}

	@DoAction(type = "endless", description = "Answers without end")
	Stream<String> action(String id, FlightCall call) {
		return stream(id, call, "more");
	}

	/**
	 * Flights without end, for the criteria {@code endless:} and what the call is called.
	 */
	@ListFlights
	Stream<Flight> list(Criteria criteria, FlightCall call) {
		String text = new String(criteria.getExpression(), StandardCharsets.UTF_8);
		return text.startsWith(CRITERIA)
				? stream(text.substring(CRITERIA.length()), call, Flight.of(SCHEMA).path("endless")) : Stream.empty();
	}

	/**
	 * What became of a call, for clients that have no actions.
	 */
	@DoGet("became/{id}")
	Stream<End> end(String id) throws Exception {
		return Stream.of(new End(this.witness.tell(id)));
	}

	@DoAction(type = "began", description = "Waits until the call of that name has begun")
	String began(String id) throws Exception {
		return this.witness.await(id);
	}

	@DoAction(type = "became", description = "Tells what became of the call of that name")
	String became(String id) throws Exception {
		return this.witness.tell(id);
	}

	private <T> Stream<T> stream(String id, FlightCall call, T element) {
		this.witness.follow(id, call);
		return Stream.generate(() -> element).onClose(() -> this.witness.ended(id));
	}

	/**
	 * A row.
	 *
	 * @param end what became of the call
	 */
	record End(String end) {

	}

	private static void forever(Runnable work) {
		while (true) {
			work.run();
		}
	}

	private static void readAll(FlightReader reader) throws IOException {
		while (reader.loadNextBatch()) {
			reader.getVectorSchemaRoot().getRowCount();
		}
	}

}
