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

package io.github.flightspring.handler.method;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.mapping.AmbiguousFlightMappingException;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightPathPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The mapping of calls to handler methods. It is filled at start-up and does not change
 * afterwards.
 */
public final class FlightHandlerMapping implements SmartInitializingSingleton {

	private final List<FlightHandlerMethod> handlers;

	private final Map<FlightRpc, List<FlightHandlerMethod>> byPath = new EnumMap<>(FlightRpc.class);

	private final Map<FlightRpc, Map<String, FlightHandlerMethod>> byCommand = new EnumMap<>(FlightRpc.class);

	private final Map<String, FlightHandlerMethod> byAction = new TreeMap<>();

	private final List<FlightHandlerMethod> tickets = new ArrayList<>();

	private final List<FlightHandlerMethod> listing = new ArrayList<>();

	FlightHandlerMapping(Collection<FlightHandlerMethod> handlers) {
		this.handlers = List.copyOf(handlers);
		Map<String, FlightHandlerMethod> taken = new HashMap<>();
		this.handlers.forEach((handler) -> register(handler, taken));
		Comparator<FlightHandlerMethod> specificity = Comparator.comparing(FlightHandlerMapping::path,
				FlightPathPattern.SPECIFICITY);
		this.byPath.values().forEach((candidates) -> candidates.sort(specificity));
	}

	private void register(FlightHandlerMethod handler, Map<String, FlightHandlerMethod> taken) {
		FlightMappingInfo mapping = handler.mapping();
		if (mapping.rpc() == FlightRpc.LIST_FLIGHTS) {
			this.listing.add(handler);
			return;
		}
		if (!mapping.target().isEmpty()) {
			claim(mapping.rpc().methodName() + " for " + mapping.target(), handler, taken);
		}
		if (mapping.isQuery()) {
			claim("GetFlightInfo for " + mapping.target(), handler, taken);
			claim("PollFlightInfo for " + mapping.target(), handler, taken);
		}
		if (mapping.ticket() != null) {
			FlightPathPattern pattern = mapping.ticketPattern();
			claim("DoGet for ticket '" + ((pattern != null) ? pattern.shape() : mapping.ticket()) + "'", handler,
					taken);
			this.tickets.add(handler);
		}
		if (mapping.path() != null) {
			this.byPath.computeIfAbsent(mapping.rpc(), (rpc) -> new ArrayList<>()).add(handler);
		}
		else if (mapping.command() != null) {
			this.byCommand.computeIfAbsent(mapping.rpc(), (rpc) -> new TreeMap<>()).put(mapping.command(), handler);
		}
		else if (mapping.actionType() != null) {
			this.byAction.put(mapping.actionType(), handler);
		}
	}

	private static void claim(String target, FlightHandlerMethod handler, Map<String, FlightHandlerMethod> taken) {
		FlightHandlerMethod other = taken.putIfAbsent(target, handler);
		if (other != null) {
			throw new AmbiguousFlightMappingException(target, inBean(other), inBean(handler));
		}
	}

	private static String inBean(FlightHandlerMethod handler) {
		return "%s of the bean '%s'".formatted(handler, handler.beanName());
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.handlers.forEach(FlightHandlerMethod::check);
	}

	/**
	 * All handler methods, one entry for each RPC that a method serves.
	 * @return the handlers in the order in which they were found
	 */
	public List<FlightHandlerMethod> handlers() {
		return this.handlers;
	}

	/**
	 * Find the handler of a path. Of all handlers of the given RPCs it is the one with
	 * the most specific pattern. Among equal patterns it is the one of the RPC that comes
	 * first.
	 * @param path the path's segments
	 * @param rpcs the accepted RPCs, the preferred one first
	 * @return the match, or {@code null}
	 */
	public @Nullable Match findByPath(List<String> path, FlightRpc... rpcs) {
		Match best = null;
		for (FlightRpc rpc : rpcs) {
			Match match = firstMatch(path, this.byPath.getOrDefault(rpc, List.of()));
			if (match != null && (best == null
					|| FlightPathPattern.SPECIFICITY.compare(path(match.handler()), path(best.handler())) < 0)) {
				best = match;
			}
		}
		return best;
	}

	private static @Nullable Match firstMatch(List<String> path, List<FlightHandlerMethod> candidates) {
		for (FlightHandlerMethod candidate : candidates) {
			Map<String, String> variables = path(candidate).match(path);
			if (variables != null) {
				return new Match(candidate, variables);
			}
		}
		return null;
	}

	/**
	 * Find the handler of a command.
	 * @param command the command's name
	 * @param rpcs the accepted RPCs, the preferred one first
	 * @return the match, or {@code null}
	 */
	public @Nullable Match findByCommand(String command, FlightRpc... rpcs) {
		for (FlightRpc rpc : rpcs) {
			FlightHandlerMethod handler = this.byCommand.getOrDefault(rpc, Map.of()).get(command);
			if (handler != null) {
				return new Match(handler, Map.of());
			}
		}
		return null;
	}

	/**
	 * Whether there is a flight that CancelFlightInfo can be used on.
	 */
	public boolean isCancellable() {
		return has((mapping) -> mapping.rpc() == FlightRpc.DO_GET || mapping.rpc() == FlightRpc.CANCEL_FLIGHT_INFO);
	}

	/**
	 * Whether a mapping declares that there is an endpoint that RenewFlightEndpoint can
	 * be used on.
	 */
	public boolean isRenewable() {
		return has((mapping) -> mapping.isQuery() || mapping.expiresAfter() != null
				|| mapping.rpc() == FlightRpc.RENEW_FLIGHT_ENDPOINT);
	}

	/**
	 * Whether any handler method is a query.
	 * @return {@code true} if one is
	 */
	public boolean hasQueries() {
		return has(FlightMappingInfo::isQuery);
	}

	private boolean has(Predicate<FlightMappingInfo> condition) {
		return this.handlers.stream().map(FlightHandlerMethod::mapping).anyMatch(condition);
	}

	/**
	 * The handlers that serve tickets which this server did not create.
	 */
	public List<FlightHandlerMethod> tickets() {
		return this.tickets;
	}

	/**
	 * The handlers that list flights.
	 * @return the handlers
	 */
	public List<FlightHandlerMethod> listing() {
		return this.listing;
	}

	/**
	 * The actions that are served.
	 * @return handlers by action type, in alphabetical order
	 */
	public Map<String, FlightHandlerMethod> actions() {
		return this.byAction;
	}

	private static FlightPathPattern path(FlightHandlerMethod handler) {
		FlightPathPattern path = handler.mapping().path();
		if (path == null) {
			throw new IllegalStateException(handler + " has no path");
		}
		return path;
	}

	/**
	 * The handler that serves a call.
	 *
	 * @param handler the handler
	 * @param variables the values of the path's variables
	 */
	public record Match(FlightHandlerMethod handler, Map<String, String> variables) {

	}

}
