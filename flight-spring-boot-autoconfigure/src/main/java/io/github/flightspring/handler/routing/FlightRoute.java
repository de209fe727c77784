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

package io.github.flightspring.handler.routing;

import java.util.Map;

import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import org.apache.arrow.flight.FlightDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A handler and the descriptor by which the client reached it.
 *
 * @param handler the handler
 * @param descriptor the descriptor of the flight
 * @param variables the values of the path's variables
 * @param command the command, or {@code null} for a path
 */
public record FlightRoute(FlightHandlerMethod handler, FlightDescriptor descriptor, Map<String, String> variables,
		@Nullable CommandMessage command) {

	/**
	 * Create the builder of the handler's invocation.
	 * @param call the call
	 * @return the builder, with the descriptor and its variables and command
	 */
	public FlightInvocation.Builder invocation(FlightCall call) {
		return FlightInvocation.of(call)
			.descriptor(this.descriptor)
			.pathVariables(this.variables)
			.command(this.command);
	}

}
