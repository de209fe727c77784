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

package io.github.flightspring.handler.method;

import java.lang.reflect.Method;

import io.github.flightspring.cancellation.Cancellable;
import io.github.flightspring.handler.FlightCall;
import io.github.flightspring.handler.FlightReturnType;
import io.github.flightspring.jdbc.source.CallStatements;

/**
 * The cancellation of the statements that a handler executes: those of its rows, and
 * those that it executes itself. They are cancelled in the database when the call is.
 */
public final class StatementAdvice implements HandlerAdvice {

	@Override
	public Around advise(Class<?> beanType, Method method, FlightReturnType returnType) {
		return (invocation, work) -> {
			try (CallStatements.Scope statements = open(invocation.call())) {
				work.run();
			}
		};
	}

	private static CallStatements.Scope open(FlightCall call) {
		return CallStatements.open(call::onCancel, () -> shield(call));
	}

	private static CallStatements.Scope shield(FlightCall call) {
		return (call instanceof Cancellable cancellable) ? cancellable.cancellation().shield()::close : () -> {
		};
	}

}
