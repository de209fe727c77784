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

import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.arrow.FlightReader;
import io.github.flightspring.handler.FlightArgument;
import io.github.flightspring.handler.FlightArgumentResolver;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightParameter;
import io.github.flightspring.handler.FlightSink;
import io.github.flightspring.handler.PutResults;
import io.github.flightspring.query.FlightProgress;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * The resolver of parameters by their type alone: the call and its parts.
 */
final class CallArgumentResolver implements FlightArgumentResolver {

	private static final Set<FlightRpc> ALL = EnumSet.allOf(FlightRpc.class);

	private static final Set<FlightRpc> UPLOADS = EnumSet.of(FlightRpc.DO_PUT, FlightRpc.DO_EXCHANGE);

	private static final List<Part> PARTS = List.of(new Part(FlightCall.class, ALL, FlightInvocation::call),
			new Part(CallHeaders.class, ALL, (invocation) -> invocation.call().headers()),
			new Part(Principal.class, ALL, (invocation) -> invocation.call().principal()),
			new Part(BufferAllocator.class, ALL, (invocation) -> invocation.call().allocator()),
			new Part(FlightDescriptor.class,
					EnumSet.of(FlightRpc.GET_FLIGHT_INFO, FlightRpc.POLL_FLIGHT_INFO, FlightRpc.GET_SCHEMA,
							FlightRpc.DO_GET, FlightRpc.DO_PUT, FlightRpc.DO_EXCHANGE, FlightRpc.CANCEL_FLIGHT_INFO,
							FlightRpc.RENEW_FLIGHT_ENDPOINT),
					FlightInvocation::descriptor),
			new Part(Ticket.class, EnumSet.of(FlightRpc.DO_GET), FlightInvocation::ticket),
			new Part(FlightProgress.class, EnumSet.of(FlightRpc.DO_GET),
					(invocation) -> invocation.part(FlightProgress.class)),
			new Part(FlightInfo.class, EnumSet.of(FlightRpc.CANCEL_FLIGHT_INFO),
					(invocation) -> invocation.part(FlightInfo.class)),
			new Part(FlightEndpoint.class, EnumSet.of(FlightRpc.RENEW_FLIGHT_ENDPOINT),
					(invocation) -> invocation.part(FlightEndpoint.class)),
			new Part(Criteria.class, EnumSet.of(FlightRpc.LIST_FLIGHTS), FlightInvocation::criteria),
			new Part(Action.class, EnumSet.of(FlightRpc.DO_ACTION), FlightInvocation::action),
			new Part(FlightReader.class, UPLOADS, FlightInvocation::input),
			new Part(ArrowReader.class, UPLOADS, FlightInvocation::input),
			new Part(FlightSink.class, EnumSet.of(FlightRpc.DO_GET, FlightRpc.DO_EXCHANGE), FlightInvocation::output),
			new Part(PutResults.class, EnumSet.of(FlightRpc.DO_PUT), (invocation) -> (PutResults) invocation::emit));

	@Override
	public @Nullable FlightArgument resolve(FlightParameter parameter) {
		for (Part part : PARTS) {
			if (part.type() == parameter.type()) {
				if (!part.rpcs().contains(parameter.rpc())) {
					throw new IllegalArgumentException(
							"%s has no %s".formatted(parameter.rpc().methodName(), part.type().getSimpleName()));
				}
				checkQuery(parameter);
				return part.argument();
			}
		}
		return null;
	}

	private static void checkQuery(FlightParameter parameter) {
		boolean query = parameter.mapping().isQuery();
		if (parameter.type() == FlightProgress.class && !query) {
			throw new IllegalArgumentException("Only a @FlightQuery has a FlightProgress");
		}
		if (parameter.type() == Ticket.class && query) {
			throw new IllegalArgumentException("A @FlightQuery runs before there is a Ticket");
		}
	}

	/**
	 * A part of a call.
	 *
	 * @param type the parameter type of the part
	 * @param rpcs the RPCs that have the part
	 * @param argument the function that takes the part from the call
	 */
	private record Part(Class<?> type, Set<FlightRpc> rpcs, FlightArgument argument) {

	}

}
