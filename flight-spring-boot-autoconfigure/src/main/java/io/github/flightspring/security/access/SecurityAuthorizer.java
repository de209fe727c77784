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

package io.github.flightspring.security.access;

import java.net.SocketAddress;
import java.security.Principal;
import java.util.Map;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightDecision;
import io.github.flightspring.handler.FlightTarget;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import io.github.flightspring.handler.routing.FlightAuthorizer;
import io.github.flightspring.security.FlightAuthenticationDetails;
import io.github.flightspring.security.FlightAuthenticationRequest;
import io.github.flightspring.security.FlightAuthorizationContext;
import io.github.flightspring.security.FlightSecurity;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Evaluates the rules of {@link FlightSecurity}, and publishes an event for each refusal.
 */
public final class SecurityAuthorizer implements FlightAuthorizer {

	private final FlightSecurity rules;

	private final AuthorizationEventPublisher events;

	/**
	 * Create an authorizer.
	 * @param rules the rules
	 * @param events the publisher of refusals
	 */
	public SecurityAuthorizer(FlightSecurity rules, AuthorizationEventPublisher events) {
		this.rules = rules;
		this.events = events;
	}

	@Override
	public FlightDecision decide(FlightCall call, FlightTarget target) {
		Authentication caller = caller(call);
		return this.rules.decide(() -> caller, new FlightAuthorizationContext(call, target, Map.of()));
	}

	@Override
	public void refused(FlightCall call, FlightTarget target) {
		Authentication caller = located(caller(call), call);
		this.events.publishAuthorizationEvent(() -> caller, target, new AuthorizationDecision(false));
	}

	/**
	 * Publish the refusal of a call of which only the headers were read.
	 * @param request the call
	 */
	public void refused(FlightAuthenticationRequest request) {
		Authentication caller = anonymous(request.peer(), request.transport());
		this.events.publishAuthorizationEvent(() -> caller, FlightTarget.of(request.rpc()),
				new AuthorizationDecision(false));
	}

	private static Authentication caller(FlightCall call) {
		Principal principal = call.principal();
		if (principal instanceof Authentication authentication) {
			return authentication;
		}
		return anonymous(call.peer(), call.transport());
	}

	private static Authentication anonymous(@Nullable SocketAddress peer, String transport) {
		return SecurityContextCaller.anonymous(new FlightAuthenticationDetails(peer, transport)).authentication();
	}

	/**
	 * Return the caller with the remote address of the call, for event listeners.
	 */
	private static Authentication located(Authentication caller, FlightCall call) {
		return (caller.getDetails() != null) ? caller
				: new LocatedAuthentication(caller, new FlightAuthenticationDetails(call.peer(), call.transport()));
	}

	@Override
	public boolean isRefusal(Throwable exception) {
		return exception instanceof AccessDeniedException || exception instanceof AuthenticationException;
	}

	@Override
	public boolean isGuarded(FlightHandlerMethod handler) {
		return MethodSecurity.isOn(handler);
	}

	@Override
	public boolean checkRules(FlightHandlerMethod handler, Object bean, @Nullable Object[] arguments) throws Exception {
		return MethodSecurity.checkRules(handler, bean, arguments);
	}

}
