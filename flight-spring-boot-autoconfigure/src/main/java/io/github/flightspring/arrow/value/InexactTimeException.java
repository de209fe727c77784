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

import java.util.Locale;

/**
 * Thrown when a time lies between two units of a column.
 */
public final class InexactTimeException extends ArithmeticException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param unit the unit of the column, such as {@code SECOND}
	 */
	public InexactTimeException(Enum<?> unit) {
		super("a whole number of %sS, the unit of the column".formatted(unit).toLowerCase(Locale.ROOT));
	}

	/**
	 * Return the expected kind of value.
	 * @return the text after "is not"
	 */
	public String expected() {
		return String.valueOf(getMessage());
	}

}
