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

package io.github.flightspring.arrow.value;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for an error in a value, a column or a component. The class that the application
 * called converts it into one of the public exceptions. That exception has the stack
 * trace, so this one has none.
 */
public final class ValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String path;

	private final String problem;

	/**
	 * Create the exception.
	 * @param path the path of the error, empty for a row as a whole
	 * @param problem the problem
	 * @param cause the cause, or {@code null}
	 */
	public ValueException(String path, String problem, @Nullable Throwable cause) {
		super(problem, cause, false, false);
		this.path = path;
		this.problem = problem;
	}

	/**
	 * Return the path of the error.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the problem, which is also the message.
	 * @return the problem
	 */
	public String problem() {
		return this.problem;
	}

}
