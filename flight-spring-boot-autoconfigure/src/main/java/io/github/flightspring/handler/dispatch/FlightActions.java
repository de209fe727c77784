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

package io.github.flightspring.handler.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.command.message.MessageBodies;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightTarget;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.routing.DispatchedCall;
import io.github.flightspring.handler.routing.FlightAccess;
import io.github.flightspring.handler.routing.FlightInvoker;
import io.github.flightspring.handler.routing.Nearby;
import io.github.flightspring.handler.routing.Unserved;
import io.github.flightspring.handler.running.FlightNames;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;

/**
 * The actions of handlers, and the actions of the Flight format that no handler replaces.
 */
final class FlightActions {

	private final Map<String, FlightHandlerMethod> handlers;

	private final Map<String, BuiltInAction> builtIn = new TreeMap<>();

	private final FlightInvoker invoker;

	private final FlightAccess access;

	private final MessageBodies bodies;

	FlightActions(Map<String, FlightHandlerMethod> handlers, Collection<BuiltInAction> builtIn, FlightInvoker invoker,
			FlightAccess access, MessageBodies bodies) {
		this.handlers = handlers;
		this.invoker = invoker;
		this.access = access;
		this.bodies = bodies;
		builtIn.forEach((action) -> this.builtIn.put(action.type().getType(), action));
		this.builtIn.keySet().removeAll(handlers.keySet());
	}

	void run(FlightCall call, Action action, Consumer<byte[]> results) throws Exception {
		boolean there = this.access.check(call, FlightTarget.action(action.getType()));
		BuiltInAction standard = this.builtIn.get(action.getType());
		if (there && standard != null && standard.isServed()) {
			DispatchedCall.routed(call, FlightNames.action(action.getType()));
			standard.run(call, action, results);
			return;
		}
		FlightHandlerMethod handler = there ? this.handlers.get(action.getType()) : null;
		if (handler == null) {
			throw Unserved.type("There is no action '%s'.%s".formatted(InvalidMessages.shown(action.getType()),
					Nearby.sentence(action.getType(), nearby(call))));
		}
		DispatchedCall.routed(call, FlightNames.action(action.getType()));
		this.invoker.invoke(handler,
				FlightInvocation.of(call)
					.action(action)
					.emitter((result) -> results.accept(this.bodies.write(result)))
					.build());
	}

	Set<String> types() {
		Set<String> types = new TreeSet<>(this.handlers.keySet());
		this.builtIn.forEach((type, action) -> {
			if (action.isServed()) {
				types.add(type);
			}
		});
		return types;
	}

	List<ActionType> list(FlightCall call) {
		return this.access.check(call, FlightTarget.of(FlightRpc.LIST_ACTIONS)) ? visible(call).toList() : List.of();
	}

	private Stream<String> nearby(FlightCall call) {
		return visible(call).map(ActionType::getType).filter((type) -> {
			FlightHandlerMethod handler = this.handlers.get(type);
			return handler == null || !this.access.isGuarded(handler);
		});
	}

	private Stream<ActionType> visible(FlightCall call) {
		return Stream
			.concat(this.handlers.entrySet()
				.stream()
				.map((action) -> new ActionType(action.getKey(), action.getValue().mapping().description())),
					this.builtIn.values().stream().filter(BuiltInAction::isListed).map(BuiltInAction::type))
			.filter((type) -> this.access.isGranted(call, FlightTarget.action(type.getType())));
	}

}
