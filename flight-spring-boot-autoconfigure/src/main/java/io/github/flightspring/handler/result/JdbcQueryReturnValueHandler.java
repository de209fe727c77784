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

import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.jdbc.FlightJdbc;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a query of a {@link FlightJdbc}, which is executed as its rows are read.
 * Usable only with {@code spring-jdbc} on the class path.
 */
final class JdbcQueryReturnValueHandler implements FlightReturnValueHandler {

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		if (!FlightJdbc.Query.class.isAssignableFrom(returnType.rawType()) || !SinkWriting.returnsRows(returnType)) {
			return null;
		}
		return (value, invocation) -> {
			FlightJdbc.Query query = (FlightJdbc.Query) SinkWriting.required(value);
			try (ArrowReader rows = query.open(invocation.call().allocator())) {
				ReaderWriting.write(rows, invocation);
			}
		};
	}

}
