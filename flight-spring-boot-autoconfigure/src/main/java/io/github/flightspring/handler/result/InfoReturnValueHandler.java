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

import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightPoll;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The handler of descriptions of one flight, for GetFlightInfo, PollFlightInfo and
 * GetSchema.
 */
final class InfoReturnValueHandler implements FlightReturnValueHandler {

	private static final Map<FlightRpc, List<Class<?>>> TYPES = Map.of(FlightRpc.GET_FLIGHT_INFO,
			List.of(Flight.class, FlightInfo.class), FlightRpc.POLL_FLIGHT_INFO,
			List.of(FlightPoll.class, PollInfo.class, Flight.class, FlightInfo.class), FlightRpc.GET_SCHEMA,
			List.of(Schema.class, SchemaResult.class, Class.class));

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		List<Class<?>> types = TYPES.get(returnType.rpc());
		if (types == null) {
			return null;
		}
		if (!types.contains(returnType.rawType())) {
			List<String> names = types.stream().map(Class::getSimpleName).toList();
			throw new InvalidDeclarationException(
					"%s answers with one of %s".formatted(returnType.rpc().methodName(), names),
					"Return a %s. Rows are returned by a @DoGet method".formatted(names.get(0)));
		}
		return (value, invocation) -> invocation.emit(SinkWriting.required(value));
	}

}
