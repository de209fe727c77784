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

package io.github.flightspring.handler.result;

import java.io.IOException;

import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightSink;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * The writing of all batches of a reader.
 */
final class ReaderWriting {

	private ReaderWriting() {
	}

	/**
	 * Write the batches.
	 * @param reader the reader, which the caller closes
	 * @param invocation the call
	 * @throws IOException if the reader fails
	 */
	static void write(ArrowReader reader, FlightInvocation invocation) throws IOException {
		FlightSink output = invocation.output();
		VectorSchemaRoot root = reader.getVectorSchemaRoot();
		output.start(root, reader);
		while (reader.loadNextBatch()) {
			output.write(root);
		}
	}

}
