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
 * What a rule decides about.
 *
 * @param call the call
 * @param target what it is aimed at: the RPC, and the flight's path, the command or the
 * action. The RPC is DoGet where a caller wants to learn about a flight that he would
 * read by it, whatever the call's own RPC is.
 * @param variables the variables of the rule's path pattern
 */
public record FlightAuthorizationContext(FlightCall call, FlightTarget target, Map<String, String> variables) {

	public FlightAuthorizationContext {
		variables = Map.copyOf(variables);
	}

}
