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

import java.sql.ResultSet;

import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.jdbc.ResultSetReader;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a JDBC {@link ResultSet}. It collects the rows into batches and then
 * closes the result set, its statement and its connection, unless the connection belongs
 * to a transaction. A cancelled call cancels the statement.
 */
final class ResultSetReturnValueHandler implements FlightReturnValueHandler {

	private final long maxBatchBytes;

	ResultSetReturnValueHandler(long maxBatchBytes) {
		this.maxBatchBytes = maxBatchBytes;
	}

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		if (returnType.rawType() != ResultSet.class || !SinkWriting.returnsRows(returnType)) {
			return null;
		}
		return (value, invocation) -> {
			try (ResultSetReader rows = ResultSetReader.of((ResultSet) SinkWriting.required(value),
					invocation.call().allocator(), this.maxBatchBytes)) {
				ReaderWriting.write(rows, invocation);
			}
		};
	}

}
