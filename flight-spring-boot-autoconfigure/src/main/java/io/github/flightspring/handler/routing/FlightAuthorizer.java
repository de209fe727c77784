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

import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightDecision;
import io.github.flightspring.handler.FlightTarget;
import io.github.flightspring.handler.method.FlightHandlerMethod;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a caller may do: the one place that is asked, on every way to a flight.
 */
@FunctionalInterface
public interface FlightAuthorizer {

	/**
	 * Decide whether a caller may do what he asks for.
	 * @param call the call
	 * @param target what it is aimed at
	 * @return the decision
	 */
	FlightDecision decide(FlightCall call, FlightTarget target);

	/**
	 * A call was refused by a decision.
	 * @param call the call
	 * @param target what it was aimed at
	 */
	default void refused(FlightCall call, FlightTarget target) {
	}

	/**
	 * Whether a handler has rules of its own, which are known only when it is invoked: a
	 * flight that it serves is not described without asking it.
	 * @param handler the handler
	 * @return whether to invoke it even if its schema is known
	 */
	default boolean isGuarded(FlightHandlerMethod handler) {
		return false;
	}

	/**
	 * Ask the rules that a handler has of its own without invoking it.
	 * @param handler the handler
	 * @param bean the handler's bean as it is called, a proxy perhaps
	 * @param arguments what the method would be called with
	 * @return whether those were all of its rules: some may be known only when it runs
	 * @throws Exception if one of them refuses the caller
	 */
	default boolean ask(FlightHandlerMethod handler, Object bean, @Nullable Object[] arguments) throws Exception {
		return true;
	}

	/**
	 * Whether a handler with rules of its own has refused the caller.
	 * @param exception what it threw
	 * @return whether that is a refusal
	 */
	default boolean isRefusal(Throwable exception) {
		return false;
	}

	/**
	 * Everyone may do everything.
	 * @return an authorizer for an open server
	 */
	static FlightAuthorizer open() {
		return (call, target) -> FlightDecision.GRANTED;
	}

}
