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

package io.github.flightspring.jdbc.read;

import java.math.BigDecimal;

import io.github.flightspring.arrow.value.DecimalDigits;

/**
 * A value, or all values of a column, that Arrow cannot hold.
 */
public sealed class UnreadableValueException extends RuntimeException permits UnreadableColumnException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message the problem
	 */
	public UnreadableValueException(String message) {
		super(message);
	}

	/**
	 * Create the exception for a date or a time that Arrow does not have.
	 * @param value the value
	 * @return the exception
	 */
	public static UnreadableValueException ofRange(Object value) {
		return new UnreadableValueException("the value " + value + " is infinite or out of the range of its column");
	}

	/**
	 * Create the exception for the end of a day as a time.
	 * @return the exception
	 */
	public static UnreadableValueException ofMidnight() {
		return new UnreadableValueException("the time 24:00 is no time of a day");
	}

	/**
	 * Create the exception for a decimal with too many digits.
	 * @param value the value
	 * @param digits the digits of the column
	 * @return the exception
	 */
	public static UnreadableValueException ofDigits(BigDecimal value, DecimalDigits digits) {
		return new UnreadableValueException("the value " + value + " has more digits than decimal(" + digits.precision()
				+ ", " + digits.scale() + ")");
	}

	/**
	 * Create the exception for an array of several dimensions.
	 * @return the exception
	 */
	public static UnreadableValueException ofNestedArray() {
		return new UnreadableValueException("the value is an array of arrays");
	}

}
