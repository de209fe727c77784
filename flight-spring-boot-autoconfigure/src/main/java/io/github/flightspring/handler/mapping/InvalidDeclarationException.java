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

import org.springframework.core.ResolvableType;

/**
 * Thrown when a parameter or a return type of a handler method is declared in a way that
 * cannot be served. It has the advice how to change the declaration. The application does
 * not start.
 */
public final class InvalidDeclarationException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Create an exception.
	 * @param problem the problem of the declaration
	 * @param action the advice to solve the problem
	 */
	public InvalidDeclarationException(String problem, String action) {
		super(problem);
		this.action = action;
	}

	/**
	 * Create an exception for a type that is used as that of a row and has no columns.
	 * @param expected what the rows must be
	 * @param rowType the type
	 * @return the exception, which says why the type does not fit and what does
	 */
	public static InvalidDeclarationException ofRows(String expected, ResolvableType rowType) {
		UnfitRowType unfit = UnfitRowType.of(rowType);
		return new InvalidDeclarationException(
				"Its rows must be %s; '%s' %s".formatted(expected, rowType, unfit.reason()), unfit.action());
	}

	/**
	 * The advice to solve the problem.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
