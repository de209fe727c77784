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

import java.util.Optional;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.Flight;
import io.github.flightspring.handler.FlightResult;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.handler.FlightReturnValueHandler;
import io.github.flightspring.handler.bean.ResolvedTypes;
import io.github.flightspring.handler.mapping.InvalidDeclarationException;
import org.apache.arrow.flight.FlightInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The handler of the results of DoPut, DoAction and ListFlights: none ({@code void},
 * {@code null}, an empty {@link Optional}), one, or each element of a container.
 */
final class ValuesReturnValueHandler implements FlightReturnValueHandler {

	private final MessageBodies bodies;

	ValuesReturnValueHandler(MessageBodies bodies) {
		this.bodies = bodies;
	}

	@Override
	public @Nullable FlightResult handle(FlightReturnType returnType) {
		return switch (returnType.rpc()) {
			case DO_PUT, DO_ACTION, LIST_FLIGHTS -> result(returnType);
			default -> null;
		};
	}

	private FlightResult result(FlightReturnType returnType) {
		ResolvableType type = returnType.type();
		if (type.toClass() == void.class || type.toClass() == Void.class) {
			return (value, invocation) -> {
			};
		}
		ElementContainer container = ElementContainer.of(type);
		if (container != null) {
			check(container.elementType(), returnType.rpc());
			return (value, invocation) -> {
				if (value != null) {
					try (ElementContainer.Elements elements = container.opener().open(value)) {
						elements.iterator().forEachRemaining(invocation::emit);
					}
				}
			};
		}
		if (type.toClass() == Optional.class) {
			check(type.getGeneric(), returnType.rpc());
			return (value, invocation) -> {
				if (value != null) {
					((Optional<?>) value).ifPresent(invocation::emit);
				}
			};
		}
		check(type, returnType.rpc());
		return (value, invocation) -> {
			if (value != null) {
				invocation.emit(value);
			}
		};
	}

	private void check(ResolvableType type, FlightRpc rpc) {
		if (rpc == FlightRpc.LIST_FLIGHTS) {
			if (type.toClass() != Flight.class && type.toClass() != FlightInfo.class) {
				throw new InvalidDeclarationException("ListFlights answers with Flight or FlightInfo",
						"Return a Stream or a List of Flight");
			}
		}
		else if (!this.bodies.canWrite(ResolvedTypes.of(type))) {
			throw new InvalidDeclarationException(
					"A result of %s is a number, String, byte[], a protobuf message or an object for JSON, and '%s' is none"
						.formatted(rpc.methodName(), type),
					"Return one of these, a Stream or Iterable of them, or void");
		}
	}

}
