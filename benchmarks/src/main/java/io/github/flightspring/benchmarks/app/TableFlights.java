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

package io.github.flightspring.benchmarks.app;

import java.io.IOException;

import io.github.flightspring.annotation.DoExchange;
import io.github.flightspring.annotation.DoGet;
import io.github.flightspring.annotation.DoPut;
import io.github.flightspring.annotation.FlightEndpoint;
import io.github.flightspring.benchmarks.Tables;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Batches down, up and back.
 */
@FlightEndpoint("tables")
class TableFlights {

	@DoGet("{table}/{batches}")
	void download(String table, int batches, FlightSink sink, BufferAllocator allocator) {
		try (VectorSchemaRoot root = Tables.create(table, allocator)) {
			for (int i = 0; i < batches; i++) {
				sink.write(root);
			}
		}
	}

	@DoPut("upload")
	long upload(ArrowReader rows) throws IOException {
		long count = 0;
		while (rows.loadNextBatch()) {
			count += rows.getVectorSchemaRoot().getRowCount();
		}
		return count;
	}

	@DoExchange("echo")
	void echo(ArrowReader rows, FlightSink sink) throws IOException {
		VectorSchemaRoot root = rows.getVectorSchemaRoot();
		while (rows.loadNextBatch()) {
			sink.write(root);
		}
	}

}
