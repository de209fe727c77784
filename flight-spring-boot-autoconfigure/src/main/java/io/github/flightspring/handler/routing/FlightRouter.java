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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.CommandMessage;
import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightPathPattern;
import io.github.flightspring.handler.mapping.FlightPaths;
import io.github.flightspring.handler.method.FlightHandlerMapping;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.running.FlightNames;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The routing of a descriptor to the handler that serves it.
 */
public final class FlightRouter {

	private static final FlightRpc[] EVERY_RPC = FlightRpc.values();

	private final FlightHandlerMapping mapping;

	private final FlightCommands commands;

	private final FlightAccess access;

	public FlightRouter(FlightHandlerMapping mapping, FlightAccess access) {
		this.mapping = mapping;
		this.commands = access.commands();
		this.access = access;
	}

	/**
	 * Find the handler for a descriptor, if the caller may use it.
	 * @param call the call
	 * @param descriptor the descriptor
	 * @param rpcs the RPCs whose handlers are accepted, that of the call first
	 * @return the route
	 * @throws FlightRuntimeException NOT_FOUND if there is no such path, UNIMPLEMENTED if
	 * there is no such command or the flight does not serve the RPC, INVALID_ARGUMENT if
	 * the descriptor is malformed, UNAUTHORIZED or UNAUTHENTICATED if the caller may not
	 */
	public FlightRoute route(FlightCall call, FlightDescriptor descriptor, FlightRpc... rpcs) {
		permit(call, descriptor, rpcs[0]);
		FlightRoute route = find(descriptor, rpcs);
		if (route == null) {
			List<FlightRpc> served = served(call, descriptor, rpcs[0]);
			throw served.isEmpty() ? notFound(call, descriptor) : unimplemented(descriptor, rpcs[0], served);
		}
		DispatchedCall.routed(call, FlightNames.of(route.handler().mapping()));
		return route;
	}

	/**
	 * Refuse a flight if the caller has no right to it.
	 * @param call the call
	 * @param descriptor the flight
	 * @param rpc the RPC that would be called on the flight
	 * @throws FlightRuntimeException UNAUTHORIZED or UNAUTHENTICATED, or the same error
	 * as for an unknown flight if its existence is hidden from the caller
	 */
	public void permit(FlightCall call, FlightDescriptor descriptor, FlightRpc rpc) {
		if (!isThere(call, descriptor, rpc)) {
			throw notFound(call, descriptor);
		}
	}

	/**
	 * Refuse a flight if the caller has no right to it, unless its existence is hidden
	 * from the caller.
	 * @param call the call
	 * @param descriptor the flight
	 * @param rpc the RPC that would be called on the flight
	 * @return {@code true} if the caller may use the flight; {@code false} if the answer
	 * must be the same as for an unknown flight
	 * @throws FlightRuntimeException UNAUTHORIZED or UNAUTHENTICATED
	 */
	public boolean isThere(FlightCall call, FlightDescriptor descriptor, FlightRpc rpc) {
		return this.access.check(call, this.access.target(rpc, descriptor));
	}

	/**
	 * Whether a descriptor is valid for a flight.
	 */
	public boolean isSensible(FlightDescriptor descriptor) {
		try {
			this.access.target(FlightRpc.DO_GET, descriptor);
			return !hasEmptySegment(descriptor) || find(descriptor, EVERY_RPC) != null;
		}
		catch (FlightRuntimeException ex) {
			return false;
		}
	}

	private static boolean hasEmptySegment(FlightDescriptor descriptor) {
		return !descriptor.isCommand() && FlightPaths.normalize(descriptor.getPath()).contains("");
	}

	/**
	 * Record the flight of a call that does not reach a handler because its query has
	 * already run.
	 * @param call the call
	 * @param descriptor the flight
	 */
	public void name(FlightCall call, FlightDescriptor descriptor) {
		FlightRoute route = findOrNull(descriptor, FlightRpc.DO_GET);
		if (route != null) {
			DispatchedCall.routed(call, FlightNames.of(route.handler().mapping()));
		}
	}

	/**
	 * The RPCs that a flight serves, for the error about one that it does not serve.
	 */
	private List<FlightRpc> served(FlightCall call, FlightDescriptor descriptor, FlightRpc requested) {
		return Arrays.stream(EVERY_RPC)
			.filter((rpc) -> showsFlight(find(descriptor, rpc), requested)
					&& this.access.isGranted(call, this.access.target(rpc, descriptor)))
			.toList();
	}

	/**
	 * Whether a route shows that a flight exists. An upload handler with a variable path
	 * accepts any flight, so its match does not show that, except for DoExchange.
	 */
	private static boolean showsFlight(@Nullable FlightRoute route, FlightRpc requested) {
		if (route == null) {
			return false;
		}
		FlightPathPattern path = route.handler().mapping().path();
		return route.handler().mapping().rpc() != FlightRpc.DO_PUT || requested == FlightRpc.DO_EXCHANGE || path == null
				|| path.isFixed();
	}

	/**
	 * Whether a handler serves an RPC of a flight and the caller may use it.
	 */
	public boolean serves(FlightCall call, FlightDescriptor descriptor, FlightRpc rpc) {
		return findOrNull(descriptor, rpc) != null && this.access.isGranted(call, this.access.target(rpc, descriptor));
	}

	/**
	 * Find the handler for a descriptor, if there is one.
	 * @param descriptor the descriptor
	 * @param rpcs the RPCs whose handlers are accepted
	 * @return the route, or {@code null}
	 */
	@Nullable FlightRoute find(FlightDescriptor descriptor, FlightRpc... rpcs) {
		if (descriptor.isCommand()) {
			CommandMessage command = this.commands.decode(descriptor.getCommand());
			return command.names()
				.stream()
				.map((name) -> this.mapping.findByCommand(name, rpcs))
				.filter(Objects::nonNull)
				.findFirst()
				.map((match) -> new FlightRoute(match.handler(), descriptor, Map.of(), command))
				.orElse(null);
		}
		List<String> path = FlightPaths.normalize(descriptor.getPath());
		FlightHandlerMapping.Match match = this.mapping.findByPath(path, rpcs);
		return (match != null) ? new FlightRoute(match.handler(), descriptor, match.variables(), null) : null;
	}

	/**
	 * Find the handler for a descriptor that may be malformed.
	 * @param descriptor the descriptor
	 * @param rpcs the RPCs whose handlers are accepted
	 * @return the route, or {@code null}
	 */
	public @Nullable FlightRoute findOrNull(FlightDescriptor descriptor, FlightRpc... rpcs) {
		try {
			return find(descriptor, rpcs);
		}
		catch (FlightRuntimeException ex) {
			return null;
		}
	}

	private FlightRuntimeException unimplemented(FlightDescriptor descriptor, FlightRpc rpc, List<FlightRpc> served) {
		String others = served.stream().map(FlightRpc::methodName).collect(Collectors.joining(", "));
		return CallStatus.UNIMPLEMENTED
			.withDescription(
					"%s does not serve %s. It serves %s".formatted(describe(descriptor), rpc.methodName(), others))
			.toRuntimeException();
	}

	private FlightRuntimeException notFound(FlightCall call, FlightDescriptor descriptor) {
		if (hasEmptySegment(descriptor)) {
			return FlightPaths.invalid(FlightPaths.normalize(descriptor.getPath()), "");
		}
		String description = "There is no %s.%s".formatted(describe(descriptor), nearby(call, descriptor));
		// the subject of an action is data, even if it is a command
		boolean type = descriptor.isCommand() && call.rpc() != FlightRpc.DO_ACTION;
		return type ? Unserved.type(description) : Unserved.path(description);
	}

	private String describe(FlightDescriptor descriptor) {
		if (descriptor.isCommand()) {
			return "command '%s'"
				.formatted(InvalidMessages.shown(this.commands.decode(descriptor.getCommand()).name()));
		}
		return "flight '%s'".formatted(InvalidMessages.shown(String.join("/", descriptor.getPath())));
	}

	private String nearby(FlightCall call, FlightDescriptor descriptor) {
		Stream<String> names;
		String requested;
		if (descriptor.isCommand()) {
			requested = this.commands.decode(descriptor.getCommand()).name();
			names = visible(call).map(FlightMappingInfo::command).filter(Objects::nonNull).map(Objects::requireNonNull);
		}
		else {
			requested = String.join("/", descriptor.getPath());
			names = visible(call).map(FlightMappingInfo::path)
				.filter(Objects::nonNull)
				.map((path) -> Objects.requireNonNull(path).toString());
		}
		return Nearby.sentence(requested, names);
	}

	/**
	 * The flights that may be suggested to a caller who asked for an unknown one. Flights
	 * with a method that has authorization rules of its own are left out, because these
	 * rules may depend on more than the name.
	 */
	private Stream<FlightMappingInfo> visible(FlightCall call) {
		List<FlightMappingInfo> guarded = this.mapping.handlers()
			.stream()
			.filter(this.access::isGuarded)
			.map(FlightHandlerMethod::mapping)
			.toList();
		return mappings().filter((one) -> guarded.stream().noneMatch((other) -> isSameFlight(one, other)))
			.filter((one) -> this.access.isVisible(call, one));
	}

	private static boolean isSameFlight(FlightMappingInfo one, FlightMappingInfo other) {
		return Objects.equals(String.valueOf(one.path()), String.valueOf(other.path()))
				&& Objects.equals(one.command(), other.command());
	}

	private Stream<FlightMappingInfo> mappings() {
		return this.mapping.handlers().stream().map(FlightHandlerMethod::mapping);
	}

	/**
	 * The flights that have a fixed path and can be downloaded.
	 * @return their descriptors, in alphabetical order
	 */
	public List<FlightDescriptor> fixedFlights() {
		return mappings()
			.filter((mapping) -> mapping.rpc() == FlightRpc.DO_GET || mapping.rpc() == FlightRpc.GET_FLIGHT_INFO)
			.map(FlightMappingInfo::path)
			.filter((path) -> path != null && path.isFixed())
			.map(Objects::requireNonNull)
			.map(FlightPathPattern::fixedPath)
			.distinct()
			.sorted(Comparator.comparing((path) -> String.join("/", path)))
			.map((path) -> FlightDescriptor.path(path.toArray(String[]::new)))
			.toList();
	}

	/**
	 * The descriptor of a path that a client sends in place of a ticket.
	 * @param ticket the ticket
	 * @return the descriptor
	 */
	public static FlightDescriptor pathTicket(byte[] ticket) {
		return FlightDescriptor.path(new String(ticket, StandardCharsets.UTF_8).split("/", -1));
	}

}
