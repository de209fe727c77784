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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.command.message.FlightCommands;
import io.github.flightspring.command.message.InvalidMessages;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightDecision;
import io.github.flightspring.handler.FlightInvocation;
import io.github.flightspring.handler.FlightTarget;
import io.github.flightspring.handler.mapping.FlightMappingInfo;
import io.github.flightspring.handler.mapping.FlightPaths;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;

/**
 * The enforcement of the authorizer's decisions. Descriptions of a flight also require
 * the right to read it.
 */
public final class FlightAccess {

	private static final Set<FlightRpc> LEARN = EnumSet.of(FlightRpc.GET_FLIGHT_INFO, FlightRpc.POLL_FLIGHT_INFO,
			FlightRpc.GET_SCHEMA, FlightRpc.CANCEL_FLIGHT_INFO, FlightRpc.RENEW_FLIGHT_ENDPOINT);

	private final FlightAuthorizer authorizer;

	private final FlightCommands commands;

	/**
	 * Create the access.
	 * @param authorizer the authorizer
	 * @param commands the codec of commands
	 */
	public FlightAccess(FlightAuthorizer authorizer, FlightCommands commands) {
		this.authorizer = authorizer;
		this.commands = commands;
	}

	/**
	 * The codec of commands.
	 * @return the commands
	 */
	public FlightCommands commands() {
		return this.commands;
	}

	/**
	 * The target of a call.
	 * @param rpc the RPC
	 * @param descriptor the flight
	 * @return the target
	 */
	public FlightTarget target(FlightRpc rpc, FlightDescriptor descriptor) {
		return descriptor.isCommand()
				? new FlightTarget(rpc, List.of(), this.commands.decode(descriptor.getCommand()).names(), null)
				: new FlightTarget(rpc, FlightPaths.withoutEmpty(FlightPaths.normalize(descriptor.getPath())),
						List.of(), null);
	}

	/**
	 * Refuse a target that the caller has no right to.
	 * @param call the call
	 * @param target the target
	 * @return {@code true} if the caller may use the target; {@code false} if the answer
	 * must be the same as for a target that does not exist
	 * @throws FlightRuntimeException UNAUTHORIZED or UNAUTHENTICATED
	 */
	public boolean check(FlightCall call, FlightTarget target) {
		return check(call, target, aim(target));
	}

	/**
	 * Refuse a download by a ticket that this server did not create, if the caller has no
	 * right to it. The refusal does not name the flight.
	 * @param call the call
	 * @param target the flight that the ticket stands for
	 * @return {@code true} if the caller may use the ticket; {@code false} if the answer
	 * must be the same as for a ticket that does not exist
	 * @throws FlightRuntimeException UNAUTHORIZED or UNAUTHENTICATED
	 */
	public boolean checkTicket(FlightCall call, FlightTarget target) {
		return check(call, target, " with this ticket");
	}

	private boolean check(FlightCall call, FlightTarget target, String aim) {
		FlightDecision decision = decide(call, target);
		if (decision == FlightDecision.GRANTED) {
			return true;
		}
		this.authorizer.refused(call, target);
		if (decision == FlightDecision.HIDDEN) {
			return false;
		}
		throw (decision == FlightDecision.DENIED)
				? CallStatus.UNAUTHORIZED
					.withDescription("The caller may not call %s%s".formatted(target.rpc().methodName(), aim))
					.toRuntimeException()
				: CallStatus.UNAUTHENTICATED
					.withDescription("%s%s needs credentials: send the header 'authorization', or do a "
						.formatted(target.rpc().methodName(), aim) + "handshake first")
					.toRuntimeException();
	}

	private static String aim(FlightTarget target) {
		if (target.action() != null) {
			return " '" + InvalidMessages.shown(target.action()) + "'";
		}
		if (!target.path().isEmpty()) {
			return " for '" + InvalidMessages.shown(String.join("/", target.path())) + "'";
		}
		return target.commands().isEmpty() ? "" : " for '" + InvalidMessages.shown(target.commands().get(0)) + "'";
	}

	/**
	 * Whether the caller may use a target. A negative answer has no side effects.
	 * @param call the call
	 * @param target the target
	 * @return {@code true} if the caller may
	 */
	public boolean isGranted(FlightCall call, FlightTarget target) {
		return decide(call, target) == FlightDecision.GRANTED;
	}

	/**
	 * Whether the caller may describe a flight and read it.
	 * @param call the call
	 * @param descriptor the flight
	 * @return {@code true} if the flight is listed for the caller
	 */
	public boolean isReadable(FlightCall call, FlightDescriptor descriptor) {
		FlightTarget target;
		try {
			target = target(FlightRpc.GET_FLIGHT_INFO, descriptor);
		}
		catch (FlightRuntimeException ex) {
			// a call cannot name it either
			target = FlightTarget.of(FlightRpc.GET_FLIGHT_INFO);
		}
		return isGranted(call, target);
	}

	/**
	 * Whether the caller may use a handler, judged by its mapping alone.
	 * @param call the call
	 * @param mapping the handler's mapping
	 * @return {@code true} if the handler may be named to the caller
	 */
	boolean isVisible(FlightCall call, FlightMappingInfo mapping) {
		return isGranted(call, target(mapping));
	}

	/**
	 * The target of a method.
	 * @param mapping the mapping of the method
	 * @return the target
	 */
	public FlightTarget target(FlightMappingInfo mapping) {
		List<String> path = (mapping.path() != null) ? mapping.path().segments() : List.of();
		List<String> command = (mapping.command() != null) ? List.of(mapping.command()) : List.of();
		return new FlightTarget(mapping.rpc(), path, command, mapping.actionType());
	}

	/**
	 * Whether a method has authorization rules of its own.
	 * @param handler the method
	 * @return {@code true} if it has
	 */
	public boolean isGuarded(FlightHandlerMethod handler) {
		return this.authorizer.isGuarded(handler);
	}

	boolean checkRules(FlightHandlerMethod handler, FlightInvocation invocation) throws Exception {
		return this.authorizer.checkRules(handler, handler.bean(), handler.arguments(invocation));
	}

	/**
	 * Whether a failure is the refusal of a caller.
	 * @param exception the failure
	 * @return {@code true} if it is
	 */
	public boolean isRefusal(Throwable exception) {
		return this.authorizer.isRefusal(exception);
	}

	private FlightDecision decide(FlightCall call, FlightTarget target) {
		FlightDecision decision = this.authorizer.decide(call, target);
		return (decision == FlightDecision.GRANTED && LEARN.contains(target.rpc()))
				? this.authorizer.decide(call, target.with(FlightRpc.DO_GET)) : decision;
	}

}
