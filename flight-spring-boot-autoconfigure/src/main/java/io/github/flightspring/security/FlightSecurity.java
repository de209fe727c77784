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

package io.github.flightspring.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightDecision;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/**
 * The authorization rules of calls. A bean of this type replaces the default, which
 * requires an authenticated caller for every call. <pre class="code">
 * &#64;Bean
 * FlightSecurity flightSecurity() {
 *     return FlightSecurity.authorize((calls) -&gt; calls
 *         .path("public/**").permitAll()
 *         .rpc(FlightRpc.DO_PUT).hasRole("WRITER")
 *         .path("payroll/**").hidden().hasRole("HR")
 *         .anyCall().authenticated());
 * }</pre> The rules for DoGet are also evaluated on every call that returns information
 * about a flight: ListFlights, GetFlightInfo, PollFlightInfo and GetSchema. They are
 * evaluated again on DoGet with a ticket. Handshakes are permitted to all callers.
 */
public final class FlightSecurity {

	private final List<FlightRule> rules;

	private FlightSecurity(List<FlightRule> rules) {
		this.rules = rules;
	}

	/**
	 * Create the rules.
	 * @param calls a customizer of the rules, which are evaluated in their order
	 * @return the rules as a bean
	 * @throws IllegalStateException if a rule names no permitted callers, or can never
	 * match
	 */
	public static FlightSecurity authorize(Consumer<FlightRules> calls) {
		FlightRules rules = new FlightRules();
		calls.accept(rules);
		return new FlightSecurity(rules.build());
	}

	/**
	 * Return whether a call without credentials may be accepted before its target is
	 * known, because a rule may permit it.
	 * @param rpc the RPC
	 * @return whether a rule may permit an anonymous call of the RPC
	 */
	public boolean mayBeAnonymous(FlightRpc rpc) {
		for (FlightRule rule : this.rules) {
			if (rule.mayMatch(rpc) && rule.isOpen()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether all rules depend on the RPC and the caller only. Such rules can be
	 * evaluated when only the headers of a call are known.
	 * @return whether no rule is for a flight or an action
	 */
	public boolean isByRpcOnly() {
		return this.rules.stream().allMatch(FlightRule::isByRpcOnly);
	}

	/**
	 * Evaluate rules that depend on the RPC and the caller only.
	 * @param caller the caller
	 * @param rpc the RPC
	 * @return whether the caller may call the RPC
	 */
	public boolean permits(Supplier<Authentication> caller, FlightRpc rpc) {
		for (FlightRule rule : this.rules) {
			AuthorizationManager<Object> manager = rule.byCaller();
			if (manager != null && rule.mayMatch(rpc)) {
				AuthorizationResult result = manager.authorize(caller, rpc);
				return result != null && result.isGranted();
			}
		}
		return false;
	}

	/**
	 * Decide on a call.
	 * @param caller the caller
	 * @param context the call and its target
	 * @return the decision of the first rule that matches
	 */
	public FlightDecision decide(Supplier<Authentication> caller, FlightAuthorizationContext context) {
		boolean hidden = false;
		for (FlightRule rule : this.rules) {
			Map<String, String> variables = rule.match(context.target());
			if (variables != null) {
				if (isGranted(rule, caller,
						new FlightAuthorizationContext(context.call(), context.target(), variables))) {
					return hidden ? FlightDecision.HIDDEN : FlightDecision.GRANTED;
				}
				if (!rule.isHidden()) {
					return refusal(caller);
				}
				// the answer for a flight that does not exist depends on the later rules:
				// it is not the same for all callers and RPCs
				hidden = true;
			}
		}
		return refusal(caller);
	}

	private static boolean isGranted(FlightRule rule, Supplier<Authentication> caller,
			FlightAuthorizationContext context) {
		AuthorizationResult result = Objects.requireNonNull(rule.manager()).authorize(caller, context);
		return result != null && result.isGranted();
	}

	private static FlightDecision refusal(Supplier<Authentication> caller) {
		return (caller.get() instanceof AnonymousAuthenticationToken) ? FlightDecision.UNAUTHENTICATED
				: FlightDecision.DENIED;
	}

}
