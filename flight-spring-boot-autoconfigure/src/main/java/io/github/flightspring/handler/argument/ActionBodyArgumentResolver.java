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

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.bean.ResolvedTypes;
import org.apache.arrow.flight.Action;
import org.jspecify.annotations.Nullable;

/**
 * The resolver of an action's body, for a parameter that no other resolver serves.
 */
final class ActionBodyArgumentResolver implements FlightArgumentResolver {

	private final MessageBodies bodies;

	ActionBodyArgumentResolver(MessageBodies bodies) {
		this.bodies = bodies;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		Type type = ResolvedTypes.of(parameter.resolvableType());
		if (parameter.rpc() != FlightRpc.DO_ACTION || !this.bodies.canRead(type)) {
			return null;
		}
		return (invocation) -> {
			Action action = invocation.action();
			if (action == null) {
				throw new IllegalStateException("The call has no action");
			}
			return this.bodies.readAction(action.getBody(), type);
		};
	}

}
