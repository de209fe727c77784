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
import java.util.Optional;

import io.github.flightspring.annotation.FlightPartition;
import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.bean.ResolvedTypes;
import org.jspecify.annotations.Nullable;

/**
 * The resolver of the value of the ticket's partition, marked by {@link FlightPartition}.
 */
final class PartitionArgumentResolver implements FlightArgumentResolver {

	private final MessageBodies bodies;

	PartitionArgumentResolver(MessageBodies bodies) {
		this.bodies = bodies;
	}

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		if (!parameter.parameter().hasParameterAnnotation(FlightPartition.class)) {
			return null;
		}
		if (parameter.rpc() != FlightRpc.DO_GET || parameter.mapping().isQuery()) {
			throw new IllegalArgumentException("Only DoGet has a ticket, and so a partition");
		}
		if (parameter.type().isPrimitive()) {
			throw new IllegalArgumentException(
					"A ticket for the whole flight has no partition, and a primitive cannot be null");
		}
		boolean optional = parameter.type() == Optional.class;
		Type type = ResolvedTypes.of(optional ? parameter.resolvableType().getGeneric() : parameter.resolvableType());
		if (!this.bodies.canRead(type)) {
			throw new IllegalArgumentException("A partition cannot be read as it");
		}
		return (invocation) -> {
			byte[] partition = invocation.partition();
			Object value = (partition != null) ? this.bodies.read(partition, type) : null;
			return optional ? Optional.ofNullable(value) : value;
		};
	}

}
