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

import io.github.flightspring.annotation.FlightRpc;

/**
 * The rules in the order in which they are evaluated. The first matching rule decides. A
 * call that no rule matches is denied.
 */
public final class FlightRules {

	private final List<FlightRule> rules = new ArrayList<>();

	FlightRules() {
	}

	/**
	 * Begin a rule for RPCs.
	 * @param rpcs the RPCs
	 * @return the rule
	 */
	public FlightRule rpc(FlightRpc... rpcs) {
		return add().rpc(rpcs);
	}

	/**
	 * Begin a rule for flights with a path.
	 * @param patterns the path patterns, see {@link FlightRule#path}
	 * @return the rule
	 */
	public FlightRule path(String... patterns) {
		return add().path(patterns);
	}

	/**
	 * Begin a rule for commands.
	 * @param names the names of the commands
	 * @return the rule
	 */
	public FlightRule command(String... names) {
		return add().command(names);
	}

	/**
	 * Begin a rule for actions.
	 * @param types the types of the actions
	 * @return the rule
	 */
	public FlightRule action(String... types) {
		return add().action(types);
	}

	/**
	 * Begin the last rule, which matches every call.
	 * @return the rule
	 */
	public FlightRule anyCall() {
		return add();
	}

	private FlightRule add() {
		if (!this.rules.isEmpty()) {
			FlightRule last = this.rules.get(this.rules.size() - 1);
			if (last.manager() == null) {
				throw new IllegalStateException("The rule for %s does not say who may".formatted(last));
			}
			if (last.isAboutEverything()) {
				throw new IllegalStateException("A rule follows anyCall(), which decides about every call");
			}
		}
		FlightRule rule = new FlightRule(this);
		this.rules.add(rule);
		return rule;
	}

	List<FlightRule> build() {
		for (FlightRule rule : this.rules) {
			if (rule.manager() == null) {
				throw new IllegalStateException("The rule for %s does not say who may".formatted(rule));
			}
			rule.check();
			for (FlightRule earlier : this.rules.subList(0, this.rules.indexOf(rule))) {
				if (earlier.covers(rule) && !earlier.isHidden()) {
					throw new IllegalStateException(
							"The rule for %s is never asked: that for %s decides before it".formatted(rule, earlier));
				}
			}
		}
		return List.copyOf(this.rules);
	}

}
