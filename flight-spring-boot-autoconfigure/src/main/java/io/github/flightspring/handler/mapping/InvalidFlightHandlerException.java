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

package io.github.flightspring.handler.mapping;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * The exception for a handler method whose declaration is invalid. The application does
 * not start.
 */
public final class InvalidFlightHandlerException extends RuntimeException {

	private final String handler;

	private final String action;

	/**
	 * Create an exception.
	 * @param handler the method, in the form of {@link #describe}
	 * @param problem the problem of the method
	 * @param action the advice to solve the problem
	 */
	public InvalidFlightHandlerException(String handler, String problem, String action) {
		this(handler, problem, action, null);
	}

	/**
	 * Create an exception.
	 * @param handler the method, in the form of {@link #describe}
	 * @param problem the problem of the method
	 * @param action the advice to solve the problem
	 * @param cause the cause, or {@code null}
	 */
	public InvalidFlightHandlerException(String handler, String problem, String action, @Nullable Throwable cause) {
		super(problem, cause);
		this.handler = handler;
		this.action = action;
	}

	/**
	 * Return the name of a method in the form that developers search for.
	 * @param type the bean's class
	 * @param method the method
	 * @return the class, method and parameter types
	 */
	public static String describe(Class<?> type, Method method) {
		StringBuilder text = new StringBuilder(type.getName()).append('.').append(method.getName()).append('(');
		for (int i = 0; i < method.getParameterCount(); i++) {
			text.append((i > 0) ? ", " : "").append(method.getParameterTypes()[i].getSimpleName());
		}
		return text.append(')').toString();
	}

	/**
	 * The invalid method.
	 * @return the class, method and parameter types
	 */
	public String handler() {
		return this.handler;
	}

	/**
	 * The advice to solve the problem.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

	@Override
	public String getMessage() {
		return this.handler + ": " + super.getMessage();
	}

	/**
	 * The problem of the method.
	 * @return the message without the method
	 */
	public @Nullable String problem() {
		return super.getMessage();
	}

}
