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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The handler of the decisions of methods for CancelFlightInfo and RenewFlightEndpoint.
 * If a method returns nothing, the starter decides.
 */
final class StandardActionReturnValueHandler implements FlightReturnValueHandler {

	private static final Map<FlightRpc, List<Class<?>>> TYPES = Map.of(FlightRpc.CANCEL_FLIGHT_INFO,
			List.of(CancelStatus.class, void.class), FlightRpc.RENEW_FLIGHT_ENDPOINT,
			List.of(Instant.class, Duration.class, FlightEndpoint.class, void.class));

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		List<Class<?>> types = TYPES.get(returnType.rpc());
		if (types == null) {
			return null;
		}
		if (!types.contains(returnType.rawType())) {
			throw new IllegalArgumentException("%s answers with one of %s".formatted(returnType.rpc().methodName(),
					types.stream().map(Class::getSimpleName).toList()));
		}
		return (value, invocation) -> {
			if (value != null) {
				invocation.emit(value);
			}
		};
	}

}
