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
 * The authorizer of calls. It is the single place that decides what a caller may do, for
 * every RPC and every transport.
 */
@FunctionalInterface
public interface FlightAuthorizer {

	/**
	 * Decide whether a caller may use the target of a call.
	 * @param call the call
	 * @param target the target of the call
	 * @return the decision
	 */
	FlightDecision decide(FlightCall call, FlightTarget target);

	/**
	 * Handle the refusal of a call. By default this does nothing.
	 * @param call the call
	 * @param target the target of the call
	 */
	default void refused(FlightCall call, FlightTarget target) {
	}

	/**
	 * Whether a handler has authorization rules of its own, which are known only when it
	 * is invoked. A flight that such a handler serves is not described without asking the
	 * handler. By default a handler has none.
	 * @param handler the handler
	 * @return {@code true} if the handler must be invoked even if its schema is known
	 */
	default boolean isGuarded(FlightHandlerMethod handler) {
		return false;
	}

	/**
	 * Check the authorization rules of a handler without invoking it.
	 * @param handler the handler
	 * @param bean the handler's bean, which may be a proxy
	 * @param arguments the arguments of the method
	 * @return {@code true} if all of its rules were checked; {@code false} if some are
	 * known only when it runs
	 * @throws Exception if a rule refuses the caller
	 */
	default boolean checkRules(FlightHandlerMethod handler, Object bean, @Nullable Object[] arguments)
			throws Exception {
		return true;
	}

	/**
	 * Whether an exception is the refusal of a caller by a handler's own authorization
	 * rules.
	 * @param exception the exception that the handler threw
	 * @return {@code true} if it is a refusal
	 */
	default boolean isRefusal(Throwable exception) {
		return false;
	}

	/**
	 * Create an authorizer that allows everything to every caller.
	 * @return an authorizer for an open server
	 */
	static FlightAuthorizer open() {
		return (call, target) -> FlightDecision.GRANTED;
	}

}
