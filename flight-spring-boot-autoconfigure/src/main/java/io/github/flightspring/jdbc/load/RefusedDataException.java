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

package io.github.flightspring.jdbc.load;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The exception for an uploaded value or row that the database refuses. A client gets
 * INVALID_ARGUMENT with the row and the column, as far as they are known.
 */
public final class RefusedDataException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	private final String place;

	/**
	 * Create an exception.
	 * @param place the row and the column, empty if neither is known
	 * @param cause the exception of the driver
	 */
	RefusedDataException(String place, Throwable cause) {
		super("The database refuses the data" + (place.isEmpty() ? "" : " in " + place) + ": " + cause.getMessage(),
				cause);
		this.place = place;
	}

	/**
	 * The place of the value or row.
	 * @return the row and the column, empty if neither is known
	 */
	public String place() {
		return this.place;
	}

}
