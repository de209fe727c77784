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

import java.lang.reflect.Type;

import io.github.flightspring.annotation.FlightCommand;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.bean.ResolvedTypes;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.apache.arrow.flight.CallStatus;
import org.jspecify.annotations.Nullable;

/**
 * The resolver of the command's body, marked by {@link FlightCommand}.
 */
final class CommandArgumentResolver implements FlightArgumentResolver {

	private final MessageBodies bodies;

	CommandArgumentResolver(MessageBodies bodies) {
		this.bodies = bodies;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		if (!parameter.parameter().hasParameterAnnotation(FlightCommand.class)) {
			return null;
		}
		boolean byTicket = parameter.mapping().ticket() != null && parameter.mapping().path() == null;
		if (parameter.mapping().command() == null && !byTicket) {
			throw new InvalidDeclarationException(
					"The method is not mapped to a command, nor to a ticket without a path",
					"Map the method to a command, as in @%s(command = \"report\"), or remove the parameter"
						.formatted(parameter.rpc().methodName()));
		}
		Type type = ResolvedTypes.of(parameter.resolvableType());
		if (!this.bodies.canRead(type)) {
			throw new InvalidDeclarationException(
					"A command is JSON, text, bytes or a protobuf message, and cannot be read as it",
					"Use a record, a class that JSON maps to, String, byte[] or a protobuf message");
		}
		return (invocation) -> {
			CommandMessage command = invocation.command();
			if (command == null && byTicket) {
				throw CallStatus.INVALID_ARGUMENT.withDescription("The ticket holds no message").toRuntimeException();
			}
			if (command == null) {
				throw new IllegalStateException("The call has no command");
			}
			return command.read(type);
		};
	}

}
