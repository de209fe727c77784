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

import java.util.Map;

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightTarget;

/**
 * The subject of the decision of a rule.
 *
 * @param call the call
 * @param target the target of the call: the RPC, and the path or command of the flight or
 * the type of the action. For a caller who requests information about a flight, the RPC
 * is DoGet, whatever the RPC of the call is.
 * @param variables the variables in the path pattern of the rule
 */
public record FlightAuthorizationContext(FlightCall call, FlightTarget target, Map<String, String> variables) {

	public FlightAuthorizationContext {
		variables = Map.copyOf(variables);
	}

}
