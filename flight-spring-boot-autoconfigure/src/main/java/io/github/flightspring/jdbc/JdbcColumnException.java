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

package io.github.flightspring.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A column of a result set that Arrow cannot hold, or a value of it. Nothing is rounded
 * or cut off instead. The message names the column, its type and, for a value, its row.
 */
public class JdbcColumnException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String column;

	private final long row;

	/**
	 * Create the exception.
	 * @param column the name of the column
	 * @param typeName the name of its type in the database
	 * @param row the row, from 1, or 0 if the column has no values that Arrow can hold
	 * @param problem the problem
	 * @param cause the cause, or {@code null}
	 */
	public JdbcColumnException(String column, String typeName, long row, String problem, @Nullable Throwable cause) {
		super("column '" + column + "' (" + typeName + ")" + ((row > 0) ? ", row " + row + ": " : " ") + problem,
				cause);
		this.column = column;
		this.row = row;
	}

	/**
	 * Return the name of the column.
	 * @return the name in the schema
	 */
	public String column() {
		return this.column;
	}

	/**
	 * Return the row of the value.
	 * @return the row of the result, from 1, or 0 for the column as a whole
	 */
	public long row() {
		return this.row;
	}

}
