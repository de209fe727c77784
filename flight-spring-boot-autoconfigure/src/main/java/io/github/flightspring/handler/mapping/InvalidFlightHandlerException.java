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
 * A handler method that cannot be served as it is written. The application does not
 * start.
 */
public final class InvalidFlightHandlerException extends RuntimeException {

	private final String handler;

	private final String mend;

	/**
	 * Create an exception.
	 * @param handler the method, as {@link #describe} puts it
	 * @param problem what is wrong with it
	 * @param mend what to do about it
	 */
	public InvalidFlightHandlerException(String handler, String problem, String mend) {
		this(handler, problem, mend, null);
	}

	/**
	 * Create an exception.
	 * @param handler the method, as {@link #describe} puts it
	 * @param problem what is wrong with it
	 * @param mend what to do about it
	 * @param cause what was thrown, or {@code null}
	 */
	public InvalidFlightHandlerException(String handler, String problem, String mend, @Nullable Throwable cause) {
		super(problem, cause);
		this.handler = handler;
		this.mend = mend;
	}

	/**
	 * Name a method as a developer would look for it.
	 * @param type the bean's class
	 * @param method the method
	 * @return class, method and parameter types
	 */
	public static String describe(Class<?> type, Method method) {
		StringBuilder text = new StringBuilder(type.getName()).append('.').append(method.getName()).append('(');
		for (int i = 0; i < method.getParameterCount(); i++) {
			text.append((i > 0) ? ", " : "").append(method.getParameterTypes()[i].getSimpleName());
		}
		return text.append(')').toString();
	}

	/**
	 * The method that is wrong.
	 * @return class, method and parameter types
	 */
	public String handler() {
		return this.handler;
	}

	/**
	 * What to do about it.
	 * @return a sentence
	 */
	public String mend() {
		return this.mend;
	}

	@Override
	public String getMessage() {
		return this.handler + ": " + super.getMessage();
	}

	/**
	 * What is wrong.
	 * @return the message without the method
	 */
	public @Nullable String problem() {
		return super.getMessage();
	}

}
