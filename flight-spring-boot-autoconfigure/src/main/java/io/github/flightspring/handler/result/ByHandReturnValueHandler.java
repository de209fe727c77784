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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.jspecify.annotations.Nullable;

/**
 * The handler of {@code void} methods that write their rows to a
 * {@link io.github.flightspring.handler.FlightSink}.
 */
final class ByHandReturnValueHandler implements FlightReturnValueHandler {

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		boolean rows = returnType.rpc() == FlightRpc.DO_GET || returnType.rpc() == FlightRpc.DO_EXCHANGE;
		if (!rows || (returnType.rawType() != void.class && returnType.rawType() != Void.class)) {
			return null;
		}
		if (!returnType.writesByHand()) {
			throw new InvalidDeclarationException(
					"A method that returns nothing takes a FlightSink to write its rows to",
					"Return the rows, as in 'Stream<Order>', or add a FlightSink parameter");
		}
		return (value, invocation) -> {
		};
	}

}
