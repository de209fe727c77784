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

import io.github.flightspring.annotation.DoAction;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Every status of Flight, with a message and metadata: at once, and in mid-stream.
 */
@FlightEndpoint
class Failures {

	private static final Schema SCHEMA = new Schema(List.of(Field.nullable("v", new ArrowType.Int(64, true))));

	@DoAction(type = "fail", description = "Fails with the status of that name")
	void action(String code) {
		throw failure(code);
	}

	@DoGet("fail/{code}")
	void get(String code, BufferAllocator allocator, FlightSink sink) {
		try (VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
			((BigIntVector) root.getVector(0)).allocateNew(10);
			root.setRowCount(10);
			sink.write(root);
		}
		throw failure(code);
	}

	@DoPut("fail/{code}")
	void put(String code, FlightReader reader) throws IOException {
		reader.loadNextBatch();
		throw failure(code);
	}

	private static FlightRuntimeException failure(String code) {
		ErrorFlightMetadata metadata = new ErrorFlightMetadata();
		metadata.insert("x-interop-reason", "reason " + code);
		metadata.insert("x-interop-reason-bin", ("bytes " + code).getBytes(StandardCharsets.UTF_8));
		CallStatus status = new CallStatus(FlightStatusCode.valueOf(code), null, "message " + code, metadata);
		return status.toRuntimeException();
	}

}
