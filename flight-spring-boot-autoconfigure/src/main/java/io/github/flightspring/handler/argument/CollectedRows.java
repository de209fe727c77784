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

package io.github.flightspring.handler.argument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.FlightInvocation;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The collection of all rows of an upload, within a number of rows and within the memory
 * limit of the call.
 *
 * @param maxRows the largest number of rows
 */
record CollectedRows(int maxRows) {

	/**
	 * Read the upload to its end.
	 * @param rows the rows of the upload
	 * @param invocation the call
	 * @return the rows
	 * @throws org.apache.arrow.flight.FlightRuntimeException with RESOURCE_EXHAUSTED if
	 * the upload is larger
	 */
	List<Object> read(Iterator<?> rows, FlightInvocation invocation) throws IOException {
		FlightReader input = invocation.input();
		VectorSchemaRoot batch = input.getVectorSchemaRoot();
		long maxBytes = invocation.call().allocator().getLimit();
		long bytes = 0;
		int left = 0;
		List<Object> read = new ArrayList<>();
		while (rows.hasNext()) {
			if (left == 0) {
				left = batch.getRowCount();
				if (left > this.maxRows - read.size()) {
					throw refusal(this.maxRows + " rows, which is 'flight.server.max-collected-rows'");
				}
				bytes += Math.min(RowsSize.of(batch, input), Long.MAX_VALUE - bytes);
				if (bytes > maxBytes) {
					throw refusal(maxBytes + " bytes, which is 'flight.server.call-memory-limit'");
				}
			}
			read.add(rows.next());
			left--;
		}
		return read;
	}

	private static RuntimeException refusal(String limit) {
		return CallStatus.RESOURCE_EXHAUSTED
			.withDescription(
					"The upload has more than %s. A handler that takes a Stream has no such limit".formatted(limit))
			.toRuntimeException();
	}

}
