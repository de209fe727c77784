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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.flightspring.annotation.FlightRpc;
import io.github.flightspring.handler.FlightTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.util.AntPathMatcher;

/**
 * One rule of {@link FlightRules}: the calls that it matches, and the callers that it
 * permits. A rule with RPCs and with paths, commands or actions matches a call only if
 * both match.
 */
public final class FlightRule {

	private static final AntPathMatcher PATHS = new AntPathMatcher();

	private final FlightRules rules;

	private final List<FlightRpc> rpcs = new ArrayList<>();

	private final List<String> paths = new ArrayList<>();

	private final List<String> commands = new ArrayList<>();

	private final List<String> actions = new ArrayList<>();

	private @Nullable AuthorizationManager<FlightAuthorizationContext> manager;

	private @Nullable AuthorizationManager<Object> byCaller;

	private boolean open;

	private boolean hidden;

	FlightRule(FlightRules rules) {
		this.rules = rules;
	}

	/**
	 * Limit the rule to RPCs.
	 * @param rpcs the RPCs
	 * @return this rule
	 */
	public FlightRule rpc(FlightRpc... rpcs) {
		this.rpcs.addAll(RuleChecks.some("rpc", rpcs));
		return this;
	}

	/**
	 * Limit the rule to flights with a path.
	 * @param patterns the path patterns. A segment may be literal,
	 * <code>{variable}</code> or contain <code>*</code>, and <code>**</code> stands for
	 * any number of segments. Empty segments of a call's path are ignored: a rule for
	 * {@code a/b} also matches {@code /a/b} and {@code a//b}. A path of empty segments
	 * only is matched by <code>**</code> alone
	 * @return this rule
	 * @throws IllegalStateException if a pattern cannot match: it has an empty segment, a
	 * segment of dots, or an unbalanced brace
	 */
	public FlightRule path(String... patterns) {
		RuleChecks.some("path", patterns).stream().map(RuleChecks::path).forEach(this.paths::add);
		return this;
	}

	/**
	 * Limit the rule to commands.
	 * @param names the names of the commands
	 * @return this rule
	 */
	public FlightRule command(String... names) {
		this.commands.addAll(RuleChecks.names("command", names));
		return this;
	}

	/**
	 * Limit the rule to actions.
	 * @param types the types of the actions; a type may be empty
	 * @return this rule
	 */
	public FlightRule action(String... types) {
		this.actions.addAll(RuleChecks.some("action", types));
		return this;
	}

	/**
	 * Hide the flight or the action from callers that this rule refuses. The later rules
	 * then decide. If they permit the call, the answer is as if the flight or the action
	 * did not exist.
	 * @return this rule
	 */
	public FlightRule hidden() {
		this.hidden = true;
		return this;
	}

	/**
	 * Permit all callers, with or without credentials.
	 * @return the rules
	 */
	public FlightRules permitAll() {
		this.open = true;
		return byCaller((caller, context) -> new AuthorizationDecision(true));
	}

	/**
	 * Permit no caller.
	 * @return the rules
	 */
	public FlightRules denyAll() {
		return byCaller((caller, context) -> new AuthorizationDecision(false));
	}

	/**
	 * Permit every authenticated caller.
	 * @return the rules
	 */
	public FlightRules authenticated() {
		return byCaller(AuthenticatedAuthorizationManager.authenticated());
	}

	/**
	 * Permit callers with a role.
	 * @param role the role, without the prefix {@code ROLE_}
	 * @return the rules
	 */
	public FlightRules hasRole(String role) {
		return byCaller(AuthorityAuthorizationManager.hasRole(role));
	}

	/**
	 * Permit callers with one of several roles.
	 * @param roles the roles, without the prefix {@code ROLE_}
	 * @return the rules
	 */
	public FlightRules hasAnyRole(String... roles) {
		return byCaller(AuthorityAuthorizationManager.hasAnyRole(roles));
	}

	/**
	 * Permit callers with an authority.
	 * @param authority the authority
	 * @return the rules
	 */
	public FlightRules hasAuthority(String authority) {
		return byCaller(AuthorityAuthorizationManager.hasAuthority(authority));
	}

	/**
	 * Permit callers with one of several authorities.
	 * @param authorities the authorities
	 * @return the rules
	 */
	public FlightRules hasAnyAuthority(String... authorities) {
		return byCaller(AuthorityAuthorizationManager.hasAnyAuthority(authorities));
	}

	/**
	 * Permit the callers that a manager permits. Anonymous callers are passed to it, too.
	 * @param manager the manager that decides
	 * @return the rules
	 */
	public FlightRules access(AuthorizationManager<FlightAuthorizationContext> manager) {
		this.open = true;
		return decide(manager);
	}

	private FlightRules byCaller(AuthorizationManager<Object> manager) {
		this.byCaller = manager;
		return decide(manager::authorize);
	}

	private FlightRules decide(AuthorizationManager<FlightAuthorizationContext> manager) {
		this.manager = manager;
		return this.rules;
	}

	@Nullable AuthorizationManager<FlightAuthorizationContext> manager() {
		return this.manager;
	}

	@Nullable AuthorizationManager<Object> byCaller() {
		return this.byCaller;
	}

	boolean isByRpcOnly() {
		return this.byCaller != null && isAboutEveryTarget() && !this.rpcs.contains(FlightRpc.CANCEL_FLIGHT_INFO)
				&& !this.rpcs.contains(FlightRpc.RENEW_FLIGHT_ENDPOINT);
	}

	boolean isOpen() {
		return this.open;
	}

	boolean isHidden() {
		return this.hidden;
	}

	boolean isAboutEverything() {
		return this.rpcs.isEmpty() && isAboutEveryTarget();
	}

	private boolean isAboutEveryTarget() {
		return this.paths.isEmpty() && this.commands.isEmpty() && this.actions.isEmpty();
	}

	private boolean isAbout(FlightRpc rpc) {
		return this.rpcs.isEmpty() || this.rpcs.contains(rpc);
	}

	/**
	 * Check that the rule can match.
	 * @throws IllegalStateException if the rule cannot match any call
	 */
	void check() {
		for (FlightRpc rpc : this.rpcs) {
			if (rpc == FlightRpc.HANDSHAKE || !mayMatch(rpc)) {
				throw new IllegalStateException("The rule for %s never matches a call of %s: %s".formatted(this,
						rpc.methodName(), RuleChecks.targets(rpc)));
			}
		}
		if (!this.rpcs.isEmpty() && !this.actions.isEmpty() && !this.rpcs.contains(FlightRpc.DO_ACTION)) {
			throw new IllegalStateException("The rule for %s never matches an action: actions are called by %s"
				.formatted(this, FlightRpc.DO_ACTION.methodName()));
		}
	}

	/**
	 * Return whether the rule matches every call that a later rule matches.
	 */
	boolean covers(FlightRule later) {
		if (!this.rpcs.isEmpty() && (later.rpcs.isEmpty() || !this.rpcs.containsAll(later.rpcs))) {
			return false;
		}
		if (isAboutEveryTarget()) {
			return true;
		}
		return !later.isAboutEveryTarget() && this.commands.containsAll(later.commands)
				&& this.actions.containsAll(later.actions) && later.paths.stream()
					.allMatch((path) -> this.paths.stream().anyMatch((own) -> RuleChecks.covers(own, path)));
	}

	/**
	 * Return whether the rule may match calls of an RPC.
	 */
	boolean mayMatch(FlightRpc rpc) {
		if (!isAbout(rpc) || isAboutEveryTarget()) {
			return isAbout(rpc);
		}
		return switch (rpc) {
			case LIST_FLIGHTS, LIST_ACTIONS, HANDSHAKE -> false;
			case DO_ACTION -> !this.actions.isEmpty();
			default -> !this.paths.isEmpty() || !this.commands.isEmpty();
		};
	}

	/**
	 * Match the rule against the target of a call.
	 * @param target the target of a call
	 * @return the variables of the path, or {@code null} if the rule does not match
	 */
	@Nullable Map<String, String> match(FlightTarget target) {
		if (!isAbout(target.rpc())) {
			return null;
		}
		if (isAboutEveryTarget()) {
			return Map.of();
		}
		if (target.action() != null) {
			return this.actions.contains(target.action()) ? Map.of() : null;
		}
		if (!target.path().isEmpty()) {
			return matchPath(String.join("/", target.path()));
		}
		return target.commands().stream().anyMatch(this.commands::contains) ? Map.of() : null;
	}

	private @Nullable Map<String, String> matchPath(String path) {
		return this.paths.stream()
			.filter((pattern) -> PATHS.match(pattern, path))
			.findFirst()
			.map((pattern) -> PATHS.extractUriTemplateVariables(pattern, path))
			.orElse(null);
	}

	@Override
	public String toString() {
		return "rpc %s, path %s, command %s, action %s".formatted(this.rpcs, this.paths, this.commands, this.actions);
	}

}
